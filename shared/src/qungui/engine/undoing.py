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
REFUND, WITHDRAWN = "refund", "withdrawn"
"""What a report reports of money paid for nothing, and of a work order that somebody still has."""

_MAYBE = {OrderState.SENDING, OrderState.UNKNOWN}


def is_done(order: Order) -> bool:
    """Whether it was carried out, or may have been, so that taking it back takes an act."""
    done = {OrderState.SERVED, OrderState.PROVED, OrderState.CLAIMED_DONE}
    return order.state in done or (order.act is Act.REMOVE and order.state in _MAYBE)


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
    """What undoes *order*, and tells whoever still has its card; nothing where there is neither."""
    back = _BACK.get(order.act)
    if back is not None and is_done(order):
        what = REFUND if back is Act.REPORT else ""
        return _unless_made(docket, _after(docket, order, back, what, to=""))
    has_card = order.state.waits_for_a_person and order.asked not in {"", order.person_id}
    if not has_card:
        return ()
    return _unless_made(docket, _after(docket, order, Act.REPORT, WITHDRAWN, to=order.asked))


def _after(docket: Docket, order: Order, act: Act, what: str, *, to: str) -> Order:
    """Not before whoever has *order* in hand must have ended."""
    starts = max(docket.now, order.lease_until or docket.now)
    return Order(
        order_id=derived_id("undo", order.order_id, act.value),
        group_id=order.group_id,
        person_id=order.person_id,
        act=act,
        rulebook=order.rulebook,
        edition=order.edition,
        clause_ids=order.clause_ids,
        case_ids=order.case_ids,
        at=docket.now,
        wanted=what,
        about=order.order_id,
        asked=to,
        not_before=order.lease_until,
        due=starts + GRACE,
    )


def _unless_made(docket: Docket, made: Order) -> tuple[Order, ...]:
    return () if docket.discipline.order(made.order_id) is not None else (made,)
