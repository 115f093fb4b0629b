"""An order's way through the ledger: taken, saved in the middle of an act, settled."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from qungui.engine import orders
from qungui.model.group import GroupSettings
from qungui.model.ledger import AuditEntry, AuditKind, Change, Committed
from qungui.model.order import Order, OrderState
from qungui.model.person import Person
from qungui.ports import Clock, Ledger, Queue
from qungui.wire import order_envelope


class Dispatched(StrEnum):
    SKIPPED = "skipped"  # somebody else has it, it is not yet time, or nothing is left to do
    SERVED = "served"
    HANDED_OVER = "handed-over"
    HELD = "held"
    UNSURE = "unsure"
    REFUSED = "refused"


_SETTLED = {
    OrderState.SERVED: (Dispatched.SERVED, AuditKind.ORDER_SERVED),
    OrderState.HANDED_OVER: (Dispatched.HANDED_OVER, AuditKind.ORDER_HANDED_OVER),
    OrderState.HELD: (Dispatched.HELD, AuditKind.ORDER_HELD),
    OrderState.REFUSED: (Dispatched.REFUSED, AuditKind.ORDER_REFUSED),
    OrderState.UNKNOWN: (Dispatched.UNSURE, None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderProgress:
    """Every write is conditional on the version read, so two dispatchers cannot both go on."""

    ledger: Ledger
    outbound: Queue
    clock: Clock

    def take(self, order: Order, settings: GroupSettings) -> Order | Committed:
        """The order under a lease, or why not: CONFLICT or LIMIT."""
        taken = orders.taken(order, self.clock.now())
        counts = taken.counted_hour != order.counted_hour
        removal = (taken.counted_hour, settings.removals_per_hour) if counts else None
        committed = self.ledger.commit(_change(taken, removal=removal))
        return stored(taken) if committed is Committed.DONE else committed

    def hold_for(self, order: Order, manager: Person | None) -> Dispatched:
        """Past the removal limit: held, and *manager* is asked once an hour."""
        if manager is None:
            return self.settle(orders.refused(order, "nobody to ask about the limit"))
        held = orders.limited(order)
        ask = self._ask(order, manager)
        committed = self.ledger.commit(
            _change(held, audit=self._entry(held, AuditKind.ORDER_HELD), new_order=ask)
        )
        if committed is not Committed.DONE:
            return Dispatched.SKIPPED
        if ask is not None:
            self.outbound.send([order_envelope(ask.ref, at=self.clock.now())])
        return Dispatched.HELD

    def save(self, order: Order) -> Order | None:
        """Store progress in the middle of an act; None when somebody else took over."""
        committed = self.ledger.commit(_change(order))
        return stored(order) if committed is Committed.DONE else None

    def settle(self, order: Order) -> Dispatched:
        """Store what became of it, with the audit entry; SKIPPED when somebody took over."""
        result, kind = _SETTLED[order.state]
        audit = None if kind is None else self._entry(order, kind)
        committed = self.ledger.commit(_change(order, audit=audit))
        return result if committed is Committed.DONE else Dispatched.SKIPPED

    def _ask(self, order: Order, manager: Person) -> Order | None:
        """The hour's question; None when it was asked already."""
        ask = orders.asked_of(manager, order, self.clock.now())
        asked = self.ledger.discipline(ask.group_id, ask.person_id).order(ask.order_id)
        return None if asked is not None else ask

    def _entry(self, order: Order, kind: AuditKind) -> AuditEntry:
        return audit_entry(order, kind, self.clock.now())


def audit_entry(order: Order, kind: AuditKind, now: datetime) -> AuditEntry:
    facts = {
        "order": order.order_id,
        "person": order.person_id,
        "act": order.act.value,
        "state": order.state.value,
        "attempts": str(order.attempts),
        "why": order.why,
    }
    return AuditEntry(kind=kind, at=now, facts=facts)


def _change(
    order: Order,
    *,
    audit: AuditEntry | None = None,
    new_order: Order | None = None,
    removal: tuple[str, int] | None = None,
) -> Change:
    return Change(
        group_id=order.group_id,
        person_id=order.person_id,
        audit=audit,
        orders=(order,),
        new_orders=() if new_order is None else (new_order,),
        removal=removal,
    )


def stored(order: Order) -> Order:
    """As the ledger now has it: every write raises the version by one."""
    return replace(order, version=order.version + 1)
