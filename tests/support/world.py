"""
The whole pipeline in memory, with a scheduler that is out to harm it.

Messages reach the judge, cases reach the ledger over a stream that loses records, orders go out
over a queue that repeats and reorders, and every use case can die at every call it makes. What
keeps the promises then is the ledger and the due index alone.
"""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from qungui.errors import TransientError
from qungui.model.case import Case, CaseRef
from qungui.model.group import Group, GroupSettings
from qungui.model.ledger import DueItem
from qungui.model.message import Message
from qungui.model.person import Person
from qungui.model.petition import PetitionState
from qungui.model.rulebook import Edition
from qungui.usecases.judge_message import Judged
from qungui.usecases.order_for_group import Wish
from qungui.wire import order_ref_from_body
from tests.support.faults import Crashed, FaultPlan
from tests.support.system import System

_SWEEP_EVERY = timedelta(minutes=3)
_DELAYS = (0, 0, 1, 30, 600)
_MOST_AT_ONCE = 3
_A_YEAR = timedelta(days=365)
_LONGEST_RECOVERY = 60  # sweeps; far more than any back-off needs


class World(System):
    """
    Attributes:
        verdicts: Every judgement that ended without a crash, also of repeats.
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
        super().__init__(edition=edition, groups=groups, people=people, settings=settings, now=now)
        self.plan = plan
        self._chance = chance
        self.verdicts: list[Judged] = []
        self._waiting: list[tuple[datetime, Message]] = []
        self._streamed = 0
        self._at_once = 0
        plan.interruption = self.interrupt
        self.rebuild()

    def rebuild(self) -> None:
        """The use cases anew, under the plan that is now set."""
        self.build(self.plan)

    # -- what happens -------------------------------------------------------------------------

    def deliver(self, messages: Sequence[Message], *, delays: Sequence[int] = _DELAYS) -> None:
        """Messages reach the inbound queue one of *delays* seconds after they are sent."""
        for message in messages:
            late = timedelta(seconds=self._chance.choice(delays))
            self._waiting.append((message.sent_at + late, message))

    def order(self, wish: Wish) -> None:
        """An operator orders it, and again where the command died."""
        while not self._attempt(lambda: self.order_for_group(wish)):
            self.clock.advance(timedelta(minutes=1))

    def run(self) -> None:
        """Everything that can happen happens, in a hostile order; then the system is left alone."""
        while self._waiting or self.outbound.sent or self._streamed < len(self.ledger.opened):
            self._something()
        self.plan.armed = False
        self.come_to_rest()

    def pass_days(self, days: int) -> None:
        """Time goes by, with its faults; whoever has a work order does nothing."""
        until = self.clock.now() + timedelta(days=days)
        while self.clock.now() < until:
            self.clock.advance(timedelta(hours=self._chance.choice((1, 5, 11))))
            self.come_to_rest()

    def come_to_rest(self) -> None:
        """Sweeps until nothing is due but what a person has."""
        for _ in range(_LONGEST_RECOVERY):
            self.clock.advance(_SWEEP_EVERY)
            self._attempt(lambda: self.sweep(self.clock.now(), lambda: 60.0))
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
        done = self._attempt(lambda: self.verdicts.append(self.judge(item[1])))
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
                lambda: self.escalate(CaseRef(case.group_id, case.person_id, case.case_id))
            )

    def _order(self) -> None:
        if not self.outbound.sent:
            return
        envelope = self._chance.choice(self.outbound.sent)
        done = self._attempt(lambda: self.dispatch(order_ref_from_body(envelope.body)))
        if done and self._once() and envelope in self.outbound.sent:
            self.outbound.sent.remove(envelope)

    def _tick(self) -> None:
        self.clock.advance(timedelta(seconds=self._chance.choice((1, 20, 90))))
        self._attempt(lambda: self.sweep(self.clock.now(), lambda: 60.0))

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

    def cases(self) -> Sequence[Case]:
        return tuple(self.ledger.opened)

    def told(self, person: Person) -> Sequence[str]:
        return [
            effect.text
            for effect in self.effects
            if (effect.kind, effect.person_id) == ("told", person.person_id)
        ]
