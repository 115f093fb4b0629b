"""An order's way through the ledger: taken, saved in the middle of an act, settled."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import count

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
    ENDED = "ended"  # its time, or its time with a person, was over
    CHASED = "chased"  # who had it was asked again
    PROVED = "proved"
    HELD = "held"
    UNSURE = "unsure"
    REFUSED = "refused"


_SETTLED = {
    OrderState.SERVED: (Dispatched.SERVED, AuditKind.ORDER_SERVED),
    OrderState.HANDED_OVER: (Dispatched.HANDED_OVER, AuditKind.ORDER_HANDED_OVER),
    OrderState.PROVED: (Dispatched.PROVED, AuditKind.ORDER_PROVED),
    OrderState.HELD: (Dispatched.HELD, AuditKind.ORDER_HELD),
    OrderState.VOID: (Dispatched.ENDED, AuditKind.ORDER_EXPIRED),
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
        """Past the removal limit: held, and *manager* is asked, once until they answer."""
        if manager is None:
            return self.settle(orders.refused(order, "nobody to ask about the limit"))
        held = orders.limited(order)
        return self.settle(held, *self._question(order, manager))

    def _question(self, order: Order, manager: Person) -> tuple[Order, ...]:
        """None while one waits; an answered one set nothing free that was held after it."""
        asked, now = self.ledger.discipline(order.group_id, manager.person_id), self.clock.now()
        for answered in count():
            question = orders.asked_of(manager, order, now, answered=answered)
            made = asked.order(question.order_id)
            if made is None:
                return (question,)
            if made.state.waits_for_a_person or not made.state.is_final:
                break
        return ()

    def save(self, order: Order, kind: AuditKind | None = None, *also: Order) -> Order | None:
        """
        Store progress in the middle of an act, and orders that follow from it; None when somebody
        else took over.
        """
        audit = None if kind is None else self._entry(order, kind)
        committed = self.ledger.commit(_change(order, audit=audit, new_orders=also))
        if committed is not Committed.DONE:
            return None
        self._send(also)
        return stored(order)

    def settle(self, order: Order, *also: Order) -> Dispatched:
        """
        Store what became of it, with the audit entry and the orders that follow from it; SKIPPED
        when somebody took over.
        """
        result, kind = _SETTLED[order.state]
        return Dispatched.SKIPPED if self.save(order, kind, *also) is None else result

    def unless_made(self, order: Order) -> tuple[Order, ...]:
        """*order*, unless it was made already."""
        made = self.ledger.discipline(order.group_id, order.person_id).order(order.order_id)
        return (order,) if made is None else ()

    def _send(self, made: tuple[Order, ...]) -> None:
        if made:
            now = self.clock.now()
            self.outbound.send([order_envelope(order.ref, at=now) for order in made])

    def _entry(self, order: Order, kind: AuditKind) -> AuditEntry:
        return audit_entry(order, kind, self.clock.now())


def audit_entry(order: Order, kind: AuditKind, now: datetime) -> AuditEntry:
    facts = {
        "order": order.order_id,
        "act": order.act.value,
        "state": order.state.value,
        "attempts": str(order.attempts),
        "chases": str(order.chases),
        "why": order.why,
    }
    return AuditEntry(kind=kind, at=now, facts=facts, people={"person": order.person_id})


def _change(
    order: Order,
    *,
    audit: AuditEntry | None = None,
    new_orders: tuple[Order, ...] = (),
    removal: tuple[str, int] | None = None,
) -> Change:
    return Change(
        group_id=order.group_id,
        person_id=order.person_id,
        audit=audit,
        orders=(order,),
        new_orders=new_orders,
        removal=removal,
    )


def stored(order: Order) -> Order:
    """As the ledger now has it: every write raises the version by one."""
    return replace(order, version=order.version + 1)
