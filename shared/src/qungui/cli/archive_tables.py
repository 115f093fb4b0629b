"""What ``qungui archive`` shows. Names may hold what rich takes for mark-up."""

from collections.abc import Iterator, Sequence

from rich.markup import escape
from rich.table import Table

from qungui.cli.archive import Heard


def archive_tables(seats: Sequence[str], heard: Sequence[Heard]) -> Iterator[Table]:
    yield _seats(seats, heard)
    yield _groups(heard)
    if any(each.silent for each in heard):
        yield _silent(heard)


def blind(heard: Sequence[Heard]) -> list[Heard]:
    """Filed groups of which the archive surely hears nothing."""
    return [each for each in heard if not each.linked or (each.staff and not each.holders)]


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _seats(seats: Sequence[str], heard: Sequence[Heard]) -> Table:
    table = _table(f"存档席位（{len(seats)} 个）", "成员", "所在的已备案群")
    for userid in seats:
        groups = [each.group.name for each in heard if userid in each.holders]
        table.add_row(escape(userid), escape("、".join(groups)) or "–")
    return table


def _groups(heard: Sequence[Heard]) -> Table:
    table = _table("已备案的群", "群", "内部成员", "有席位的", "存档")
    for each in heard:
        staff = "未知" if each.staff is None else str(each.staff)
        table.add_row(escape(each.group.name), staff, str(len(each.holders)), _verdict(each))
    return table


def _verdict(each: Heard) -> str:
    if not each.linked:
        return "[red]没有关联存档里的群，消息不会被判断[/]"
    if each.staff is None:
        return "[yellow]成员名单还没有拉取，不能确定[/]"
    if not each.holders:
        return "[red]看不到：没有任何席位成员在群里[/]"
    silent = f"，{len(each.silent)} 位外部成员除外" if each.silent else ""
    return f"[green]看得到[/]{silent}"


def _silent(heard: Sequence[Heard]) -> Table:
    table = _table("还没有同意存档的外部成员", "群", "外部成员", "本群", "单聊")
    for each in heard:
        for one in each.silent:
            who = f"{one.name}（{one.outsider.name}）" if one.name else one.outsider.name
            here = "[red]不同意[/]" if one.refused else "没有表态"
            alone = "已同意" if one.alone else "没有同意"
            table.add_row(escape(each.group.name), escape(who), here, alone)
    return table
