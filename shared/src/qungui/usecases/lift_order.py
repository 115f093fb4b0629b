"""Somebody ends what an order has begun, or what it asks for; the record of it stays."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import deciders, decisions
from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.model.act import Act
from qungui.model.decision import Word
from qungui.model.ledger import Change
from qungui.model.order import Order, OrderRef
from qungui.usecases.move_member import MoveMember

_LASTS = {Act.SUSPEND_POSTING, Act.SUSPEND_ACCOUNT, Act.REMOVE}


class Lifted(StrEnum):
    LIFTED = "lifted"
    ALREADY = "already"
    NOTHING_LASTS = "nothing-lasts"  # said and done: only its case can be taken back
    NO_SUCH_ORDER = "no-such-order"


@dataclass(frozen=True, slots=True)
class LiftOrder:
    """Safe to repeat. Whoever was removed is invited back."""

    move: MoveMember

    def __call__(self, ref: OrderRef, word: Word) -> Lifted | Bar:
        """
        Raises:
            InvalidEventError: No such group, or the order names an edition that is not stored.
            TransientError: Others kept moving the same member.
        """
        said: Change | Lifted | Bar = self.move(
            ref.group_id, ref.person_id, lambda docket: _lifted(docket, ref, word)
        )
        return Lifted.LIFTED if isinstance(said, Change) else said


def _lifted(docket: Docket, ref: OrderRef, word: Word) -> Change | Lifted | Bar:
    order = docket.discipline.order(ref.order_id)
    if order is None or order.act.is_aftermath:
        return Lifted.NO_SUCH_ORDER
    under = docket.under(order)
    bar = deciders.bar(under, order, word.by)
    if bar is not None:
        return bar
    is_closed = order.closed is not None and not order.is_demand_open  # a claim closes nothing
    if is_closed or not order.stands:
        return Lifted.ALREADY
    if not _lasts(order):
        return Lifted.NOTHING_LASTS
    return decisions.lifted(under, order, word.at(docket.now))


def _lasts(order: Order) -> bool:
    """Something goes on, is still asked for, or has not been done yet."""
    return order.act in _LASTS or order.served_at is None or order.is_demand_open
