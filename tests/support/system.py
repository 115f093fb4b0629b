"""
The whole of it in memory, every port behind boundaries at which things go wrong.

A part can be replaced by another one, which is how a deliberate bug comes in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.adapters.memory.watches import MemoryWatches
from qungui.engine.orders import clock_hour
from qungui.model.group import Group, GroupKind, GroupSettings
from qungui.model.ledger import Discipline
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.model.rulebook import Edition
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.judge_message import JudgeMessage
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_for_group import OrderForGroup
from qungui.usecases.order_progress import OrderProgress
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.settle_petition import SettlePetition
from qungui.usecases.sweep_due import SweepDue
from qungui.usecases.take_click import TakeClick
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.faults import FaultPlan, Faulty, StaleIndex
from tests.support.watching import run_issue, run_watch


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a person noticed, in the order it happened."""

    kind: str  # told, handed, posted, removed, invited
    person_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """
    What a system is built of.

    Attributes:
        store: Keeps members: cases, orders, standings, petitions, the log, what is due and listed.
        ledger, directory, power: What stands between the use cases and that port.
        move, dispatch: The use cases themselves.
    """

    store: Callable[[], Any] = MemoryLedger
    ledger: Callable[[Any, FaultPlan], Any] = lambda ledger, _plan: ledger
    directory: Callable[[Any], Any] = lambda directory: directory
    power: Callable[[Any], Any] = lambda power: power
    move: type[MoveMember] = MoveMember
    dispatch: type[DispatchOrder] = DispatchOrder


SOUND = Parts()


class System:
    """
    Attributes:
        effects: What people noticed.
        removed: Group and clock hour of each removal that took somebody out.
        noticed: Hears of each effect as it happens.
    """

    def __init__(
        self,
        *,
        edition: Edition,
        groups: Sequence[Group],
        people: Sequence[Person],
        settings: GroupSettings,
        now: datetime,
        parts: Parts = SOUND,
    ) -> None:
        self.parts = parts
        self.clock = ManualClock(now)
        self.ledger = parts.store()
        self.directory = MemoryDirectory()
        self.people = MemoryPeople()
        self.sent = MemorySentRegister()
        self.outbound = MemoryQueue()
        self.messenger = _WatchedMessenger(self.clock, self)
        self.appchat = _WatchedPower(self, speaks=True, removes=True)
        self.by_hand = _WatchedPower(self, speaks=False, removes=False)
        self.effects: list[Effect] = []
        self.removed: list[tuple[str, str]] = []
        self.noticed: Callable[[Effect], None] = lambda _effect: None
        self.directory.publish(edition)
        for group in groups:
            self.directory.link(group, settings)
            for power in (self.appchat, self.by_hand):
                power.members |= {(group.group_id, person.person_id) for person in people}
        for person in people:
            self.people.record(person)

    def power(self, group: Group) -> MemoryPower:
        return self.appchat if group.kind is GroupKind.APPCHAT else self.by_hand

    def build(self, plan: FaultPlan) -> None:
        """The use cases anew, with *plan* at every boundary."""
        parts, clock = self.parts, self.clock
        ledger = Faulty(parts.ledger(self.ledger, plan), "ledger", plan)
        index = StaleIndex(self.ledger, plan)
        directory = parts.directory(self.directory)
        outbound = Faulty(self.outbound, "outbound", plan)
        sent = Faulty(self.sent, "sent", plan)
        people = Faulty(self.people, "people", plan)
        messenger = Faulty(self.messenger, "messenger", plan)
        appchat = parts.power(Faulty(self.appchat, "power", plan))
        by_hand = parts.power(Faulty(self.by_hand, "no_power", plan))
        book = MemoryGroupBook(self.directory)
        self.judge = JudgeMessage(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            directory=directory,
            people=people,
            activity=Faulty(MemoryActivity(), "activity", plan),
            sent=sent,
            tally=MemoryTally(),
            ledger=ledger,
            book=Faulty(book, "book", plan),
            unlinked=UnlinkedRooms(book=book, directory=directory, sent=sent),
            clock=clock,
        )
        self.move = parts.move(ledger=ledger, directory=directory, outbound=outbound, clock=clock)
        self.escalate = EscalateCase(self.move)
        self.settle = SettlePetition(self.move)
        self.prove = ProveRemoval(self.move)
        self.dispatch = parts.dispatch(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            ledger=ledger,
            directory=directory,
            people=people,
            messenger=messenger,
            powers={**dict.fromkeys(GroupKind, by_hand), GroupKind.APPCHAT: appchat},
            sent=sent,
            progress=OrderProgress(ledger=ledger, outbound=outbound, clock=clock),
            clock=clock,
        )
        self.order_for_group = OrderForGroup(
            ledger=ledger, directory=directory, outbound=outbound, clock=clock
        )
        self.sweep = SweepDue(
            watch=run_watch(self.move),
            issue=run_issue(self.move),
            due_index=Faulty(index, "due_index", plan),
            escalate=self.escalate,
            settle=self.settle,
            outbound=outbound,
            clock=clock,
        )
        self.click = TakeClick(
            ledger=ledger,
            worklist=Faulty(index, "worklist", plan),
            directory=directory,
            people=people,
            messenger=messenger,
            outbound=outbound,
            clock=clock,
        )

    def discipline(self, group: Group, person: Person) -> Discipline:
        return self.ledger.discipline(group.group_id, person.person_id)

    def notice(self, kind: str, person_id: str, text: str) -> None:
        effect = Effect(kind, person_id, text)
        self.effects.append(effect)
        self.noticed(effect)


class _WatchedMessenger(MemoryMessenger):
    def __init__(self, clock: ManualClock, system: System) -> None:
        super().__init__(clock)
        self._system = system

    def tell(self, person: Person, text: str) -> Any:
        before = len(self.told)
        outcome = super().tell(person, text)
        if len(self.told) > before:
            self._system.notice("told", person.person_id, text)
        return outcome

    def hand_over(self, person: Person, card: Card) -> Any:
        before = len(self.handed)
        outcome = super().hand_over(person, card)
        if len(self.handed) > before:
            self._system.notice("handed", person.person_id, card.task_id)
        return outcome


class _WatchedPower(MemoryPower):
    def __init__(self, system: System, **powers: bool) -> None:
        super().__init__(**powers)
        self._system = system

    def speak(self, group: Group, text: str) -> Any:
        before = len(self.posts)
        outcome = super().speak(group, text)
        if len(self.posts) > before:
            self._system.notice("posted", group.group_id, text)
        return outcome

    def remove(self, group: Group, person: Person) -> Any:
        before = len(self.removals)
        outcome = super().remove(group, person)
        if len(self.removals) > before:
            self._system.notice("removed", person.person_id, group.group_id)
            self._system.removed.append((group.group_id, clock_hour(self._system.clock.now())))
        return outcome

    def invite(self, group: Group, person: Person) -> Any:
        before = len(self.invitations)
        outcome = super().invite(group, person)
        if len(self.invitations) > before:
            self._system.notice("invited", person.person_id, group.group_id)
        return outcome
