"""A day of ten thousand groups on file: what is due is found, and each of them lives on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import batched
from time import process_time
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.metering import Tally, metered
from benchmarks.table_stack import emulated_table
from local.places import REGION
from qungui.adapters import aws
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.adapters.dynamo.filing_items import FilingItem
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.queue import MemoryQueue
from qungui.model.filing import Ending, Filing, LifeState, Notice
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.person import Degree, PersonFacts
from qungui.rulebook import shipped
from qungui.usecases.due_drives import filing_drive
from qungui.usecases.keep_step import keep_step
from qungui.usecases.live_on import living_on
from qungui.usecases.move_member import MoveMember
from qungui.usecases.name_office import NameOffice
from qungui.usecases.read_group_record import ReadGroupRecord
from qungui.usecases.sweep_due import SweepDue

S = LifeState
MANY, STAFF, MEMBERS = 10_000, 200, 30
_PUTS = 25  # what a batch takes
_NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)  # in Shanghai, a Wednesday
_A_DAY = timedelta(days=1)
_BEFORE = _NINE - 3 * _A_DAY
_TODAY = date(2026, 11, 25)
_OFFICES = {"R12": ("行政管理部",), "R01": ("分管领导", "人事行政部")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """
    Groups that are in the same place of their life this morning.

    Attributes:
        many: How many of all.
        more: What stands on file of each.
        due: When; None where nothing is to do today.
    """

    name: str
    many: int
    state: LifeState
    regulation: str = "R12"
    more: Mapping[str, Any] = field(default_factory=dict)
    due: datetime | None = _NINE

    @property
    def is_due(self) -> bool:
        return self.due is not None and self.due <= _NINE

    @property
    def is_there(self) -> bool:
        """Whether the platform has its groups, they are linked, and they matter today."""
        return self.is_due and self.state not in {S.AWAITING_APPROVAL, S.UNFILED}


def _ended(days: int) -> Ending:
    return Ending(reason="展会结束", by="person", at=_NINE - days * _A_DAY)


_TEMPORARY = {"kind": "临时"}
_DEPARTMENT = {"kind": "部门级"}
_ANNOUNCED = Notice(reason="展会结束", on=_TODAY, operator="林晓", at=_NINE - _A_DAY)
SORTS = (
    Sort(name="waits for approval", many=60, state=S.AWAITING_APPROVAL, regulation="R01"),
    Sort(name="not filed yet", many=120, state=S.AWAITING_FILING, more=_DEPARTMENT),
    Sort(name="filed, to be confirmed", many=60, state=S.FILING_SENT, more=_DEPARTMENT),
    Sort(name="nobody filed it", many=150, state=S.UNFILED),
    Sort(name="nobody's", many=20, state=S.ZOMBIE, more=_DEPARTMENT),
    Sort(
        name="its planned end was yesterday",
        many=40,
        state=S.ACTIVE,
        more={**_TEMPORARY, "ends_on": _TODAY - _A_DAY},
    ),
    Sort(
        name="to be announced",
        many=40,
        state=S.AWAITING_ANNOUNCEMENT,
        more={**_TEMPORARY, "ending": _ended(2)},
    ),
    Sort(
        name="its last day was yesterday",
        many=10,
        state=S.AWAITING_ANNOUNCEMENT,
        more={**_TEMPORARY, "ending": _ended(6)},
    ),
    Sort(
        name="announced for today",
        many=20,
        state=S.ANNOUNCED,
        more={**_TEMPORARY, "ending": _ended(3), "notice": _ANNOUNCED},
    ),
    Sort(
        name="overdue, told daily",
        many=30,
        state=S.OVERDUE,
        more={**_TEMPORARY, "ending": _ended(9)},
    ),
    Sort(name="in use, ends in spring", many=2_000, state=S.ACTIVE, due=_NINE + 120 * _A_DAY),
    Sort(name="in use", many=7_000, state=S.ACTIVE, more=_DEPARTMENT, due=None),
    Sort(name="dissolved", many=450, state=S.DISSOLVED, due=None),
)


def run(console: Console) -> None:
    """
    Raises:
        MissingError: MiniStack is not installed.
    """
    with emulated_table() as table_name:
        company = _Company(table_name)
        company.found()
        console.print(_day(company))


class _Company:
    """One process of the sweep and one of the lifecycle function, at one clock."""

    def __init__(self, table_name: str) -> None:
        where: dict[str, Any] = {"table_name": table_name, "region": REGION}
        self.table_name, self.clock, self.lifecycle = table_name, ManualClock(_NINE), MemoryQueue()
        self.people = DynamoPeople(**where, clock=self.clock)
        self.directory = DynamoDirectory(**where, clock=self.clock)
        self.organisation, self.register = DynamoOrganisation(**where), DynamoRegister(**where)
        self.book, ledger = DynamoGroupBook(**where), DynamoLedger(**where)
        self.told = MemoryMessenger(self.clock)
        self.live_on = living_on(
            register=self.register,
            organisation=self.organisation,
            move=MoveMember(
                ledger=ledger,
                directory=self.directory,
                outbound=MemoryQueue(),
                clock=self.clock,
            ),
            messenger=self.told,
            people=self.people,
            record=ReadGroupRecord(
                book=self.book, ledger=ledger, audit_log=DynamoAuditLog(**where)
            ),
        )
        self.sweep = SweepDue(
            due_index=DynamoDueIndex(**where),
            drives={"filing": filing_drive(self.lifecycle)},
            clock=self.clock,
        )
        self.sorts: dict[str, Sort] = {}
        self.staff: list[str] = []
        self.rulebooks: dict[str, str] = {}

    def found(self) -> None:
        for number in range(STAFF):
            person = self.people.resolve(Alias("userid", f"staff-{number}"))
            self.people.note(person, PersonFacts(name=f"员工{number}", degree=Degree.KNOWN))
            self.staff.append(person.person_id)
        name = NameOffice(
            directory=self.directory, organisation=self.organisation, clock=self.clock
        )
        for regulation, offices in _OFFICES.items():
            edition = shipped.edition(regulation)
            self.rulebooks[regulation] = edition.rulebook
            self.directory.publish(replace(edition, in_force_from=_NINE - 400 * _A_DAY))
            for office in offices:
                name(edition.rulebook, office, self.staff[:2])
        every = (sort for sort in SORTS for _ in range(sort.many))
        filings = [self._filing(*each) for each in enumerate(every)]
        for filing in filings:
            if self.sorts[filing.group_id].is_due:
                keep_step(self.register, "propose", None, filing, by=filing.owner, at=_BEFORE)
            if self.sorts[filing.group_id].is_there:
                self._link(filing)
        self._lay_aside(each for each in filings if not self.sorts[each.group_id].is_due)

    def _filing(self, number: int, sort: Sort) -> Filing:
        group_id, owner = f"group-{number}", self.staff[number % STAFF]
        self.sorts[group_id] = sort
        return Filing(
            group_id=group_id,
            rulebook=self.rulebooks[sort.regulation],
            name=f"{group_id}工作群",
            state=sort.state,
            since=_BEFORE,
            owner=owner,
            proposed_by=owner,
            due=sort.due,
            **sort.more,
        )

    def _lay_aside(self, filings: Iterable[Filing]) -> None:
        """What nobody looks at today is only there: without a log, many a request."""
        client = aws.client("dynamodb", region=REGION)
        rows = (FilingItem.of(filing, version=1).serialize() for filing in filings)
        for some in batched(rows, _PUTS, strict=False):
            puts = [{"PutRequest": {"Item": row}} for row in some]
            client.batch_write_item(RequestItems={self.table_name: puts})

    def _link(self, filing: Filing) -> None:
        alias = Alias("appchat", filing.group_id)
        group = Group(
            group_id=filing.group_id,
            name=filing.name,
            kind=GroupKind.APPCHAT,
            aliases=(alias,),
            rulebook=filing.rulebook,
            rules_from=filing.since,
            roles={Role.OWNER: (filing.owner,)},
            filed_as=filing.kind,
        )
        self.directory.link(group, GroupSettings(version=1))
        if filing.state is S.ANNOUNCED:  # its members are counted when it is dissolved
            read = self.book.known(self.book.register(alias, GroupKind.APPCHAT, filing.since))
            members = {who: Member(alias=alias) for who in self.staff[:MEMBERS]}
            if read is not None:
                self.book.replace(read, replace(read, members=members))

    def swept(self) -> int:
        self.lifecycle.sent.clear()
        return self.sweep(_NINE, lambda: 60.0)["filing"]

    def come_due(self, group_ids: Sequence[str]) -> int:
        for group_id in group_ids:
            self.live_on.come_due(group_id, _NINE)
        return len(group_ids)


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    groups: int
    tally: Tally
    seconds: float


def _day(company: _Company) -> Table:
    parts = list(_parts(company))
    table = Table(title=f"A day of {MANY:,} groups")
    for name in ("", "groups", "requests each", "read units each", "write units each", "ms each"):
        table.add_column(name, justify="right" if name else "left")
    for part in parts:
        each, tally = max(part.groups, 1), part.tally
        figures = (tally.requests, tally.reads, tally.writes, part.seconds * 1000)
        table.add_row(
            part.name, f"{part.groups:,}", *(f"{figure / each:.1f}" for figure in figures)
        )
    whole = sum((part.tally for part in parts), Tally())
    seconds = sum(part.seconds for part in parts)
    told = len(company.told.told)
    table.caption = (
        f"all of it: {whole.requests:,} requests, {whole.reads:,g} read and {whole.writes:,g} "
        f"write units, {seconds:.1f} s of processor time; {told:,} messages to people"
    )
    return table


def _parts(company: _Company) -> Iterator[_Part]:
    yield _part("found and sent on", company, company.swept)
    due = [envelope.group for envelope in company.lifecycle.sent if envelope.group]
    for sort in SORTS:
        some = [group_id for group_id in due if company.sorts[group_id] is sort]
        if some:
            yield _part(sort.name, company, partial(company.come_due, some))
    yield _part("looked for again", company, company.swept)


def _part(name: str, company: _Company, work: Callable[[], int]) -> _Part:
    begun = process_time()
    with metered(company.table_name) as tally:
        groups = work()
    return _Part(name, groups, tally, process_time() - begun)
