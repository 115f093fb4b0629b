"""An order whose time with a person is over: what time decides about it."""

from dataclasses import dataclass

from qungui.engine import demands, overdue
from qungui.engine.docket import Docket
from qungui.errors import TransientError
from qungui.model.ledger import Change
from qungui.model.order import OrderRef
from qungui.notices.compose import File
from qungui.usecases.acting import Acting
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import Dispatched


@dataclass(frozen=True, slots=True)
class EndTime:
    """Safe to repeat: an order that has moved meanwhile is left alone."""

    acting: Acting
    move: MoveMember

    def __call__(self, file: File) -> Dispatched:
        """Whoever was to leave is looked for first."""
        left = self._has_left(file)
        ref = file.order.ref
        moved = self.move(ref.group_id, ref.person_id, lambda docket: _ended(docket, ref, left))
        return Dispatched.SKIPPED if moved is None else Dispatched.ENDED

    def _has_left(self, file: File) -> bool:
        if not file.order.act.asks_to_leave:
            return False
        try:
            there = self.acting.power(file.group).has_member(file.group, file.person)
        except TransientError:
            return False
        return there is False


def _ended(docket: Docket, ref: OrderRef, left: bool) -> Change | None:  # noqa: FBT001 - a fact
    order = docket.discipline.order(ref.order_id)
    if order is None or not overdue.time_is_over(order, docket):
        return None
    under = docket.under(order)
    return demands.met(under, order, docket.now) if left else overdue.over(under, order)
