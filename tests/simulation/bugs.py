"""
Ten bugs that such systems have had, each a part that takes the place of a sound one.

Nothing is patched: a bug comes in where the sound part would, behind the same port or constructor.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from qungui.engine.docket import Docket
from qungui.engine.refold import refold
from qungui.model.act import Act
from qungui.model.case import Case, CaseState
from qungui.model.decision import Decision
from qungui.model.ledger import AuditKind, Change, Committed
from qungui.model.linked import Linked
from qungui.model.order import Order
from qungui.model.outcome import CallOutcome, Unsure
from qungui.model.person import Person
from qungui.model.rulebook import Edition, Reset
from qungui.notices.compose import File
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.move_member import MoveMember, Thought
from qungui.usecases.order_progress import Dispatched
from tests.support.faults import FaultPlan
from tests.support.system import Parts


class Behind:
    """Everything as the port behind it does."""

    def __init__(self, port: Any, plan: FaultPlan | None = None) -> None:
        self.port = port
        self.plan = plan

    def __getattr__(self, name: str) -> Any:
        return getattr(self.port, name)


class DropsACondition(Behind):
    """Writes orders whoever has moved them meanwhile."""

    def commit(self, change: Change) -> Committed:
        kept = self.port.discipline(change.group_id, change.person_id)
        return self.port.commit(replace(change, orders=tuple(map(_latest(kept), change.orders))))


def _latest(kept: Any) -> Callable[[Order], Order]:
    def latest(order: Order) -> Order:
        stored = kept.order(order.order_id)
        return order if stored is None else replace(order, version=stored.version)

    return latest


class CountsTwice(Behind):
    """Takes a message that is delivered again for another one."""

    def open_case(self, case: Case) -> bool:
        if self.port.open_case(case):
            return True
        return self.port.open_case(replace(case, case_id=f"{case.case_id}again"))


class WritesTwice(Behind):
    """The case first and its orders then: whoever dies in between has lost them."""

    def commit(self, change: Change) -> Committed:
        if not (change.cases and change.new_orders):
            return self.port.commit(change)
        first = self.port.commit(replace(change, new_orders=(), standings=(), company=()))
        if first is not Committed.DONE:
            return first
        assert self.plan is not None
        self.plan.cross("ledger.between:before")
        return self.port.commit(replace(change, cases=(), audit=None, clause_counts={}))


class OneTooFew(Behind):
    """Every step of every ladder comes a breach too early, the first excepted."""

    def edition(self, rulebook: str, edition: str) -> Edition | None:
        found = self.port.edition(rulebook, edition)
        return None if found is None else _early(found)

    def group(self, group_id: str) -> Linked | None:
        found = self.port.group(group_id)
        return found and replace(found, editions=tuple(map(_early, found.editions)))


def _early(edition: Edition) -> Edition:
    ladders = {
        name: replace(
            ladder,
            steps=tuple(replace(step, at=max(step.at - 1, 1)) for step in ladder.steps),
        )
        for name, ladder in edition.ladders.items()
    }
    return replace(edition, ladders=ladders)


class SpeaksAgain(Behind):
    """Repeats a notice whose answer was lost."""

    def speak(self, *said: Any) -> CallOutcome:
        outcome = self.port.speak(*said)
        return self.port.speak(*said) if isinstance(outcome, Unsure) else outcome


class ActsFirst(DispatchOrder):
    """Removes whoever it will then tell."""

    def _carry_out(self, file: Any, linked: Linked, docket: Docket) -> Dispatched:
        if file.order.act is Act.REMOVE and isinstance(file, File):
            self.power(file.group).remove(file.group, _person(file))
        return super()._carry_out(file, linked, docket)


def _person(file: File) -> Person:
    return file.person


class _Thinks(MoveMember):
    """Sees something else than what stands, or does something else than what follows."""

    def sees(self, docket: Docket) -> Docket:
        return docket

    def does(self, docket: Docket, change: Any) -> Any:
        return change

    def __call__(self, group_id: str, person_id: str, think: Thought[Any]) -> Any:
        return super().__call__(
            group_id, person_id, lambda docket: self.does(docket, think(self.sees(docket)))
        )


class ResetsOnAct(_Thinks):
    """What was served counts no more."""

    def sees(self, docket: Docket) -> Docket:
        kept = docket.discipline
        open_ones = tuple(o for o in kept.orders if o.served_at is None or o.ladder is None)
        return replace(docket, discipline=replace(kept, orders=open_ones))


class ForgetsToWait(_Thinks):
    """Takes what was ordered for served."""

    def sees(self, docket: Docket) -> Docket:
        kept = docket.discipline
        orders = tuple(replace(o, served_at=o.served_at or o.at) for o in kept.orders)
        return replace(docket, discipline=replace(kept, orders=orders))

    def does(self, docket: Docket, change: Any) -> Any:
        """Writes of what was served only what it takes to make the next step."""
        if not isinstance(change, Change):
            return change
        kept = {order.order_id: order.served_at for order in docket.discipline.orders}
        orders = tuple(
            replace(o, served_at=kept[o.order_id]) if o.served_at == o.at else o
            for o in change.orders
        )
        return replace(change, orders=orders)


class ForgetsOrders(_Thinks):
    """An appeal voids its case, and what stood on it stays."""

    def __call__(self, group_id: str, person_id: str, think: Thought[Any]) -> Any:
        return None if think is refold else super().__call__(group_id, person_id, think)


class DeletesWhatExpires(_Thinks):
    """What does not count any more is struck from the record."""

    def does(self, docket: Docket, change: Any) -> Any:
        if not isinstance(change, Change) or change.audit is None:
            return change
        if change.audit.kind is not AuditKind.CASE_ESCALATED:
            return change
        ladder = docket.edition.ladders.get(change.new_orders[0].ladder or "")
        if ladder is None or ladder.expiry.reset is Reset.NEVER:
            return change
        gone = Decision(by="", at=docket.now, why="expired")
        old = tuple(
            replace(case, state=CaseState.VOID, voided=gone, due=None)
            for case in docket.discipline.cases
            if case.counts and case.escalated and docket.now - case.at > timedelta(days=30)
            if case.case_id not in {each.case_id for each in change.cases}
        )
        return replace(change, cases=(*change.cases, *old))


BUGS: Mapping[str, Parts] = MappingProxyType(
    {
        "drop a condition": Parts(ledger=DropsACondition),
        "act before telling": Parts(dispatch=ActsFirst),
        "reset on act": Parts(move=ResetsOnAct),
        "off by one": Parts(directory=OneTooFew),
        "count twice on redelivery": Parts(ledger=CountsTwice),
        "expiry deletes": Parts(move=DeletesWhatExpires),
        "appeal forgets orders": Parts(move=ForgetsOrders),
        "escalate before served": Parts(move=ForgetsToWait),
        "notice twice": Parts(power=SpeaksAgain),
        "lost on crash between writes": Parts(ledger=WritesTwice),
    }
)
