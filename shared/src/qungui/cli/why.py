"""``qungui why``: one message under one rulebook, in one group, at one time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import filterfalse
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.cli.explain import FOUND, Explanation, Line, explain
from qungui.cli.plainly import plainly
from qungui.cli.usable import named
from qungui.errors import InvalidEventError
from qungui.model.group import Group, GroupSettings, Mode, Role
from qungui.model.linked import Linked
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Edition
from qungui.rulebook.examples import Example, group_of

_MODES = {mode.name.lower(): mode for mode in Mode}


@dataclass(frozen=True, slots=True)
class _Place:
    edition: Edition
    settings: GroupSettings
    group: Group | None
    limits: Limits = NO_LIMITS


def why(  # noqa: PLR0913 - one option per circumstance
    *,
    text: Annotated[str, typer.Argument(help="一条群消息")],
    rulebook: Annotated[
        str, typer.Option(help="规定文件，或随产品发布的编号如 R12；不写则用群的规定")
    ] = "",
    at: Annotated[str, typer.Option(help="时间：21:59 或 2026-11-25T21:59")] = "12:00",
    role: Annotated[Role | None, typer.Option(help="发言人的身份")] = None,
    kind: Annotated[str, typer.Option(help="群备案的种类，如 部门级")] = "",
    mode: Annotated[list[str] | None, typer.Option(help="某条的方式，如 R01.3.10=observe")] = None,
    group_id: Annotated[str, typer.Option(help="已纳入规定的群，连同它的设置")] = "",
    table: Annotated[str, typer.Option(help="DynamoDB 表名，与 --group-id 合用")] = "",
    region: Annotated[str, typer.Option(help="区域", envvar="AWS_REGION")] = "",
) -> None:
    with plainly():
        place = _place(rulebook, at, _linked(group_id, table, region))
        settings = _with_modes(place.settings, mode or ())
    edition, (clock, moment) = place.edition, _time(at, place.edition.timezone)
    group = place.group
    if kind:
        group = replace(group or group_of(edition), filed_as=kind)
    example = Example(hits=True, text=text, at=clock, role=role)
    said = explain(edition, example, settings, limits=place.limits, group=group, at=moment)
    console = Console()
    console.print(f"读作：{escape(said.read_as)}")
    telling = sorted(filter(_tells, said.lines), key=_found, reverse=True)
    console.print(_table(said.verdict, telling) if telling else said.verdict)
    for words, clauses in _folded(said).items():
        console.print(escape(f"{words}：{' '.join(clauses)}"))


def _place(rulebook: str, at: str, linked: Linked | None) -> _Place:
    """The edition, and the group's settings where a group is named."""
    settings = GroupSettings() if linked is None else linked.settings
    group = None if linked is None else linked.group
    if rulebook:
        return _Place(named(rulebook), settings, group)
    if linked is None:
        msg = "写 --rulebook 或 --group-id"
        raise typer.BadParameter(msg)
    _, moment = _time(at, linked.editions[0].timezone)
    at_once = moment or SystemClock().now()
    edition = linked.edition_at(at_once)
    if edition is None:
        msg = "no edition was in force in that group at that time"
        raise InvalidEventError(msg)
    return _Place(edition, settings, group, linked.limits(edition, at_once))


def _linked(group_id: str, table: str, region: str) -> Linked | None:
    if not group_id:
        return None
    directory = DynamoDirectory(table_name=table, region=region, clock=SystemClock())
    linked = directory.group(group_id)
    if linked is None:
        msg = f"no such group: {group_id}"
        raise InvalidEventError(msg)
    return linked


def _with_modes(settings: GroupSettings, written: Sequence[str]) -> GroupSettings:
    modes = dict(settings.modes)
    for each in written:
        clause_id, _, name = each.partition("=")
        if name not in _MODES:
            msg = f"方式写作 R01.3.10={'|'.join(_MODES)}"
            raise typer.BadParameter(msg)
        modes[clause_id] = _MODES[name]
    return replace(settings, modes=modes)


def _time(text: str, zone: str) -> tuple[time, datetime | None]:
    """A time of any day, or a moment of one day in *zone* where no offset is written."""
    try:
        if "T" not in text:
            return time.fromisoformat(text), None
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        message = "时间写作 21:59 或 2026-11-25T21:59"
        raise typer.BadParameter(message) from error
    local = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    return local.time(), local.replace(tzinfo=ZoneInfo(zone))


def _found(line: Line) -> bool:
    return line.finding == FOUND


def _tells(line: Line) -> bool:
    """Whether it has more to say than that nothing was found."""
    return _found(line) or bool(line.why)


def _folded(said: Explanation) -> Mapping[str, Sequence[str]]:
    """The ids of all other clauses, by what there is to say of them."""
    clauses: dict[str, list[str]] = {}
    for line in (*filterfalse(_tells, said.lines), *said.others):
        words = f"{line.finding}（{line.why}）" if line.why else line.finding
        clauses.setdefault(words, []).append(line.clause_id)
    return clauses


def _table(title: str, lines: Sequence[Line]) -> Table:
    table = Table(title=title)
    limited = any(line.limits for line in lines)
    judged = any(line.mode for line in lines)
    for column in ("条款", "结果", "理由", *_more(limited, judged)):
        table.add_column(column, overflow="fold")
    for line in lines:
        more = [line.limits] if limited else []
        more += [line.mode, line.follows] if judged else []
        # a message may hold what rich takes for mark-up
        said = map(escape, (line.why, *more))
        table.add_row(line.clause_id, line.finding, *said, style="bold" if _found(line) else None)
    return table


def _more(limited: bool, judged: bool) -> list[str]:  # noqa: FBT001 - two facts about a table
    return [*(["例外与限定"] if limited else []), *(["方式", "后果"] if judged else [])]
