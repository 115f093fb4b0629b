"""What a group shows of itself proves the work orders that asked for it, or that they are over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qungui.engine import orders, work_orders
from qungui.engine.proof import shows
from qungui.errors import TransientError
from qungui.model.ids import UNFILED
from qungui.model.ledger import AuditKind, Change, Committed
from qungui.model.order import Order, OrderState
from qungui.model.roster import Look
from qungui.ports import Clock, Ledger, People
from qungui.usecases.order_progress import audit_entry

_TRIES = 3
_OPEN = frozenset(state for state in OrderState if state.waits_for_a_person or not state.is_final)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveGroupOrder:
    """Safe to repeat: what has ended does not end again."""

    ledger: Ledger
    people: People
    clock: Clock

    def __call__(self, group_id: str, look: Callable[[], Look | None], at: datetime) -> int:
        """
        How many of the group's own orders were proved by what it showed at *at*, or are of no use
        any more, for there is no such group.

        *look* is called only where there is such an order.

        Raises:
            TransientError: The ledger could not be reached, or somebody kept changing it.
        """
        if group_id.startswith(UNFILED):
            return 0  # nothing is ordered for it
        open_orders = self._open(group_id, at)
        shown, ended = look() if open_orders else None, 0
        if shown is None:
            return 0
        for _ in range(_TRIES):
            moved = [now for order in open_orders if (now := self._ended(order, shown, at))]
            done = [self._committed(order) for order in moved]
            ended += sum(done)
            if all(done):
                return ended
            open_orders = self._open(group_id, at)
        msg = "a group's order kept changing while it was proved"
        raise TransientError(msg)

    def _open(self, group_id: str, at: datetime) -> Sequence[Order]:
        made = self.ledger.discipline(group_id, "").orders
        return [order for order in made if order.state in _OPEN and order.at < at]

    def _ended(self, order: Order, look: Look, at: datetime) -> Order | None:
        about = self.people.get(order.about) if order.about else None
        if (order.state.waits_for_a_person or look.dissolved) and shows(order, look, about):
            return work_orders.proved(order, at)
        return orders.expired(order) if look.dissolved else None

    def _committed(self, order: Order) -> bool:
        proved = order.state is OrderState.PROVED
        kind = AuditKind.ORDER_PROVED if proved else AuditKind.ORDER_EXPIRED
        change = Change(
            group_id=order.group_id,
            person_id=order.person_id,
            audit=audit_entry(order, kind, self.clock.now()),
            orders=(order,),
        )
        return self.ledger.commit(change) is Committed.DONE
