"""Everything a scenario is played on: the use cases on the in-memory adapters, and one clock."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qungui.acceptance.roster_stage import RosterStage
from qungui.acceptance.scenario import BrokenRuleError
from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.due_index import MemoryDueIndex
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import Handed, MemoryMessenger, Told
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.power import MemoryPower, Post
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.register import MemoryRegister
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.adapters.memory.watches import MemoryWatches
from qungui.model.case import Case, CaseRef
from qungui.model.group import Group, GroupKind, GroupSettings
from qungui.model.known_group import Member
from qungui.model.ledger import Discipline
from qungui.model.message import Message
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.model.rulebook import Edition
from qungui.usecases.ask_for_decisions import AskForDecisions
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.due_drives import (
    case_drive,
    check_drive,
    issue_drive,
    order_drive,
    petition_drive,
    watch_drive,
)
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.judge_message import JudgeMessage
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import OrderProgress
from qungui.usecases.run_issue import RunIssue
from qungui.usecases.run_watch import RunWatch
from qungui.usecases.settle_petition import SettlePetition
from qungui.usecases.sweep_due import SweepDue
from qungui.usecases.tell_issue import TellIssue
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from qungui.wire import order_ref_from_body


@dataclass(frozen=True, slots=True)
class Seen:
    """How much of the platform's record there was at one moment."""

    told: int = 0
    handed: int = 0
    posts: int = 0
    removals: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What the platform's record shows from a moment on."""

    told: Sequence[Told]
    handed: Sequence[Handed]
    posts: Sequence[Post]
    removals: Sequence[tuple[str, str]]

    @property
    def texts(self) -> Iterator[str]:
        """What anybody has read for themselves."""
        yield from (each.text for each in self.told)
        yield from (each.card.body for each in self.handed)

    def was_told(self, person_id: str) -> bool:
        return any(each.person_id == person_id for each in self.told)

    def was_handed(self, order: Order) -> bool:
        """Whether anybody got its card, or a later one."""
        return any(each.card.task_id.startswith(order.order_id) for each in self.handed)

    def was_read(self, words: str) -> bool:
        return any(words in text for text in self.texts)


class Stage:
    """A company whose groups are all made by our app, so that everything an API can do is done."""

    def __init__(self, now: datetime) -> None:
        self.clock = ManualClock(now)
        self.ledger = MemoryLedger()
        self.directory = MemoryDirectory(self.ledger.audit.append)
        self.register = MemoryRegister(self.ledger.audit.append)
        self.people = MemoryPeople()
        self.messenger = MemoryMessenger(self.clock)
        self.power = MemoryPower()
        self._sent = MemorySentRegister()
        self._outbound = MemoryQueue()
        self._streamed = 0
        self.book = book = MemoryGroupBook(self.directory)
        self.watches, self.activity = MemoryWatches(), MemoryActivity()
        self.issues = MemoryIssues()
        self._judge = JudgeMessage(
            directory=self.directory,
            people=self.people,
            activity=self.activity,
            watches=self.watches,
            issues=self.issues,
            sent=self._sent,
            tally=MemoryTally(),
            ledger=self.ledger,
            book=book,
            unlinked=UnlinkedRooms(book=book, directory=self.directory, sent=self._sent),
            clock=self.clock,
        )
        self.move = MoveMember(
            ledger=self.ledger,
            directory=self.directory,
            outbound=self._outbound,
            clock=self.clock,
        )
        self._escalate = EscalateCase(self.move)
        self._dispatch = DispatchOrder(
            watches=self.watches,
            issues=self.issues,
            ledger=self.ledger,
            directory=self.directory,
            people=self.people,
            messenger=self.messenger,
            powers=dict.fromkeys(GroupKind, self.power),
            sent=self._sent,
            progress=OrderProgress(ledger=self.ledger, outbound=self._outbound, clock=self.clock),
            clock=self.clock,
        )
        self.rosters = RosterStage(self.move, book, self.people, self.register, self.issues)
        keep = KeepFinding(ledger=self.ledger, people=self.people, clock=self.clock)
        self._sweep = SweepDue(
            due_index=MemoryDueIndex(self.ledger, self.watches, self.issues, self.rosters.checks),
            drives={
                "case": case_drive(self._escalate),
                "petition": petition_drive(SettlePetition(self.move)),
                "order": order_drive(self._outbound),
                "watch": watch_drive(
                    RunWatch(
                        watches=self.watches,
                        activity=self.activity,
                        move=self.move,
                        keep=keep,
                    )
                ),
                "issue": issue_drive(
                    RunIssue(issues=self.issues, tell=TellIssue(self.move), keep=keep)
                ),
                "rostercheck": check_drive(self.rosters.due),
            },
            clock=self.clock,
        )
        self._ask = AskForDecisions(
            move=self.move, worklist=self.ledger, people=self.people, budgets=MemoryBudgets()
        )

    def set_up(self, edition: Edition, group: Group, settings: GroupSettings) -> None:
        if self.directory.edition(edition.rulebook, edition.edition) is None:
            self.directory.publish(edition)
        self.directory.link(group, settings)
        self.book.register(group.aliases[0], group.kind, self.clock.now())

    def admit(self, group: Group, members: Mapping[str, Member], at: datetime) -> None:
        """The group shows them, by person id, just before *at*."""
        self.power.members.update((group.group_id, person_id) for person_id in members)
        self.rosters.show(group, members, at)

    def deliver(self, message: Message) -> None:
        """
        The message arrives the moment it was sent, and all that follows from it happens.

        Raises:
            BrokenRuleError: A rule failed, so what was seen of the message says nothing.
        """
        self.move_to(message.sent_at)
        crashes = self._judge(message).evaluation.crashes
        if crashes:
            raise BrokenRuleError.of(armed.clause.clause_id for armed, _ in crashes)
        self.settle()

    def enter(self, case: Case) -> None:
        """An earlier case, as the ledger holds it; what follows from it happens at its time."""
        self.move_to(case.at)
        self.ledger.open_case(case)
        self.settle()

    def pass_time(self, until: datetime) -> None:
        """What is due until then is looked after; it happens in the minutes that follow."""
        self.move_to(until)
        self._sweep(self.clock.now(), lambda: math.inf)
        self.settle()

    def ask(self) -> None:
        """The next round: whoever must say their word on anything is asked for it."""
        now = self.clock.now()
        past = timedelta(minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond)
        self.move_to(now if not past else now - past + timedelta(minutes=15))
        self._ask(self.clock.now(), lambda: math.inf)
        self.settle()

    def move_to(self, moment: datetime) -> None:
        self.clock.move_to(max(moment, self.clock.now()))

    def discipline(self, group: Group, person: Person) -> Discipline:
        return self.ledger.discipline(group.group_id, person.person_id)

    def seen(self) -> Seen:
        return Seen(
            told=len(self.messenger.told),
            handed=len(self.messenger.handed),
            posts=len(self.power.posts),
            removals=len(self.power.removals),
        )

    def since(self, seen: Seen) -> Record:
        return Record(
            told=self.messenger.told[seen.told :],
            handed=self.messenger.handed[seen.handed :],
            posts=self.power.posts[seen.posts :],
            removals=self.power.removals[seen.removals :],
        )

    def settle(self) -> None:
        """What the stream and the queue carry in a deployment."""
        self.rosters.settle()
        for case in self.ledger.opened[self._streamed :]:
            self._escalate(CaseRef(case.group_id, case.person_id, case.case_id))
        self._streamed = len(self.ledger.opened)
        while waiting := self._outbound.take():  # an order carried out may call for a report
            for envelope in waiting:
                self._dispatch(order_ref_from_body(envelope.body))
