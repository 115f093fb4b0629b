"""Who is no longer in a group has left it: that proves what asked for it, and ends what would."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qungui.engine import demands, work_orders
from qungui.engine.docket import Docket
from qungui.model.act import Act
from qungui.model.ids import UNFILED
from qungui.model.ledger import AuditKind, Change
from qungui.model.order import Order
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import audit_entry


@dataclass(frozen=True, slots=True)
class ProveRemoval:
    """Safe to repeat: a proved order is not proved again."""

    move: MoveMember

    def __call__(self, group_id: str, gone: Iterable[str], at: datetime) -> int:
        """
        How many orders were proved by the person ids *gone* having left at *at*.

        Raises:
            TransientError: The ledger could not be reached, or somebody kept changing it.
        """
        if group_id.startswith(UNFILED) or self.move.directory.group(group_id) is None:
            return 0  # nobody is judged there
        return sum(self._prove(group_id, person_id, at) for person_id in gone)

    def _prove(self, group_id: str, person_id: str, at: datetime) -> int:
        """Whoever left shows it once, so no write of somebody else's may cost the proof."""
        proved = 0
        while self.move(group_id, person_id, lambda docket: _proved(docket, at)):
            proved += 1
        return proved


def _proved(docket: Docket, at: datetime) -> Change | None:
    """The first order that their leaving proves, with all that follows from it."""
    order = next(iter(_waiting(docket.discipline.orders, at)), None)
    if order is None:
        return None
    if order.act.asks_to_leave:
        return demands.met(docket.under(order), order, at)
    proved = work_orders.proved(order, at)
    entry = audit_entry(proved, AuditKind.ORDER_PROVED, docket.now)
    return replace(docket.change(entry), orders=(proved,))


def _waiting(orders: Iterable[Order], at: datetime) -> Sequence[Order]:
    return [
        order
        for order in orders
        if order.at < at
        and order.state.waits_for_a_person
        and (order.act is Act.REMOVE or order.act.asks_to_leave)
    ]
