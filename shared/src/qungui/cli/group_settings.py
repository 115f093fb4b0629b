"""Commands about what a group sets anew, and how far its clauses act."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.cli import sayings
from qungui.cli.left import left_in_words
from qungui.cli.options import Region, TableName
from qungui.cli.plainly import plainly
from qungui.engine.judge import mode_in_use
from qungui.errors import InvalidEventError
from qungui.model.call import ParameterError
from qungui.model.group import GroupSettings, Mode
from qungui.model.ids import Alias
from qungui.model.linked import Linked
from qungui.model.opened import opened
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.rulebook.calls import said as said_of
from qungui.rulebook.ordinary import doubtful
from qungui.rulebook.written_values import read_values
from qungui.usecases.change_settings import ChangeSettings, Setting

commands = typer.Typer()

GroupId = Annotated[str, typer.Option(help="本系统的群编号")]
ClauseId = Annotated[str, typer.Option(help="条款编号，如 R01.3.10")]
By = Annotated[str, typer.Option(help="设定人的 userid，记入审计")]

_ACTING = {Disposition.AUTOMATIC, Disposition.ASSISTED, Disposition.WORKFLOW}


@commands.command(help="设定一条在一个群里做到哪一步：off、observe、assist、enforce。")
def mode(
    *,
    group_id: GroupId,
    clause: ClauseId,
    to: Annotated[str, typer.Option(help="off、observe、assist 或 enforce")],
    table: TableName,
    region: Region,
    by: By = "",
) -> None:
    with plainly():
        wish = Setting(group_id=group_id, clause_id=clause, mode=_mode(to))
        settings = _change(wish, by, table=table, region=region)
    Console().print(f"已设定：{clause} {to}（设置第 {settings.version} 版）")


@commands.command("set", help="设定规定没有写定的值，如 max_messages=10、keywords=[茶, 咖啡]。")
def set_values(
    *,
    values: Annotated[list[str] | None, typer.Argument(help="键=值，写法与规定文件相同")] = None,
    group_id: GroupId,
    clause: ClauseId,
    table: TableName,
    region: Region,
    reset: Annotated[list[str] | None, typer.Option(help="改回规定的默认值，可多次")] = None,
    by: By = "",
) -> None:
    if not values and not reset:
        msg = "写 键=值，或 --reset 键"
        raise typer.BadParameter(msg)
    with plainly():
        wish = Setting(
            group_id=group_id,
            clause_id=clause,
            values=read_values(values or ()),
            reset=tuple(reset or ()),
        )
        settings = _change(wish, by, table=table, region=region)
    Console().print(f"已设定：{clause}（设置第 {settings.version} 版）")
    for word, why, _ in doubtful(wish.values):
        said = escape(f"“{word}”{why}")
        Console().print(f"[yellow]请再看一眼[/]：{said}")


@commands.command(help="一个群的设置：哪些值可设、现用和默认的值、每条做到哪一步；只查看。")
def settings(*, group_id: GroupId, table: TableName, region: Region) -> None:
    directory = DynamoDirectory(table_name=table, region=region, clock=SystemClock())
    with plainly():
        linked = directory.group(group_id)
        if linked is None:
            msg = "no such group"
            raise InvalidEventError(msg)
    edition = linked.edition_at(SystemClock().now()) or linked.editions[0]
    Console().print(settings_table(linked, edition))
    for line in left_in_words(edition, linked.group.kind):
        Console().print(line)


def settings_table(linked: Linked, edition: Edition) -> Table:
    chosen = linked.settings
    by = f"{edition.title}（{edition.edition} 版）"
    table = Table(title=f"{escape(linked.group.name)}：{by}，设置第 {chosen.version} 版")
    for column in ("条款", "可设", "现用", "默认", "做到", "最多"):
        table.add_column(column, overflow="fold")
    for clause in edition.clauses:
        rows = list(_rows(edition, clause, chosen))
        if not rows and clause.disposition not in _ACTING:
            continue
        modes = (sayings.MODES[mode_in_use(clause, chosen)], sayings.MODES[clause.mode])
        first, *others = rows or [("", "", "")]
        table.add_row(clause.clause_id, *first, *modes)
        for other in others:
            table.add_row("", *other)
    return table


def _rows(
    edition: Edition, clause: Clause, chosen: GroupSettings
) -> Iterator[tuple[str, str, str]]:
    """Key, value in use, default."""
    known, values = opened(edition, clause), chosen.values.get(clause.clause_id, {})
    for key, default in known.items():
        own, usual = escape(_said(values.get(key, default))), escape(_said(default))
        yield key, own if key in values else f"[dim]{own}[/]", usual
    for key in sorted(values.keys() - known.keys()):
        yield key, f"[red]{escape(_said(values[key]))}[/]", "[red]这一版不再开放，请 --reset[/]"


def _said(value: Any) -> str:  # noqa: ANN401 - a value of a document
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(map(str, value)) or "无"
    return str(value) or "无"


def _change(wish: Setting, by: str, *, table: str, region: str) -> GroupSettings:
    where, clock = {"table_name": table, "region": region}, SystemClock()
    people = DynamoPeople(**where, clock=clock)
    if by:
        person = people.resolve(Alias("userid", by.casefold()))
        people.record(person)
        wish = replace(wish, by=person.person_id)
    try:
        return ChangeSettings(DynamoDirectory(**where, clock=clock), clock)(wish)
    except ParameterError as error:
        raise ValueError(" / ".join(said_of(error))) from error


def _mode(text: str) -> Mode:
    try:
        return Mode[text.upper()]
    except KeyError:
        msg = "mode must be one of off, observe, assist, enforce"
        raise ValueError(msg) from None
