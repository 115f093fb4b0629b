"""What takes back an act that was carried out already. The record of it stays."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from qungui.engine.docket import GRACE, Docket
from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.ids import derived_id
from qungui.model.order import Order, OrderState

_BACK: Mapping[Act, Act] = MappingProxyType(
    {
        Act.REMOVE: Act.REINVITE,
        Act.SUSPEND_ACCOUNT: Act.REINVITE,
        Act.SUSPEND_POSTING: Act.RESTORE_POSTING,
        Act.RECORD_FINE: Act.REPORT,
        Act.REQUEST_RED_PACKET: Act.REPORT,
    }
)
REFUND = "refund"
"""What a report reports of money that was paid for nothing."""


def is_done(order: Order) -> bool:
    """Whether it was carried out, so that taking it back takes an act of its own."""
    return order.state in {OrderState.SERVED, OrderState.PROVED, OrderState.CLAIMED_DONE}


def voided(order: Order, decision: Decision) -> Order:
    return replace(
        order,
        state=OrderState.VOID,
        closed=decision,
        lease_until=None,
        not_before=None,
        due=None,
    )


def undoing(docket: Docket, order: Order) -> tuple[Order, ...]:
    """The order that undoes *order*; none where it was not carried out, or cannot be undone."""
    back = _BACK.get(order.act)
    if back is None or not is_done(order):
        return ()
    made = replace(
        order,
        order_id=derived_id("undo", order.order_id),
        act=back,
        state=OrderState.NEW,
        ladder=None,
        step=0,
        at=docket.now,
        due=docket.now + GRACE,
        revision=0,
        attempts=0,
        not_before=None,
        lease_until=None,
        told_at=None,
        noticed=False,
        counted_hour="",
        served_at=None,
        why="",
        wanted=REFUND if back is Act.REPORT else "",
        about=order.order_id,
        asked="",
        asked_at=None,
        until=None,
        chases=0,
        agreed=(),
        closed=None,
        version=0,
    )
    known = docket.discipline.order(made.order_id)
    return () if known is not None else (made,)
