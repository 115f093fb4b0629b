"""The members of many groups, gone through at one time: what the table is asked, time, memory."""

import resource
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

from rich.console import Console
from rich.table import Table

from benchmarks.metering import Tally, metered
from benchmarks.table_stack import emulated_table
from local.places import REGION
from qungui.adapters.dynamo.budgets import DynamoBudgets
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.issues import DynamoIssues
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.permits import DynamoPermits
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.adapters.dynamo.roster_checks import DynamoRosterChecks
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.crashes import MemoryCrashes
from qungui.adapters.memory.queue import MemoryQueue
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias, derived_id
from qungui.model.known_group import Member
from qungui.model.ledger import DueItem
from qungui.model.person import Degree, PersonFacts
from qungui.model.rulebook import Edition
from qungui.rulebook import shipped
from qungui.usecases.check_roster import CheckRoster, Outcome
from qungui.usecases.hold_round import HoldRound
from qungui.usecases.move_member import MoveMember
from qungui.usecases.notice_members import NoticeMembers
from qungui.usecases.plan_checks import PlanChecks

GROUPS, MEMBERS, STAFF = 500, 200, 2_000
WRONG, LEFT = 3, 1
"""Of each group's members: called wrongly, and gone from the company."""

_NIGHT = datetime(2026, 11, 24, 17, tzinfo=UTC)  # 01:00 in Shanghai
_NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)
_A_DAY = timedelta(days=1)


def run(console: Console) -> None:
    """
    Raises:
        MissingError: MiniStack is not installed.
    """
    with emulated_table() as table_name:
        company = _Company(table_name)
        company.found()
        console.print(_swept(company))


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    groups: int
    tally: Tally
    seconds: float


class _Company:
    """A process of each function at one clock; the table is all that outlives one."""

    def __init__(self, table_name: str) -> None:
        self.table_name, self.clock = table_name, ManualClock(_NIGHT)
        self._start()

    def _start(self) -> None:
        where = {"table_name": self.table_name, "region": REGION}
        self.people = DynamoPeople(**where, clock=self.clock)
        self.book = DynamoGroupBook(**where)
        self.directory = DynamoDirectory(**where, clock=self.clock)
        self.ledger, self.due = DynamoLedger(**where), DynamoDueIndex(**where)
        checks = DynamoRosterChecks(**where)
        move = MoveMember(
            ledger=self.ledger,
            directory=self.directory,
            outbound=MemoryQueue(),
            clock=self.clock,
        )
        notice = NoticeMembers.over(
            move,
            people=self.people,
            permits=DynamoPermits(**where),
            register=DynamoRegister(**where),
            budgets=DynamoBudgets(**where),
            crashes=MemoryCrashes(),
        )
        self.plan = PlanChecks(
            book=self.book, directory=self.directory, checks=checks, clock=self.clock
        )
        hold = HoldRound(
            move=move,
            people=self.people,
            issues=DynamoIssues(**where),
            register=DynamoRegister(**where),
        )
        self.check = CheckRoster(book=self.book, checks=checks, notice=notice, hold=hold)

    def die(self) -> None:
        """Whatever a process knew is gone."""
        self._start()

    def found(self) -> None:
        edition = replace(shipped.edition("R01"), in_force_from=_NIGHT - 400 * _A_DAY)
        self.directory.publish(edition)
        for number in range(STAFF):
            gone = number % MEMBERS >= MEMBERS - LEFT
            facts = PersonFacts(
                name=_name(number),
                degree=Degree.KNOWN,
                department_names=("财务部",),
                left_at=_NIGHT - _A_DAY if gone else None,
            )
            self.people.note(self.people.resolve(_alias(number)), facts)
        for number in range(GROUPS):
            self._file(number, edition)

    def _file(self, number: int, edition: Edition) -> None:
        alias = Alias("bridge", f"g{number}")
        owner = self.people.resolve(_alias(0)).person_id
        filed = Group(
            group_id=f"group-{number}",
            name=f"工作群{number}",
            kind=GroupKind.BRIDGE,
            aliases=(alias,),
            rulebook=edition.rulebook,
            rules_from=edition.in_force_from,
            roles={Role.OWNER: (owner,)},
        )
        self.directory.link(filed, GroupSettings(version=1))
        read = self.book.known(self.book.register(alias, GroupKind.BRIDGE, _NIGHT - _A_DAY))
        if read is not None:
            now = replace(read, name=filed.name, members=dict(_members(number)))
            self.book.replace(read, now)

    def waiting(self) -> list[DueItem]:
        found = self.due.due(self.clock.now(), GROUPS * 20)  # the cases and orders are due, too
        return [item for item in found if item.kind == "rostercheck"]

    def go_through(self, items: Iterable[DueItem]) -> int:
        outcomes = [self.check(item.group_id, item.due).outcome for item in items]
        return outcomes.count(Outcome.CHECKED)


def _swept(company: _Company) -> Table:
    parts = list(_parts(company))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    title = f"{GROUPS} groups of {MEMBERS}: at most {peak:.0f} MB"
    table = Table(title=title)
    for name in ("", "groups", "requests each", "read units each", "write units each", "ms each"):
        table.add_column(name, justify="right" if name else "left")
    for part in parts:
        each = max(part.groups, 1)
        tally, wall = part.tally, part.seconds
        figures = (tally.requests, tally.reads, tally.writes, wall * 1000)
        table.add_row(part.name, str(part.groups), *(f"{figure / each:.1f}" for figure in figures))
    return table


def _parts(company: _Company) -> Iterator[_Part]:
    yield _part("planned", company, lambda: company.plan(_NIGHT))
    company.clock.move_to(_NINE)
    first = company.waiting()
    half = len(first) // 2
    yield _part("first look, all new", company, lambda: company.go_through(first[:half]))
    company.die()
    rest = company.waiting()
    yield _part("after a kill, the rest", company, lambda: company.go_through(rest))
    yield _part("the same sent again", company, lambda: company.go_through(first) or len(first))
    company.clock.move_to(_NINE + _A_DAY)
    yield _part("next day, nothing new", company, lambda: company.go_through(company.waiting()))


def _part(name: str, company: _Company, work: Callable[[], int]) -> _Part:
    begun = perf_counter()
    with metered(company.table_name) as tally:
        groups = work()
    return _Part(name, groups, tally, perf_counter() - begun)


def _members(group: int) -> Iterator[tuple[str, Member]]:
    """Nobody is called wrongly in two groups, so that no budget keeps a finding back."""
    first = 1 + group * MEMBERS // STAFF * WRONG
    for place in range(MEMBERS):
        number = (group * MEMBERS + place) % STAFF
        is_wrong = first <= place < first + WRONG
        nickname = _name(number) if is_wrong else f"财务部+{_name(number)}"
        alias = _alias(number)
        yield derived_id("person", alias.kind, alias.name), Member(alias=alias, nickname=nickname)


def _name(number: int) -> str:
    return f"员工{number}"


def _alias(number: int) -> Alias:
    return Alias("userid", f"staff-{number}")
