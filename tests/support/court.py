"""One member under one regulation, what is ordered against them, and those who decide about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.queue import MemoryQueue
from qungui.engine import demands
from qungui.engine.docket import Docket
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.case import Case, CaseState
from qungui.model.group import Group, Role
from qungui.model.ids import Alias
from qungui.model.ledger import Change, Committed, Discipline
from qungui.model.order import Order, OrderState
from qungui.model.rulebook import (
    ActCall,
    Clause,
    Disposition,
    Edition,
    Ladder,
    Sanction,
    Step,
    Trigger,
)
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.move_member import MoveMember
from tests.support.build import (
    ADVERT,
    GROUP,
    LADDER,
    NOON,
    RULEBOOK,
    breach,
    case,
    edition,
    group,
    person,
    settings,
)

MEMBER = person()
OWNER = person(Alias("userid", "owner"))
ADMIN = person(Alias("userid", "admin"))
OTHER_ADMIN = person(Alias("userid", "admin2"))
CLERK = person(Alias("userid", "clerk"))
STRANGER = person(Alias("userid", "stranger"))
EVERYBODY = (MEMBER, OWNER, ADMIN, OTHER_ADMIN, CLERK, STRANGER)
ROLES = {
    Role.OWNER: (OWNER.person_id,),
    Role.ADMINISTRATOR: (ADMIN.person_id, OTHER_ADMIN.person_id),
    Role.ADMIN_DEPARTMENT: (CLERK.person_id,),
}


def rung(*acts: Act | ActCall, at: int = 1, **more: Any) -> Step:
    """A step that *at* breaches reach."""
    calls = tuple(each if isinstance(each, ActCall) else ActCall(each) for each in acts)
    return Step(acts=calls, clause_id="R01.4.4a", at=at, **more)


def on_refusal(*acts: Act, **more: Any) -> Step:
    return rung(*acts, on=Trigger.REFUSAL, **more)


def climbing(*steps: Step, **more: Any) -> Edition:
    """Adverts climb a ladder of these steps."""
    return edition(ladders={LADDER: Ladder(ladder_id=LADDER, steps=steps, **more)})


def sanctioned(sanction: Sanction, law: Edition | None = None) -> Edition:
    """Adverts lead to *sanction*."""
    law = law or edition()
    clauses = tuple(
        replace(clause, sanction=sanction) if clause.clause_id == ADVERT else clause
        for clause in law.clauses
    )
    return replace(law, clauses=clauses)


def with_clause(law: Edition, *clauses: Clause) -> Edition:
    return replace(law, clauses=(*law.clauses, *clauses))


def appeals(law: Edition, **terms: Any) -> Edition:
    """*law*, with a clause about appeals."""
    clause = Clause(
        clause_id="R01.9",
        text="不服的可以申诉。",
        topic="appeal",
        disposition=Disposition.WORKFLOW,
        procedure=Call("appeal", terms),
    )
    return with_clause(law, clause)


class Court:
    """
    Everything in memory; nothing is carried out unless a test says so.

    Attributes:
        sent: What went on its way to be carried out.
    """

    def __init__(
        self,
        law: Edition | None = None,
        *,
        groups: tuple[Group, ...] | None = None,
        **left_open: Any,
    ) -> None:
        self.law = law or edition()
        self.clock = ManualClock(NOON)
        self.ledger = MemoryLedger()
        self.directory = MemoryDirectory(self.ledger.audit.append)
        self.people = MemoryPeople()
        self.sent = MemoryQueue()
        self.messenger = MemoryMessenger(self.clock)
        self.directory.publish(self.law)
        self.settings = settings(**left_open)
        for each in groups or (group(roles=ROLES),):
            self.directory.link(each, self.settings)
        for one in EVERYBODY:
            self.people.record(one)
        self.move = MoveMember(
            ledger=self.ledger, directory=self.directory, clock=self.clock, outbound=self.sent
        )
        self._count = 0

    # -- time -----------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def later(self, **time: float) -> datetime:
        self.clock.advance(timedelta(**time))
        return self.now

    # -- what the member does -------------------------------------------------------------------

    def breaks(
        self, *, group_id: str = GROUP, folded: bool = True, served: bool = False, **changes: Any
    ) -> Case:
        """An advert, five minutes after the last one, judged and *folded*; then all is *served*."""
        self._count += 1
        self.later(minutes=5)
        made = case(
            f"message-{self._count}",
            group_id=group_id,
            person_id=MEMBER.person_id,
            at=self.now,
            due=self.now,
            **changes,
        )
        self.ledger.open_case(made)
        if folded:
            EscalateCase(self.move)(made.ref)
        if served:
            self.later(minutes=1)
            self.serve(group_id)
        return self.case(made)

    def is_found(self, **changes: Any) -> Case:
        """The same, where a person must look at it first."""
        found = breach(**{"automatic": False, **changes})
        return self.breaks(state=CaseState.NEEDS_REVIEW, breaches=(found,))

    # -- what is done ---------------------------------------------------------------------------

    def serve(self, group_id: str = GROUP) -> None:
        """Every order that is on its way is carried out now; who is asked for something, is."""
        for order in self.orders(group_id):
            if order.state is OrderState.NEW:
                self.put(self._served(order))

    def _served(self, order: Order) -> Order:
        if order.act.is_demanded:
            under = self.docket(order.group_id).under(order)
            return demands.demanded(order, self.now, demands.deadline(under, order))
        told = order.told_at or self.now
        return replace(order, state=OrderState.SERVED, told_at=told, served_at=self.now, due=None)

    def let_go(self) -> None:
        """Everything that waits for a word goes, as if somebody had said yes."""
        for order in self.orders():
            if order.awaits_confirmation:
                self.put(replace(order, state=OrderState.NEW, why=""))

    def put(self, order: Order) -> Order:
        """Somebody else moved the order."""
        self.commit(Change(group_id=order.group_id, person_id=order.person_id, orders=(order,)))
        return self.order(order)

    def overtaken(self, by: Callable[[], object]) -> MoveMember:
        """As others move the member while *by* happens just before their first change is made."""
        return replace(self.move, ledger=_Overtaken(self.ledger, by))

    def commit(self, change: Change) -> Change:
        assert self.ledger.commit(change) is Committed.DONE
        return change

    def do(self, think: Callable[[Docket], Change], group_id: str = GROUP) -> Change:
        """A pure change is thought out and made."""
        return self.commit(think(self.docket(group_id)))

    # -- what stands ----------------------------------------------------------------------------

    def docket(self, group_id: str = GROUP) -> Docket:
        linked = self.directory.group(group_id)
        assert linked is not None
        return self.move.docket(linked, MEMBER.person_id)

    def discipline(self, group_id: str = GROUP) -> Discipline:
        return self.ledger.discipline(group_id, MEMBER.person_id)

    def orders(self, group_id: str = GROUP) -> list[Order]:
        """In the order in which they were made."""
        found = self.discipline(group_id).orders
        return sorted(found, key=lambda each: (each.at, each.step, each.act.gravity))

    def standing(self, group_id: str = GROUP) -> list[tuple[Act, int, OrderState]]:
        """Of all that was not taken back."""
        return [
            (order.act, order.step, order.state)
            for order in self.orders(group_id)
            if order.stands and order.act is not Act.REPORT
        ]

    def the(self, act: Act, group_id: str = GROUP) -> Order:
        """The last order of that act."""
        return [order for order in self.orders(group_id) if order.act is act][-1]

    def order(self, of: Order) -> Order:
        found = self.ledger.discipline(of.group_id, of.person_id).order(of.order_id)
        assert found is not None
        return found

    def case(self, of: Case) -> Case:
        found = self.ledger.discipline(of.group_id, of.person_id).case(of.case_id)
        assert found is not None
        return found

    def level(self, group_id: str = GROUP) -> int:
        return self.discipline(group_id).standing(RULEBOOK, LADDER).level

    def logged(self, group_id: str = GROUP) -> list[str]:
        return [entry.kind.value for entry in self.ledger.audit.verify_chain(group_id).entries]


class _Overtaken:
    def __init__(self, ledger: MemoryLedger, by: Callable[[], object]) -> None:
        self._ledger, self._first = ledger, [by]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def commit(self, change: Change) -> Committed:
        while self._first:
            self._first.pop()()
        return self._ledger.commit(change)
