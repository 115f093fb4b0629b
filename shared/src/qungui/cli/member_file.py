"""``qungui file``: what is on record about one person, to be read or taken along."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.wecom.ids import person_alias
from qungui.cli.exported import exported
from qungui.cli.options import PersonName, Region, TableName
from qungui.cli.plainly import plainly
from qungui.model.member_file import GroupFile, MemberFile, Record
from qungui.model.short_number import short_number
from qungui.notices import member_file as words
from qungui.notices.acts import in_words
from qungui.usecases.move_member import MoveMember
from qungui.usecases.read_member_file import ReadMemberFile


def file(
    *,
    person: PersonName,
    table: TableName,
    region: Region,
    group_id: Annotated[str, typer.Option(help="只看这个群；不写则是所有的群")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="连同身份资料与名册，写成 JSON，供交给本人")
    ] = False,
) -> None:
    where: dict[str, str] = {"table_name": table, "region": region}
    clock = SystemClock()
    directory = DynamoDirectory(**where, clock=clock)
    people = DynamoPeople(**where, clock=clock)
    move = MoveMember(ledger=DynamoLedger(**where), directory=directory, clock=clock)
    with plainly():
        who = people.resolve(person_alias(person))
        found = ReadMemberFile(move=move, people=people)(who.person_id, group_id)
        if as_json:
            members = DynamoGroupBook(**where).memberships(who.person_id)
            Console(soft_wrap=True, highlight=False).print_json(data=exported(found, who, members))
            return
    for shown in file_tables(found):
        Console().print(shown)
    if not found.groups:
        Console().print("没有记录")


def file_tables(found: MemberFile) -> Iterator[Table]:
    """Group by group: where the member stands, then case by case."""
    for group in found.groups:
        yield _standing(found, group)
        yield _records(found, group)


def _standing(found: MemberFile, group: GroupFile) -> Table:
    who = f"{found.named(found.person_id)} 在“{group.name}”"
    matters = (*words.open_matters(found, group), *words.petitioned(found, group))
    table = Table(title=escape(who), caption=escape("\n".join(matters)), caption_justify="left")
    for column in ("阶梯", "现到", "共", "计入", "到何时为止", "再犯"):
        table.add_column(column, overflow="fold")
    for stand in group.stands:
        until = [_moment(group, counted.until) or "不过期" for counted in stand.counted]
        further = stand.next
        table.add_row(
            escape(words.named_ladder(stand)),
            f"第 {stand.level} 步",
            f"{len(stand.ladder.steps)} 步",
            f"{len(stand.counted)} 次",
            "\n".join(until),
            "–" if further is None else f"{in_words(further.acts)}（{further.clause_id}）",
        )
    return table


def _records(found: MemberFile, group: GroupFile) -> Table:
    table = Table()
    for column in ("时间", "编号", "条款", "所见", "状态与决定", "处理", "可申诉至"):
        table.add_column(column, overflow="fold")
    for record in group.records:
        case = record.case
        table.add_row(
            _moment(group, case.at),
            short_number(case.case_id),
            "\n".join(escape(f"{number} {text}") for number, text in record.words.items()),
            "\n".join(escape(f"{each.reason} {each.evidence}") for each in case.breaches),
            escape("\n".join(_decided(found, record))),
            escape("\n".join(_measures(found, record))),
            _moment(group, record.appeal_until) or "–",
        )
    return table


def _decided(found: MemberFile, record: Record) -> Iterator[str]:
    yield words.state_of(record.case)
    for decision in (record.case.decided, record.case.voided):
        if decision is not None:
            yield words.said(decision, found.named(decision.by))


def _measures(found: MemberFile, record: Record) -> Iterator[str]:
    for order in words.measures(record):
        by = order.closed
        closed = "" if by is None else words.said(by, found.named(by.by))
        yield f"{words.owed(order)}：{words.came_of(order)} {closed}".strip()


def _moment(group: GroupFile, moment: datetime | None) -> str:
    zone = ZoneInfo(group.timezone)
    return "" if moment is None else f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
