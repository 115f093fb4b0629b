"""
The whole pipeline in memory, with a scheduler that is out to harm it.

Messages reach the judge, cases reach the ledger over a stream that loses records, orders go out
over a queue that repeats and reorders, and every use case can die at every call it makes. What
keeps the promises then is the ledger and the due index alone.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.engine.orders import clock_hour
from qungui.errors import TransientError
from qungui.model.case import Case, CaseRef
from qungui.model.group import Group, GroupKind, GroupSettings
from qungui.model.ledger import Discipline, DueItem
from qungui.model.message import Message
from qungui.model.person import Person
from qungui.model.petition import PetitionState
from qungui.model.rulebook import Edition
from qungui.ports import DueIndex, Ledger
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.judge_message import Judged, JudgeMessage
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_for_group import OrderForGroup, Wish
from qungui.usecases.order_progress import OrderProgress
from qungui.usecases.settle_petition import SettlePetition
from qungui.usecases.sweep_due import SweepDue
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from qungui.wire import order_ref_from_body
from tests.support.faults import Crashed, FaultPlan, Faulty

_SWEEP_EVERY = timedelta(minutes=3)
_DELAYS = (0, 0, 1, 30, 600)
_MOST_AT_ONCE = 3
_A_YEAR = timedelta(days=365)
_LONGEST_RECOVERY = 60  # sweeps; far more than any back-off needs


@dataclass(frozen=True, slots=True)
class Effect:
    """Something a person noticed, in the order it happened."""

    kind: str  # told, handed, posted, removed
    person_id: str
    text: str


class World:
    """
    Attributes:
        verdicts: Every judgement that ended without a crash, also of repeats.
        effects: What people noticed.
        removed: Group and clock hour of each removal that took somebody out.
    """

    def __init__(
        self,
        *,
        edition: Edition,
        groups: Sequence[Group],
        people: Sequence[Person],
        settings: GroupSettings,
        now: datetime,
        plan: FaultPlan,
        chance: random.Random,
    ) -> None:
        self.plan = plan
        self._chance = chance
        self.clock = ManualClock(now)
        self.ledger = MemoryLedger()
        self.directory = MemoryDirectory()
        self.people = MemoryPeople()
        self.sent = MemorySentRegister()
        self.outbound = MemoryQueue()
        self.messenger = _WatchedMessenger(self.clock, self)
        self.appchat = _WatchedPower(self, speaks=True, removes=True)
        self.by_hand = _WatchedPower(self, speaks=False, removes=False)
        self.effects: list[Effect] = []
        self.removed: list[tuple[str, str]] = []
        self.verdicts: list[Judged] = []
        self._waiting: list[tuple[datetime, Message]] = []
        self._streamed = 0
        self._at_once = 0
        self.directory.publish(edition)
        for group in groups:
            self.directory.link(group, settings)
            for power in (self.appchat, self.by_hand):
                power.members |= {(group.group_id, person.person_id) for person in people}
        for person in people:
            self.people.record(person)
        plan.interruption = self.interrupt
        self.rebuild()

    def rebuild(self) -> None:
        """The use cases anew, under the plan that is now set."""
        ledger: Ledger = self._faulty(self.ledger, "ledger")
        due_index: DueIndex = self._faulty(self.ledger, "due_index")
        outbound = self._faulty(self.outbound, "outbound")
        appchat = self._faulty(self.appchat, "power")
        by_hand = self._faulty(self.by_hand, "no_power")
        sent = self._faulty(self.sent, "sent")
        people = self._faulty(self.people, "people")
        book = MemoryGroupBook(self.directory)
        self._judge = JudgeMessage(
            directory=self.directory,
            people=people,
            activity=self._faulty(MemoryActivity(), "activity"),
            sent=sent,
            tally=MemoryTally(),
            ledger=ledger,
            book=self._faulty(book, "book"),
            unlinked=UnlinkedRooms(book=book, directory=self.directory, sent=sent),
            clock=self.clock,
        )
        move = MoveMember(
            ledger=ledger, directory=self.directory, outbound=outbound, clock=self.clock
        )
        self._escalate = EscalateCase(move)
        self._dispatch = DispatchOrder(
            ledger=ledger,
            directory=self.directory,
            people=people,
            messenger=self._faulty(self.messenger, "messenger"),
            powers={
                GroupKind.APPCHAT: appchat,
                GroupKind.CUSTOMER: by_hand,
                GroupKind.INTERNAL: by_hand,
                GroupKind.BRIDGE: by_hand,
            },
            sent=sent,
            progress=OrderProgress(ledger=ledger, outbound=outbound, clock=self.clock),
            clock=self.clock,
        )
        self._order_for_group = OrderForGroup(
            ledger=ledger, directory=self.directory, outbound=outbound, clock=self.clock
        )
        self._sweep = SweepDue(
            due_index=due_index,
            escalate=self._escalate,
            settle=SettlePetition(move),
            outbound=outbound,
            clock=self.clock,
        )

    def _faulty(self, port: Any, name: str) -> Any:
        return Faulty(port, name, self.plan)

    # -- what happens -------------------------------------------------------------------------

    def deliver(self, messages: Sequence[Message], *, delays: Sequence[int] = _DELAYS) -> None:
        """Messages reach the inbound queue one of *delays* seconds after they are sent."""
        for message in messages:
            late = timedelta(seconds=self._chance.choice(delays))
            self._waiting.append((message.sent_at + late, message))

    def order(self, wish: Wish) -> None:
        """An operator orders it, and again where the command died."""
        while not self._attempt(lambda: self._order_for_group(wish)):
            self.clock.advance(timedelta(minutes=1))

    def run(self) -> None:
        """Everything that can happen happens, in a hostile order; then the system is left alone."""
        while self._waiting or self.outbound.sent or self._streamed < len(self.ledger.opened):
            self._something()
        self.plan.armed = False
        self.settle()

    def pass_days(self, days: int) -> None:
        """Time goes by, with its faults; whoever has a work order does nothing."""
        until = self.clock.now() + timedelta(days=days)
        while self.clock.now() < until:
            self.clock.advance(timedelta(hours=self._chance.choice((1, 5, 11))))
            self._come_to_rest()

    def settle(self) -> None:
        """No more faults: sweeps until nothing is due but what a person has."""
        self._come_to_rest()

    def _come_to_rest(self) -> None:
        for _ in range(_LONGEST_RECOVERY):
            self.clock.advance(_SWEEP_EVERY)
            self._attempt(lambda: self._sweep(self.clock.now(), lambda: 60.0))
            while self.outbound.sent:
                self._order()
            if not any(map(self._is_ours, self.ledger.due(self.clock.now() + _A_YEAR, 999))):
                return
        msg = "the system never came to rest"
        raise AssertionError(msg)

    def interrupt(self) -> None:
        """Somebody else does one thing meanwhile."""
        self._something()

    def _is_ours(self, item: DueItem) -> bool:
        """Whether the system is to do something of itself; what a person has waits for them."""
        kept = self.ledger.discipline(item.group_id, item.person_id)
        if item.kind == "case":
            case = kept.case(item.item_id)
            return case is not None and not (case.escalated and case.to_review)
        if item.kind == "petition":
            petition = kept.petition(item.item_id)
            return petition is not None and petition.state is not PetitionState.OPEN
        order = kept.order(item.item_id)
        assert order is not None
        if order.awaits_confirmation:
            return False
        return not order.state.waits_for_a_person or order.lease_until is not None

    def _something(self) -> None:
        """One thing happens; with an interrupting plan, in the middle of another."""
        if self._at_once == _MOST_AT_ONCE:
            return
        self._at_once += 1
        self._chance.choice((self._message, self._record, self._order, self._tick))()
        self._at_once -= 1

    def _message(self) -> None:
        ready = [item for item in self._waiting if item[0] <= self.clock.now()]
        if not ready:
            if self._waiting:
                self.clock.move_to(min(when for when, _ in self._waiting))
            return
        item = self._chance.choice(ready)
        done = self._attempt(lambda: self.verdicts.append(self._judge(item[1])))
        if done and self._once() and item in self._waiting:
            self._waiting.remove(item)

    def _record(self) -> None:
        """The stream tells of the next new case; a third of the records is lost."""
        if self._streamed == len(self.ledger.opened):
            return
        case = self.ledger.opened[self._streamed]
        self._streamed += 1
        if self._chance.random() < 2 / 3:
            self._attempt(
                lambda: self._escalate(CaseRef(case.group_id, case.person_id, case.case_id))
            )

    def _order(self) -> None:
        if not self.outbound.sent:
            return
        envelope = self._chance.choice(self.outbound.sent)
        done = self._attempt(lambda: self._dispatch(order_ref_from_body(envelope.body)))
        if done and self._once() and envelope in self.outbound.sent:
            self.outbound.sent.remove(envelope)

    def _tick(self) -> None:
        self.clock.advance(timedelta(seconds=self._chance.choice((1, 20, 90))))
        self._attempt(lambda: self._sweep(self.clock.now(), lambda: 60.0))

    def _once(self) -> bool:
        """Acknowledged; one delivery in six comes again all the same."""
        return not self.plan.armed or self._chance.random() > 1 / 6

    def _attempt(self, step: Callable[[], object]) -> bool:
        """Whether *step* ran to its end; a crash or a conflict leaves its input where it was."""
        try:
            step()
        except (Crashed, TransientError):
            return False
        return True

    # -- what can be seen ---------------------------------------------------------------------

    def discipline(self, group: Group, person: Person) -> Discipline:
        return self.ledger.discipline(group.group_id, person.person_id)

    def cases(self) -> Sequence[Case]:
        return tuple(self.ledger.opened)

    def told(self, person: Person) -> Sequence[str]:
        return [
            effect.text
            for effect in self.effects
            if (effect.kind, effect.person_id) == ("told", person.person_id)
        ]


class _WatchedMessenger(MemoryMessenger):
    def __init__(self, clock: ManualClock, world: World) -> None:
        super().__init__(clock)
        self._world = world

    def tell(self, person: Person, text: str) -> Any:
        before = len(self.told)
        outcome = super().tell(person, text)
        if len(self.told) > before:
            self._world.effects.append(Effect("told", person.person_id, text))
        return outcome

    def hand_over(self, person: Person, card: Any) -> Any:
        before = len(self.handed)
        outcome = super().hand_over(person, card)
        if len(self.handed) > before:
            self._world.effects.append(Effect("handed", person.person_id, card.task_id))
        return outcome


class _WatchedPower(MemoryPower):
    def __init__(self, world: World, **powers: bool) -> None:
        super().__init__(**powers)
        self._world = world

    def speak(self, group: Group, text: str) -> Any:
        before = len(self.posts)
        outcome = super().speak(group, text)
        if len(self.posts) > before:
            self._world.effects.append(Effect("posted", "", text))
        return outcome

    def remove(self, group: Group, person: Person) -> Any:
        before = len(self.removals)
        outcome = super().remove(group, person)
        if len(self.removals) > before:
            self._world.effects.append(Effect("removed", person.person_id, group.group_id))
            self._world.removed.append((group.group_id, clock_hour(self._world.clock.now())))
        return outcome
