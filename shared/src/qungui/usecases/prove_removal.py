"""Who is no longer in a group proves the work order that asked for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qungui.engine import work_orders
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.ids import UNFILED
from qungui.model.ledger import AuditKind, Change, Committed
from qungui.model.order import Order
from qungui.ports import Clock, Ledger
from qungui.usecases.order_progress import audit_entry

_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ProveRemoval:
    """Safe to repeat: a proved order is not proved again."""

    ledger: Ledger
    clock: Clock

    def __call__(self, group_id: str, gone: Iterable[str], at: datetime) -> int:
        """
        How many orders were proved by the person ids *gone* having left at *at*.

        Raises:
            TransientError: The ledger could not be reached, or somebody kept changing it.
        """
        if group_id.startswith(UNFILED):
            return 0  # nobody is judged there
        return sum(self._prove(group_id, person_id, at) for person_id in gone)

    def _prove(self, group_id: str, person_id: str, at: datetime) -> int:
        """Whoever left shows it once, so no write of somebody else's may cost the proof."""
        proved = 0
        for _ in range(_TRIES):
            waiting = self._waiting(group_id, person_id, at)
            done = [self._committed(work_orders.proved(order, at)) for order in waiting]
            proved += sum(done)
            if all(done):
                return proved
        msg = "a work order kept changing while it was proved"
        raise TransientError(msg)

    def _waiting(self, group_id: str, person_id: str, at: datetime) -> Sequence[Order]:
        orders = self.ledger.discipline(group_id, person_id).orders
        return [
            order
            for order in orders
            if order.act is Act.REMOVE and order.state.waits_for_a_person and order.at < at
        ]

    def _committed(self, order: Order) -> bool:
        change = Change(
            group_id=order.group_id,
            person_id=order.person_id,
            audit=audit_entry(order, AuditKind.ORDER_PROVED, self.clock.now()),
            orders=(order,),
        )
        return self.ledger.commit(change) is Committed.DONE
