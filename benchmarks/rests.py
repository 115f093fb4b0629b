"""Hours of rest: ten thousand groups whose rest begins at one instant, and what one group costs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.corpus import R01, groups
from benchmarks.metering import Tally, metered
from benchmarks.pipeline import Pipeline
from benchmarks.table_stack import emulated_table
from local.places import REGION
from local.story import read_story
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.rests import DynamoRests
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.queue import MemoryQueue
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.rest import Rest
from qungui.usecases.due_drives import quiet_drive
from qungui.usecases.keep_rest import KeepRest
from qungui.usecases.order_for_group import OrderForGroup
from qungui.usecases.plan_rests import PlanRests
from qungui.usecases.sweep_due import SweepDue
from qungui.wire import order_ref_from_body

MANY = 10_000
_NIGHT = "R01.3.11"
_HANDS = 8
_FIRST = 4_000  # items after which the first run's time is over


def run(console: Console) -> None:
    """
    Raises:
        MissingError: MiniStack is not installed.
    """
    with emulated_table() as table_name:
        console.print(_at_once(table_name))
        console.print(_one_group(table_name))


def _at_once(table_name: str) -> Table:
    opens = SystemClock().now().replace(microsecond=0)
    rests, quiet = DynamoRests(table_name=table_name, region=REGION), MemoryQueue()
    with ThreadPoolExecutor(_HANDS) as hands:
        list(hands.map(lambda number: rests.keep(_rest(number, opens)), range(MANY)))
    sweep = _sweep(table_name, quiet)
    left = iter([60.0] * _FIRST)
    table = Table(title=f"{MANY:,} groups whose rest begins at one instant")
    for name in ("the sweep", "items", "requests", "write units", "read units", "s"):
        table.add_column(name, justify="left" if name == "the sweep" else "right")
    runs = {
        "its time is over in the middle": lambda: next(left, 0.0),
        "the next one, for the rest": lambda: 60.0,
        "one when nothing is due": lambda: 60.0,
    }
    for name, seconds_left in runs.items():
        begun = perf_counter()
        with metered(table_name) as tally:
            swept = sweep(opens, seconds_left)
        table.add_row(name, f"{swept['quiet']:,}", *_cells(tally), f"{perf_counter() - begun:.1f}")
    reached = {envelope.group for envelope in quiet.sent}
    table.caption = f"{len(quiet.sent):,} sent on, to {len(reached):,} groups"
    return table


def _rest(number: int, opens: datetime) -> Rest:
    return Rest(
        group_id=f"group-{number:05d}",
        clause_id=_NIGHT,
        day=opens.date(),
        opens=opens,
        closes=opens + timedelta(hours=9),
    )


def _sweep(table_name: str, quiet: MemoryQueue) -> SweepDue:
    where: dict[str, Any] = {"table_name": table_name, "region": REGION}
    clock = SystemClock()
    return SweepDue(
        due_index=DynamoDueIndex(**where),
        drives={
            "quiet": quiet_drive(quiet),
        },
        clock=clock,
    )


class _Office:
    """One group, and a process of each function that knows it already."""

    def __init__(self, table_name: str) -> None:
        where: dict[str, Any] = {"table_name": table_name, "region": REGION}
        story, self._clock = read_story(), ManualClock(SystemClock().now())
        self._pipeline = Pipeline(table_name, self._clock)
        self._pipeline.set_up(story)
        group = groups(story, R01)[0]
        self._group_id = group.group_id
        book = DynamoGroupBook(**where)
        book.register(group.aliases[0], group.kind, self._clock.now())
        self._rests = DynamoRests(**where)
        self._directory = DynamoDirectory(**where, clock=self._clock)
        self._log = DynamoAuditLog(**where)
        self._plan = PlanRests(
            book=book,
            directory=self._directory,
            rests=self._rests,
            quiet=MemoryQueue(),
            clock=self._clock,
        )
        self._keep = KeepRest(
            rests=self._rests,
            order=OrderForGroup(
                ledger=DynamoLedger(**where),
                directory=self._directory,
                clock=self._clock,
                outbound=self._pipeline.outbound,
            ),
            people=DynamoPeople(**where, clock=self._clock),
            audit_log=self._log,
        )

    def plan(self) -> None:
        self._plan(self._clock.now())

    def keep(self) -> None:
        self._keep(self._group_id, self._clock.now())

    def dispatch(self) -> None:
        for envelope in self._pipeline.outbound.take():
            self._pipeline.dispatch(order_ref_from_body(envelope.body))

    def chat(self) -> None:
        self._log.append(self._group_id, _chat(self._clock.now()))

    def wait(self) -> None:
        """Until something is due about the rest; the process reads the group anew."""
        rest = self._rests.get(self._group_id)
        if rest is None:
            msg = "the group does not rest"
            raise RuntimeError(msg)
        self._clock.move_to(max(rest.due, self._clock.now()))
        self._directory.group(self._group_id)


def _one_group(table_name: str) -> Table:
    office = _Office(table_name)
    table = Table(title="One group's rest (R01): requests / write units / read units")
    table.add_column("")
    table.add_column("", justify="right")
    steps = (
        ("planned", office.plan),
        ("looked at by the hour, nothing changed", office.plan),
        ("", office.wait),
        ("begins", office.keep),
        ("… and is announced", office.dispatch),
        ("", office.wait),
        ("over, and nobody wrote", office.keep),
        *(("", each) for each in (office.wait, office.keep, office.dispatch, office.chat)),
        ("", office.wait),
        ("over, and somebody wrote", office.keep),
        ("… and is summed up", office.dispatch),
    )
    for name, step in steps:
        with metered(table_name) as tally:
            step()
        if name:
            table.add_row(name, " / ".join(_cells(tally)))
    return table


def _chat(at: datetime) -> AuditEntry:
    facts = {"case": "case-1", "clauses": _NIGHT, "state": "open"}
    return AuditEntry(
        kind=AuditKind.CASE_ESCALATED, at=at, facts=facts, people={"person": "person-1"}
    )


def _cells(tally: Tally) -> tuple[str, str, str]:
    return f"{tally.requests:,}", f"{tally.writes:,g}", f"{tally.reads:,g}"
