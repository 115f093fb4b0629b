"""What a group shows of itself proves the work orders that asked for it: name, owner, its end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qungui.engine import work_orders
from qungui.engine.proof import shows
from qungui.errors import TransientError
from qungui.model.ids import UNFILED
from qungui.model.ledger import AuditKind, Change, Committed
from qungui.model.order import Order
from qungui.model.roster import Look
from qungui.ports import Clock, Ledger, People
from qungui.usecases.order_progress import audit_entry

_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveGroupOrder:
    """Safe to repeat: a proved order is not proved again."""

    ledger: Ledger
    people: People
    clock: Clock

    def __call__(self, group_id: str, look: Callable[[], Look | None], at: datetime) -> int:
        """
        How many of the group's own orders were proved by what it showed at *at*.

        *look* is called only where somebody has such an order.

        Raises:
            TransientError: The ledger could not be reached, or somebody kept changing it.
        """
        if group_id.startswith(UNFILED):
            return 0  # nothing is ordered for it
        waiting = self._waiting(group_id, at)
        shown, proved = look() if waiting else None, 0
        if shown is None:
            return 0
        for _ in range(_TRIES):
            done = [self._committed(order, at) for order in waiting if self._shows(order, shown)]
            proved += sum(done)
            if all(done):
                return proved
            waiting = self._waiting(group_id, at)
        msg = "a group's order kept changing while it was proved"
        raise TransientError(msg)

    def _waiting(self, group_id: str, at: datetime) -> Sequence[Order]:
        orders = self.ledger.discipline(group_id, "").orders
        return [order for order in orders if order.state.waits_for_a_person and order.at < at]

    def _shows(self, order: Order, look: Look) -> bool:
        about = self.people.get(order.about) if order.about else None
        return bool(shows(order, look, about))

    def _committed(self, order: Order, at: datetime) -> bool:
        proved = work_orders.proved(order, at)
        change = Change(
            group_id=order.group_id,
            person_id=order.person_id,
            audit=audit_entry(proved, AuditKind.ORDER_PROVED, self.clock.now()),
            orders=(proved,),
        )
        return self.ledger.commit(change) is Committed.DONE
