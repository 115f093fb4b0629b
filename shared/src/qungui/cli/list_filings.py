"""``qungui filings``: the register of groups, to be read or taken along as a file."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.cli.options import Region, TableName
from qungui.cli.plainly import plainly
from qungui.cli.spreadsheets import write_csv, write_xlsx
from qungui.model.filing import LifeState
from qungui.notices.on_file import STATES
from qungui.usecases.find_ground import FindGround
from qungui.usecases.list_filings import Listed, ListFilings, Ownerless

_ZONE = ZoneInfo("Asia/Shanghai")  # the list is of groups under any regulation
_OWNERLESS: Mapping[Ownerless, str] = {
    Ownerless.NOBODY: "没有群主",
    Ownerless.LEFT: "群主已离职",
    Ownerless.UNKNOWN: "群主查无此人",
}
_BY_WORD: Mapping[str, LifeState] = {word: state for state, word in STATES.items()}


@dataclass(frozen=True, slots=True)
class Column:
    """
    Attributes:
        key: In JSON.
        shown: Also at a terminal, which is narrower than a file.
    """

    key: str
    title: str
    value: Callable[[Listed], str]
    shown: bool = False


COLUMNS = (
    Column("number", "编号", lambda one: one.number, shown=True),
    Column("register_number", "登记号", lambda one: one.filing.number, shown=True),
    Column("name", "群名", lambda one: one.filing.name, shown=True),
    Column("kind", "类别", lambda one: one.filing.kind, shown=True),
    Column("unit", "单位", lambda one: one.filing.unit, shown=True),
    Column("owner", "群主", lambda one: _named(one, [one.filing.owner]), shown=True),
    Column("administrators", "管理员", lambda one: _named(one, one.filing.administrators)),
    Column("state", "状态", lambda one: STATES[one.filing.state], shown=True),
    Column("since", "自", lambda one: _day(one.filing.since), shown=True),
    Column("needs", "要办", lambda one: "、".join(_needs(one)), shown=True),
    Column("asked", "已催", lambda one: str(one.filing.chases)),
    Column("ends_on", "预计结束", lambda one: str(one.filing.ends_on or "")),
    Column("last_day", "最迟解散", lambda one: str(one.last_day or "")),
    Column("purpose", "用途", lambda one: one.filing.purpose),
    Column("members", "应加人员", lambda one: one.filing.belongs),
    Column("rulebook", "适用的规定", lambda one: one.filing.rulebook),
    Column("group_id", "系统编号", lambda one: one.filing.group_id),
)


def filings(
    *,
    table: TableName,
    region: Region,
    state: Annotated[
        list[str] | None, typer.Option(help="只看这些状态，如 逾期未解散，可多次")
    ] = None,
    pressing: Annotated[
        bool, typer.Option("--pressing", help="只看逾期、未备案、无人负责、没有在职群主的")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="连同已解散、未获准的")] = False,
    to: Annotated[Path | None, typer.Option(help="写成文件：.csv、.xlsx 或 .json")] = None,
) -> None:
    states = _states(state or (), everything=everything)
    if to is not None and to.suffix not in _WRITERS:
        msg = f"只能写成 {'、'.join(_WRITERS)}"
        raise typer.BadParameter(msg)
    with plainly():
        listing = _listing(table=table, region=region)
        numbers = listing.numbers(states)
        watched = Console(stderr=True)  # what is read stays alone on the standard output
        lines = track(listing(numbers), "读取", len(numbers), console=watched, transient=True)
        counted = Counter[str]()
        chosen = _counted((one for one in lines if one.needs or not pressing), counted)
        if to is None:
            Console().print(_table(chosen))
        else:
            _write(to, chosen)
    told = "，".join(f"{word} {count}" for word, count in sorted(counted.items()) if word)
    where = "" if to is None else f"，已写入 {to}"
    typer.echo(f"共 {counted['']} 个群{where}{'；' if told else ''}{told}")


def _listing(*, table: str, region: str) -> ListFilings:
    where: dict[str, str] = {"table_name": table, "region": region}
    clock = SystemClock()
    directory = DynamoDirectory(**where, clock=clock)
    return ListFilings(
        register=DynamoRegister(**where),
        find=FindGround(directory=directory, organisation=DynamoOrganisation(**where), clock=clock),
        people=DynamoPeople(**where, clock=clock),
        clock=clock,
    )


def _states(words: Iterable[str], *, everything: bool) -> frozenset[LifeState]:
    if unknown := [word for word in words if word not in _BY_WORD]:
        msg = f"没有这个状态：{'、'.join(unknown)}；可用的：{'、'.join(_BY_WORD)}"
        raise typer.BadParameter(msg)
    living = (each for each in LifeState if everything or not each.is_final)
    return frozenset(_BY_WORD[word] for word in words) or frozenset(living)


def _counted(lines: Iterable[Listed], counted: Counter[str]) -> Iterator[Listed]:
    """The same lines; how many there were, and of each need, stands in *counted* afterwards."""
    for one in lines:
        counted.update(("", *_needs(one)))
        yield one


def _table(lines: Iterable[Listed]) -> Table:
    shown = [column for column in COLUMNS if column.shown]
    table = Table(title="群台账")
    for column in shown:
        table.add_column(column.title, overflow="fold")
    for one in lines:
        table.add_row(*(escape(column.value(one)) for column in shown))
    return table


def _write(path: Path, lines: Iterable[Listed]) -> None:
    """*path* is there once all of it is written."""
    part = path.with_name(f"{path.name}.part")
    try:
        _WRITERS[path.suffix](part, lines)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _csv(path: Path, lines: Iterable[Listed]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv(file, _TITLES, _rows(lines))


def _xlsx(path: Path, lines: Iterable[Listed]) -> None:
    with path.open("wb") as file:
        write_xlsx(file, _TITLES, _rows(lines))


def _json(path: Path, lines: Iterable[Listed]) -> None:
    """An array with one object a line."""
    with path.open("w", encoding="utf-8") as file:
        parted = "[\n"
        for one in lines:
            said = {column.key: column.value(one) for column in COLUMNS}
            file.write(parted + json.dumps(said, ensure_ascii=False))
            parted = ",\n"
        file.write("[]\n" if parted == "[\n" else "\n]\n")


_TITLES = tuple(column.title for column in COLUMNS)
_WRITERS: Mapping[str, Callable[[Path, Iterable[Listed]], None]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
}


def _rows(lines: Iterable[Listed]) -> Iterator[tuple[str, ...]]:
    for one in lines:
        yield tuple(column.value(one) for column in COLUMNS)


def _needs(one: Listed) -> Iterator[str]:
    for need in one.needs:
        yield _OWNERLESS[need] if isinstance(need, Ownerless) else STATES[need]


def _named(one: Listed, ids: Iterable[str]) -> str:
    """By account and name, as far as they are known."""
    return "、".join(one.people[who].called for who in ids if who in one.people)


def _day(moment: datetime) -> str:
    return moment.astimezone(_ZONE).date().isoformat()
