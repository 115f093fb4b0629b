"""Commands about what a group, or the organisation, sets anew, and how far clauses act."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.cli import sayings
from qungui.cli.left import left_in_words
from qungui.cli.modes import mode
from qungui.cli.options import By, ClauseId, GroupId, OfOrganisation, Region, TableName
from qungui.cli.organisation import choice_of, choose, organisation_table
from qungui.cli.plainly import plainly
from qungui.cli.recorded import member_names, recorded
from qungui.engine.modes import resolved
from qungui.model import group_values
from qungui.model.call import ParameterError
from qungui.model.group import GroupSettings
from qungui.model.linked import Linked
from qungui.model.opened import opened
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.rulebook.calls import said as said_of
from qungui.rulebook.ordinary import doubtful
from qungui.rulebook.written_values import read_values
from qungui.usecases.change_settings import ChangeSettings, Setting
from qungui.usecases.linked_group import linked_group

commands = typer.Typer()
commands.command(
    help="设定条款做到哪一步：off、observe、assist、enforce；在一个群里，或本单位所有群里。"
)(mode)

_ADD_CLAUSE = ("条款的值请加 --clause", "add --clause for a value of a clause")
_ACTING = {Disposition.AUTOMATIC, Disposition.ASSISTED, Disposition.WORKFLOW}


@commands.command(
    "set",
    help="设定规定没有写定的值，如 max_messages=10；不写 --clause 则设群本身的，如 cards_a_day=5。",
)
def set_values(  # noqa: PLR0913 - where, what, who
    *,
    values: Annotated[list[str] | None, typer.Argument(help="键=值，写法与规定文件相同")] = None,
    table: TableName,
    region: Region,
    group_id: GroupId = "",
    clause: ClauseId = "",
    organisation: OfOrganisation = "",
    reset: Annotated[list[str] | None, typer.Option(help="改回规定的默认值，可多次")] = None,
    by: By = "",
) -> None:
    if not values and not reset:
        msg = "写 键=值，或 --reset 键"
        raise typer.BadParameter(msg)
    if organisation:
        _choose(values or (), organisation, by, table=table, region=region)
        return
    if not group_id:
        msg = (
            "写 --group-id，条款的值另写 --clause；或 --organisation 和本单位的值，如 trial_days=3"
        )
        raise typer.BadParameter(msg)
    with plainly():
        wish = Setting(
            group_id=group_id,
            clause_id=clause,
            values=read_values(values or ()),
            reset=tuple(reset or ()),
            by=recorded(by, table=table, region=region),
        )
        settings = _change(wish, table=table, region=region)
    Console().print(f"已设定：{clause or '本群'}（设置第 {settings.version} 版）")
    _doubt([wish.values], group_id, table=table, region=region)


def _choose(values: Sequence[str], rulebook: str, by: str, *, table: str, region: str) -> None:
    with plainly():
        person = recorded(by, table=table, region=region)
        wish = choice_of(read_values(values), rulebook=rulebook, by=person)
        settings = choose(wish, table=table, region=region)
    Console().print(f"已设定：{'、'.join(values)}（本单位设置第 {settings.version} 版）")


@commands.command(
    help="一个群的设置：哪些值可设、现用和默认的值、每条做到哪一步、由谁定；或本单位的。只查看。"
)
def settings(
    *, table: TableName, region: Region, group_id: GroupId = "", organisation: OfOrganisation = ""
) -> None:
    if bool(group_id) == bool(organisation):
        msg = "写 --group-id 或 --organisation"
        raise typer.BadParameter(msg)
    if organisation:
        with plainly():
            Console().print(organisation_table(organisation, table=table, region=region))
        return
    directory = DynamoDirectory(table_name=table, region=region, clock=SystemClock())
    with plainly():
        linked = linked_group(directory, group_id)
    now = SystemClock().now()
    edition = linked.edition_at(now) or linked.editions[0]
    Console().print(settings_table(linked, edition, now))
    Console().print(own_table(linked.settings))
    for line in left_in_words(edition, linked.group.kind):
        Console().print(line)
    words = linked.settings.allowed_words
    chosen = (*linked.settings.values.values(), {"allowed_words": [*words]} if words else {})
    _doubt(chosen, group_id, table=table, region=region)


def _doubt(
    chosen: Iterable[Mapping[str, object]], group_id: str, *, table: str, region: str
) -> None:
    """What of the listed words deserves a second look; names change, so also of older lists."""
    names = member_names(group_id, table=table, region=region) if any(chosen) else ()
    for word, why, _ in (each for values in chosen for each in doubtful(values, names)):
        said = escape(f"“{word}”{why}")
        Console().print(f"[yellow]请再看一眼[/]：{said}")


def settings_table(linked: Linked, edition: Edition, now: datetime) -> Table:
    chosen, limits = linked.settings, linked.limits(edition, now)
    by = f"{edition.title}（{edition.edition} 版）"
    table = Table(title=f"{escape(linked.group.name)}：{by}，设置第 {chosen.version} 版")
    for column in ("条款", "可设", "现用", "默认", "做到", "由谁定", "最多"):
        table.add_column(column, overflow="fold")
    for clause in edition.clauses:
        rows = list(_rows(edition, clause, chosen))
        if not rows and clause.disposition not in _ACTING:
            continue
        found = resolved(clause, chosen, limits)
        modes = (
            sayings.MODES[found.mode],
            sayings.LAYERS[found.by],
            sayings.MODES[clause.mode],
        )
        first, *others = rows or [("", "", "")]
        table.add_row(clause.clause_id, *first, *modes)
        for other in others:
            table.add_row("", *other)
    return table


def own_table(chosen: GroupSettings) -> Table:
    """What is set of the group itself."""
    table = Table(title="本群的运行设置")
    for column in ("可设", "现用", "默认", "含义"):
        table.add_column(column, overflow="fold")
    for key, own, usual in group_values.shown(chosen):
        said = escape(own) if own != usual else f"[dim]{escape(own)}[/]"
        table.add_row(key, said, escape(usual), sayings.OF_GROUP[key])
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


def _change(wish: Setting, *, table: str, region: str) -> GroupSettings:
    clock = SystemClock()
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    try:
        return ChangeSettings(directory, clock)(wish)
    except ParameterError as error:
        of_clause = _ADD_CLAUSE if not wish.clause_id and error.problem == "unknown" else ()
        raise ValueError(" / ".join((*said_of(error), *of_clause))) from error
