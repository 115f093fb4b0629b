"""Answers that are owed: by a whole group of 500, and very many at one minute."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from time import perf_counter

from rich.console import Console
from rich.table import Table

from benchmarks.metering import Tally, metered
from benchmarks.pipeline import Pipeline
from benchmarks.table_stack import emulated_table
from local.places import REGION
from qungui.adapters.dynamo.activity import DynamoActivity
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.watches import DynamoWatches
from qungui.adapters.memory.clock import ManualClock
from qungui.engine.asking import begun, duties_of
from qungui.engine.watching import GRACE
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias, derived_id
from qungui.model.known_group import Member
from qungui.model.message import Message, MessageKind
from qungui.model.person import Degree, PersonFacts
from qungui.model.watch import Ask, Owed, Watch
from qungui.rulebook import shipped
from qungui.usecases.due_drives import case_drive, order_drive, watch_drive
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.move_member import MoveMember
from qungui.usecases.run_watch import RunWatch
from qungui.usecases.start_watch import StartWatch
from qungui.usecases.sweep_due import SweepDue
from qungui.wire import order_ref_from_body

MANY, GROUPS = 10_000, 100
OWING, SILENT = 500, 100
"""Members of the one group who owe the answer to a notice, and those who never give it."""

_R07 = shipped.edition("R07")
_BEGINS = datetime(2026, 11, 25, 6, tzinfo=UTC)  # 14:00 on a Wednesday in Shanghai
_A_RUN = 4_000  # items after which the first run's time is over
_HANDS = 8
_A_WHILE = timedelta(minutes=5)
_NOTICE = "【通知】明天九点盘点，收到请回复"


def run(console: Console) -> None:
    """
    Raises:
        MissingError: MiniStack is not installed.
    """
    with emulated_table() as table_name:
        floor = _Floor(table_name)
        console.print(_a_whole_group(floor))
        console.print(_at_one_minute(floor))


def _a_minute() -> float:
    return 60.0


class _Floor:
    """Groups under R07, and a process of each function that knows them already."""

    def __init__(self, table_name: str) -> None:
        where = {"table_name": table_name, "region": REGION}
        self.table_name, self.clock = table_name, ManualClock(_BEGINS)
        self.pipeline = Pipeline(table_name, self.clock)
        self._people = DynamoPeople(**where, clock=self.clock)
        self._directory = DynamoDirectory(**where, clock=self.clock)
        self._book = DynamoGroupBook(**where)
        watches, activity = DynamoWatches(**where), DynamoActivity(**where)
        self.start = StartWatch(watches, activity)
        move = MoveMember(ledger=DynamoLedger(**where), directory=self._directory, clock=self.clock)
        keep = KeepFinding(ledger=move.ledger, people=self._people, clock=self.clock)
        run_watch = RunWatch(watches=watches, activity=activity, move=move, keep=keep)
        self._sweep = SweepDue(
            due_index=DynamoDueIndex(**where),
            drives={
                "watch": watch_drive(run_watch),
                "case": case_drive(EscalateCase(move)),
                "order": order_drive(self.pipeline.outbound),
            },
            clock=self.clock,
        )
        self._directory.publish(replace(_R07, in_force_from=_BEGINS - timedelta(days=30)))

    def person(self, number: int) -> str:
        alias = Alias("userid", f"staff-{number}")
        person = self._people.resolve(alias)
        self._people.note(person, PersonFacts(name=f"员工{number}", degree=Degree.KNOWN))
        return person.person_id

    def file(self, group_id: str, members: int = 0) -> None:
        """Led by the first of all employees; *members* are those who follow."""
        alias = Alias("room", group_id)
        group = Group(
            group_id=group_id,
            name=group_id,
            kind=GroupKind.BRIDGE,
            aliases=(alias,),
            rulebook=_R07.rulebook,
            rules_from=_BEGINS - timedelta(days=30),
            roles={Role.LEADER: (_id_of(0),)},
        )
        self._directory.link(group, GroupSettings())
        if members:
            read = self._book.known(self._book.register(alias, group.kind, _BEGINS))
            there = {_id_of(n): Member(alias=Alias("userid", f"staff-{n}")) for n in range(members)}
            if read is not None:
                self._book.replace(read, replace(read, members=there))

    def pass_to(self, moment: datetime, seconds_left: Callable[[], float] = _a_minute) -> int:
        """How many watches the sweep of that minute looked at."""
        self.clock.move_to(max(moment, self.clock.now()))
        return self._sweep(moment, seconds_left)["watch"]

    def settle(self) -> None:
        """What stream and queue would have carried meanwhile: nothing of it is due any more."""
        self.pass_to(self.clock.now() + _A_WHILE)
        while waiting := self.pipeline.outbound.take():
            for envelope in waiting:
                self.pipeline.dispatch(order_ref_from_body(envelope.body))

    def says(self, group_id: str, number: int, text: str, at: datetime) -> None:
        said = Message(
            message_id=f"{group_id}-{number}",
            group=Alias("room", group_id),
            sender=Alias("userid", f"staff-{number}"),
            sent_at=at,
            kind=MessageKind.TEXT,
            text=text,
        )
        self.clock.move_to(max(at, self.clock.now()))
        self.pipeline.judge(said)


def _a_whole_group(floor: _Floor) -> Table:
    for number in range(OWING + 1):
        floor.person(number)
    floor.file("everybody", OWING + 1)
    asked = floor.clock.now()
    table = _table(f"a notice to {OWING}, {SILENT} of whom never answer", "of")
    answers = range(1, OWING - SILENT + 1)

    def answer() -> int:
        for number in answers:
            floor.says("everybody", number, "收到", asked + timedelta(seconds=number))
        return len(answers)

    def notice() -> int:
        floor.says("everybody", 0, _NOTICE, asked)
        return OWING

    _row(table, "the notice", floor, notice)
    _row(table, "the answers", floor, answer)
    for name, minutes in (("the silent are listed", 60), ("it is over", 120)):
        moment = asked + timedelta(minutes=minutes) + GRACE
        _row(table, name, floor, partial(floor.pass_to, moment))
        floor.settle()
    return table


def _at_one_minute(floor: _Floor) -> Table:
    for number in range(MANY // GROUPS):
        floor.person(number)
    for number in range(GROUPS):
        floor.file(f"group-{number}")
    asked = floor.clock.now()
    tasks = list(_tasks(asked))
    with ThreadPoolExecutor(_HANDS) as hands:
        list(hands.map(floor.start, tasks))
    table = _table(f"{MANY:,} tasks that nobody answered, due at one minute", "watches")
    left = iter([60.0] * _A_RUN)
    due = min(point.at for point in tasks[0].points) + GRACE
    runs: dict[str, Callable[[], float]] = {
        "its time is over in the middle": lambda: next(left, 0.0),
        "the next one, for the rest": _a_minute,
        "one when nothing is due": _a_minute,
    }
    for name, seconds_left in runs.items():
        _row(table, name, floor, partial(floor.pass_to, due, seconds_left))
    return table


def _tasks(asked_at: datetime) -> Iterator[Watch]:
    """A task for today for each member of each group, all of one minute."""
    duties = [each for each in duties_of(_R07, GroupSettings()) if each.starts is Ask.SAME_DAY]
    for number in range(MANY):
        asked = Watch(
            watch_id=f"task-{number}",
            group_id=f"group-{number % GROUPS}",
            by=_id_of(0),
            at=asked_at,
            words="今天把库存查清楚",
        )
        yield begun(asked, duties, {_id_of(number // GROUPS): Owed()})


def _table(title: str, counted: str) -> Table:
    table = Table(title=title)
    for name in ("", counted, "requests", "write units", "read units", "s"):
        table.add_column(name, justify="right" if name else "left")
    return table


def _row(table: Table, name: str, floor: _Floor, work: Callable[[], int]) -> None:
    begins = perf_counter()
    with metered(floor.table_name) as tally:
        number = work()
    table.add_row(name, f"{number:,}", *_cells(tally), f"{perf_counter() - begins:.1f}")


def _cells(tally: Tally) -> tuple[str, str, str]:
    return f"{tally.requests:,}", f"{tally.writes:,g}", f"{tally.reads:,g}"


def _id_of(number: int) -> str:
    return derived_id("person", "userid", f"staff-{number}")
