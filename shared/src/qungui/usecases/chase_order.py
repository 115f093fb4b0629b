"""
Whoever has a work order for too long is asked again; whoever says it is done is looked after.

The write that kills the earlier cards comes before the card, so a crash between them costs
nothing: the same card goes out when the lease is over. Nothing here acts on a member or a group.
"""

from dataclasses import dataclass, replace

from qungui.engine import orders, work_orders
from qungui.engine.proof import shows
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.group import GroupSettings
from qungui.model.ledger import AuditKind
from qungui.model.order import Order, OrderState
from qungui.model.outcome import CallOutcome, Card, Done, Later, NoPower, Refused, Rehearsed, Spent
from qungui.model.person import Person
from qungui.notices import chasing
from qungui.notices.compose import File
from qungui.notices.work_orders import GroupFile
from qungui.usecases.acting import Acting
from qungui.usecases.order_progress import Dispatched

_AUDIT = {
    OrderState.HANDED_OVER: AuditKind.ORDER_HANDED_OVER,
    OrderState.OVERDUE: AuditKind.ORDER_OVERDUE,
}


@dataclass(frozen=True, slots=True)
class ChaseOrder:
    """The order in the file is a person's, and it is time."""

    acting: Acting
    settings: GroupSettings
    timezone: str

    def __call__(self, file: File | GroupFile) -> Dispatched:
        order, progress, now = file.order, self.acting.progress, self.acting.clock.now()
        if order.lease_until is None:
            try:
                shown = self._shown(file)
            except TransientError:
                if order.state is OrderState.CLAIMED_DONE:
                    progress.save(work_orders.looked_at_later(order, now))
                    return Dispatched.SKIPPED
                shown = None
            if shown:
                return progress.settle(work_orders.proved(order, now))
            if shown is None and order.state is OrderState.CLAIMED_DONE:
                progress.save(work_orders.left_claimed(order))
                return Dispatched.SKIPPED
        return self._ask_again(file)

    def _ask_again(self, file: File | GroupFile) -> Dispatched:
        order, progress, now = file.order, self.acting.progress, self.acting.clock.now()
        to = self.acting.people.get(order.asked)
        begun = work_orders.asked_again(order, now, self.settings.work_order_time)
        if order.lease_until is not None:
            saved = progress.save(begun)
        else:
            kind = _AUDIT[begun.state]
            saved = progress.save(begun, kind, *self._reports(file, begun))
        if saved is None:
            return Dispatched.SKIPPED
        if to is None:
            return progress.settle(orders.refused(saved, "who had it is not stored"))
        return self._settled(saved, self._give(replace(file, order=saved), to))

    def _give(self, file: File | GroupFile, to: Person) -> CallOutcome:
        order = file.order
        card = chasing.card_of(file, removals_per_hour=self.settings.removals_per_hour)
        return self.acting.give(order, to, self._worded(card, order))

    def _worded(self, card: Card, order: Order) -> Card:
        if order.why == work_orders.NOT_SHOWN:
            return chasing.not_shown(card, order)
        days = work_orders.days_late(order)
        return chasing.late(card, order, days=days, timezone=self.timezone)

    def _settled(self, order: Order, outcome: CallOutcome) -> Dispatched:
        progress, now = self.acting.progress, self.acting.clock.now()
        match outcome:
            case Done():
                saved = progress.save(
                    work_orders.card_out(order, now, self.settings.work_order_time)
                )
                return Dispatched.SKIPPED if saved is None else Dispatched.CHASED
            case Refused(code):
                return progress.settle(orders.refused(order, f"errcode {code}"))
            case NoPower():
                return progress.settle(orders.refused(order, "no way to reach them"))
            case Spent():
                progress.save(work_orders.card_spent(order, now))
            case Rehearsed():
                progress.save(work_orders.card_later(order, now + work_orders.CHASED_EVERY))
            case Later(at):
                progress.save(work_orders.card_later(order, at))
            case _:
                progress.save(work_orders.card_later(order, now + orders.LEASE))
        return Dispatched.UNSURE

    def _reports(self, file: File | GroupFile, begun: Order) -> tuple[Order, ...]:
        """From the second chase on the managing department hears of it, unless it is theirs."""
        what, manager = work_orders.heard(begun), self.acting.manager(file.group)
        if not what or manager is None or manager.person_id == begun.asked:
            return ()
        return self.acting.reports(begun, what, [manager])

    def _shown(self, file: File | GroupFile) -> bool | None:
        """
        Whether the platform shows it done; None where nobody can tell.

        Raises:
            TransientError: It cannot be told now.
        """
        power = self.acting.power(file.group)
        if isinstance(file, GroupFile):
            look = power.look(file.group)
            return None if look is None else shows(file.order, look, file.about)
        if file.order.act is not Act.REMOVE:
            return None
        there = power.has_member(file.group, file.person)
        return None if there is None else not there
