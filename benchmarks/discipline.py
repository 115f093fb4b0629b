"""Ladder steps, appeals and files at the table; how fast cases are folded and histories played."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from benchmarks.corpus import groups
from benchmarks.measuring import medians, repeated
from benchmarks.metering import Tally, metered
from benchmarks.pipeline import Pipeline
from benchmarks.table_stack import emulated_table
from local.places import REGION
from local.seed import person_of
from local.story import read_story
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.memory.clock import ManualClock
from qungui.calendars.calendar import Calendar
from qungui.cli.forget import forget_person
from qungui.engine import decisions, demands, petitions
from qungui.engine.docket import Docket
from qungui.engine.ladders import walk
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState, case_id_of
from qungui.model.decision import Decision
from qungui.model.group import Group, GroupSettings, Mode
from qungui.model.ids import Alias
from qungui.model.ledger import Change, Discipline
from qungui.model.order import SAID_NO, Order, OrderState, order_id_of
from qungui.model.petition import Petition, PetitionState
from qungui.model.rulebook import Counts, Edition
from qungui.rulebook import shipped
from qungui.usecases.move_member import Thought
from qungui.usecases.read_member_file import ReadMemberFile
from qungui.usecases.settle_petition import SettlePetition
from qungui.wire import order_ref_from_body

FOLDED = 100_000
"""Cases, of members with ``EACH`` of them."""
EACH = 50
MANY = 60
"""Orders that one appeal touches."""
HISTORIES = 200
GROUPS = 10
"""In which a member has something on record."""
ROUNDS = 5

_LEAVING, _AGAIN = "R02.3.2a", "R04.4a"  # warned, then asked to leave; warned each time
_OFFICE = "office"
_A_MINUTE = timedelta(minutes=1)


def run(console: Console) -> None:
    """
    Raises:
        MissingError: MiniStack is not installed.
    """
    with emulated_table() as table_name:
        console.print(_at_the_table("R02: a ladder, step by step", _steps(table_name)))
        console.print(_at_the_table("Appeals and files (R04)", _appeals(table_name)))
        console.print(_at_the_table("Files of several groups (R04)", _files(table_name)))
    console.print(_speed())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Office:
    """One member of one group, and a process of each function that has been there a while."""

    table_name: str
    clock: ManualClock
    group: Group
    edition: Edition
    pipeline: Pipeline
    userid: str
    numbers: Iterator[int]

    @classmethod
    def under(cls, table_name: str, edition: Edition, userid: str) -> "_Office":
        story = read_story()
        clock = ManualClock(SystemClock().now())
        pipeline = Pipeline(table_name, clock)
        pipeline.set_up(story, edition)
        (group,) = (one for one in groups(story, edition) if one.group_id == _OFFICE)
        return cls(
            table_name=table_name,
            clock=clock,
            group=group,
            edition=edition,
            pipeline=pipeline,
            userid=userid,
            numbers=count(1),
        )

    @property
    def person_id(self) -> str:
        return person_of(self.userid).person_id

    @property
    def discipline(self) -> Discipline:
        ledger = self.pipeline.escalate.move.ledger
        return ledger.discipline(self.group.group_id, self.person_id)

    def breach(self, clause_id: str) -> Case:
        self.clock.advance(_A_MINUTE)
        number = next(self.numbers)
        made = replace(
            _case(self.edition, clause_id, number, self.clock.now(), self.userid),
            group_id=self.group.group_id,
        )
        self.pipeline.escalate.move.ledger.open_case(made)
        return made

    def escalated(self, case: Case) -> Tally:
        with metered(self.table_name) as tally:
            self.pipeline.escalate(case.ref)
        return tally

    def moved(self, think: Thought[None]) -> Tally:
        with metered(self.table_name) as tally:
            move = self.pipeline.escalate.move
            move(self.group.group_id, self.person_id, think)
        return tally

    def carried_out(self) -> Tally:
        """Everything on the queue, and what follows from it."""
        with metered(self.table_name) as tally:
            while waiting := self.pipeline.outbound.take():
                for envelope in waiting:
                    self.pipeline.dispatch(order_ref_from_body(envelope.body))
        self.clock.advance(_A_MINUTE)
        return tally

    def settled(self, petition: Petition) -> Tally:
        with metered(self.table_name) as tally:
            SettlePetition(self.pipeline.escalate.move)(petition.ref)
        return tally


type _Row = tuple[str, Mapping[str, Tally]]


def _steps(table_name: str) -> Iterator[_Row]:
    office = _Office.under(table_name, shipped.edition("R02"), "zhulin")
    for name in ("first: a warning", "second: a severe warning, and asked to leave"):
        case = office.breach(_LEAVING)
        yield name, {"decide": office.escalated(case), "dispatch": office.carried_out()}
    demand = _first(office.discipline, Act.PERSUADE_TO_LEAVE)
    said_no = office.moved(
        lambda docket: demands.refused(docket, _now(docket, demand), SAID_NO),
    )
    yield "refused: a removal is proposed", {"decide": said_no}
    removal = _first(office.discipline, Act.REMOVE)
    agreed = office.moved(lambda docket: decisions.agreed(docket, _now(docket, removal), "chen"))
    yield "… agreed to, and by API", {"decide": agreed, "dispatch": office.carried_out()}


def _appeals(table_name: str) -> Iterator[_Row]:
    office = _Office.under(table_name, shipped.edition("R04"), "yangmin")
    yield "a file: nothing in it", {"read": _read(office)}
    office.escalated(office.breach(_AGAIN))
    office.carried_out()
    yield "a file: one case, one order", {"read": _read(office)}
    yield "an appeal: one order", _appealed(office)
    for _ in range(MANY):
        office.escalated(office.breach(_AGAIN))
        office.carried_out()
    yield f"a file: {MANY + 1} cases, as many orders", {"read": _read(office)}
    yield f"an appeal: against the first of {MANY}", _appealed(office)
    yield "forgetting this member", {"forget": _forgotten(office)}


def _files(table_name: str) -> Iterator[_Row]:
    """Of a member who was warned once in each of several groups."""
    apart = shipped.edition("R04")
    ladders = {name: replace(each, counts=Counts.COMPANY) for name, each in apart.ladders.items()}
    together = replace(apart, rulebook=f"{apart.rulebook}-together", ladders=ladders)
    for edition, counted, userid in (
        (apart, "each counts for itself", "liuyang"),
        (together, "counted together", "zhulin"),
    ):
        office = _Office.under(table_name, edition, userid)
        for branch in _branches(office):
            branch.escalated(branch.breach(_AGAIN))
            branch.carried_out()
        yield f"{GROUPS} groups, {counted}: all", {"read": _read(office)}
        yield f"{GROUPS} groups, {counted}: one", {"read": _read(office, f"{userid}-1")}


def _branches(office: _Office) -> Iterator[_Office]:
    """Further groups like the office, which nobody calls by any name."""
    directory = office.pipeline.escalate.move.directory
    for number in range(1, GROUPS + 1):
        group = replace(office.group, group_id=f"{office.userid}-{number}", aliases=())
        directory.link(group, GroupSettings())
        yield replace(office, group=group)


def _appealed(office: _Office) -> Mapping[str, Tally]:
    case = next(one for one in office.discipline.cases if one.counts)

    def made(docket: Docket) -> Change | None:
        change = petitions.appeal(docket, case, "我有异议", case.person_id)
        return change if isinstance(change, Change) else None

    opened = office.moved(made)
    petition = _open(office.discipline)
    decision = Decision(by="chen", at=office.clock.now(), why="复核")
    granted = office.moved(lambda docket: petitions.granted(docket, petition, decision))
    return {
        "open": opened,
        "decide": granted,
        "settle": office.settled(petition),
        "dispatch": office.carried_out(),
    }


def _read(office: _Office, group_id: str = "") -> Tally:
    """As whoever asks the desk: for their own record of all groups, for another's of one."""
    people = DynamoPeople(table_name=office.table_name, region=REGION, clock=office.clock)
    read = ReadMemberFile(move=office.pipeline.escalate.move, people=people)
    with metered(office.table_name) as tally:
        read(office.person_id, group_id)
    return tally


def _forgotten(office: _Office) -> Tally:
    """With all that the member has on record, in one group of the story's."""
    forget = forget_person(office.table_name, REGION)
    with metered(office.table_name) as tally:
        forget(person_of(office.userid), "chen", even_so=True)
    return tally


def _open(kept: Discipline) -> Petition:
    return next(one for one in kept.petitions if one.state is PetitionState.OPEN)


def _first(kept: Discipline, act: Act) -> Order:
    return next(order for order in kept.orders if order.act is act)


def _now(docket: Docket, order: Order) -> Order:
    return next(one for one in docket.discipline.orders if one.order_id == order.order_id)


def _at_the_table(title: str, rows: Iterator[_Row]) -> Table:
    table = Table(title=f"{title}; requests / write units / read units")
    columns = ("", "open", "decide", "settle", "dispatch", "read", "forget")
    for name in columns:
        table.add_column(name, justify="right" if name else "left")
    for name, tallies in rows:
        table.add_row(name, *(_cell(tallies.get(stage)) for stage in columns[1:]))
    return table


def _cell(tally: Tally | None) -> str:
    return "" if tally is None else f"{tally.requests} / {tally.writes:g} / {tally.reads:g}"


def _speed() -> Table:
    edition = shipped.edition("R04")
    ladder = edition.ladders["L05"]
    members = [_served(edition, f"member{number}") for number in range(FOLDED // EACH)]
    now = SystemClock().now()

    def fold() -> None:
        for member in members:
            walk(member, edition.rulebook, ladder, Calendar.of(edition.timezone)).level(now)

    taken = medians({"fold": repeated(fold, 1)}, rounds=ROUNDS)["fold"]
    table = Table(title="Speed, one core")
    for name in ("", "seconds", "a second"):
        table.add_column(name, justify="right" if name else "left")
    each = f"{FOLDED:,} cases folded, {EACH} a member"
    table.add_row(each, f"{taken:.2f}", f"{FOLDED / taken:,.0f}")
    table.add_row(f"{HISTORIES} simulated histories", "", _histories())
    return table


def _histories() -> str:
    played = subprocess.run(
        (sys.executable, "-m", "tests.simulation", "--seed", "1", "--histories", str(HISTORIES)),
        check=True,
        capture_output=True,
        text=True,
    )
    found = re.search(r"([\d,]+) histories a second", played.stdout)
    return found[1] if found else ""


def _served(edition: Edition, userid: str) -> Discipline:
    """A member who was warned again and again."""
    began = SystemClock().now() - timedelta(days=EACH)
    cases, orders = list[Case](), list[Order]()
    for number in range(EACH):
        at = began + timedelta(days=number)
        case = _case(edition, _AGAIN, number, at, userid)
        order = Order(
            order_id=order_id_of(case.case_id, number + 1, Act.WARN),
            group_id=_OFFICE,
            person_id=case.person_id,
            act=Act.WARN,
            rulebook=edition.rulebook,
            edition=edition.edition,
            clause_ids=(_AGAIN,),
            case_ids=(case.case_id,),
            at=at,
            state=OrderState.SERVED,
            ladder="L05",
            step=number + 1,
            served_at=at + _A_MINUTE,
        )
        cases.append(replace(case, escalated=True, order_id=order.order_id))
        orders.append(order)
    return Discipline(
        group_id=_OFFICE,
        person_id=person_of(userid).person_id,
        cases=tuple(cases),
        orders=tuple(orders),
    )


def _case(edition: Edition, clause_id: str, number: int, at: datetime, userid: str) -> Case:
    return Case(
        case_id=case_id_of(_OFFICE, f"benchmark-{userid}-{number}"),
        group_id=_OFFICE,
        person_id=person_of(userid).person_id,
        message_id=f"benchmark-{userid}-{number}",
        sender=Alias("userid", userid),
        at=at.astimezone(ZoneInfo("UTC")),
        state=CaseState.OPEN,
        breaches=(
            Breach(
                clause_id=clause_id,
                topic=edition.clause(clause_id).topic,
                automatic=True,
                mode=Mode.ENFORCE,
                reason="基准",
                evidence="……",
                score=1.0,
            ),
        ),
        rulebook=edition.rulebook,
        edition=edition.edition,
        settings_version=0,
        due=at + 2 * _A_MINUTE,
    )
