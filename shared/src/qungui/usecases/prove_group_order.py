"""What a group shows of itself proves the work orders that asked for it: name, owner, its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from qungui.engine import work_orders
from qungui.engine.proof import shows
from qungui.model.ids import UNFILED
from qungui.model.ledger import AuditKind, Change, Committed
from qungui.model.order import Order
from qungui.model.roster import Look
from qungui.ports import Clock, Ledger, People
from qungui.usecases.order_progress import audit_entry


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
            TransientError: The ledger could not be reached.
        """
        if group_id.startswith(UNFILED):
            return 0  # nothing is ordered for it
        orders = self.ledger.discipline(group_id, "").orders
        waiting = [order for order in orders if order.state.waits_for_a_person and order.at < at]
        shown = look() if waiting else None
        if shown is None:
            return 0
        return sum(self._proved(order, shown, at) for order in waiting)

    def _proved(self, order: Order, look: Look, at: datetime) -> bool:
        about = self.people.get(order.about) if order.about else None
        if not shows(order, look, about):
            return False
        proved = work_orders.proved(order, at)
        change = Change(
            group_id=order.group_id,
            person_id=order.person_id,
            audit=audit_entry(proved, AuditKind.ORDER_PROVED, self.clock.now()),
            orders=(proved,),
        )
        return self.ledger.commit(change) is Committed.DONE
