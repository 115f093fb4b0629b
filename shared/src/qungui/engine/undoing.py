"""What takes back an act that was carried out already. The record of it stays."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from qungui.engine.docket import GRACE, Docket
from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.ids import derived_id
from qungui.model.order import APPEALED, Order, OrderState

_BACK: Mapping[Act, Act] = MappingProxyType(
    {
        Act.REMOVE: Act.REINVITE,
        Act.SUSPEND_ACCOUNT: Act.REINVITE,
        Act.SUSPEND_POSTING: Act.RESTORE_POSTING,
        Act.RECORD_FINE: Act.REPORT,
        Act.REQUEST_RED_PACKET: Act.REPORT,
    }
)
REFUND, WITHDRAWN, ON_HOLD = "refund", "withdrawn", "on-hold"
"""
What a report reports: of money paid for nothing; of a work order that somebody still has and that
is taken back, or waits until an appeal is decided.
"""

_DONE = {OrderState.SERVED, OrderState.PROVED, OrderState.CLAIMED_DONE}
_MAYBE = {OrderState.SENDING, OrderState.UNKNOWN, OrderState.HELD, OrderState.NEW}


def was_done(order: Order) -> bool:
    """Whether it was carried out, or somebody says so."""
    return order.state in _DONE


def is_done(order: Order) -> bool:
    """Whether it was carried out, or may have been, so that taking it back takes an act."""
    maybe = order.act is Act.REMOVE and order.state in _MAYBE and order.attempts > 0
    return was_done(order) or maybe


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
    return said_to_holder(docket, order, WITHDRAWN)


def said_to_holder(docket: Docket, order: Order, what: str) -> tuple[Order, ...]:
    """Whoever has the card of *order* hears *what*, once; nothing where nobody has one."""
    has_card = order.state.waits_for_a_person or order.why == APPEALED
    if not has_card or order.asked in {"", order.person_id}:
        return ()
    return _unless_made(docket, _after(docket, order, Act.REPORT, what, to=order.asked))


def _after(docket: Docket, order: Order, act: Act, what: str, *, to: str) -> Order:
    """Not before whoever has *order* in hand must have ended."""
    starts = max(docket.now, order.lease_until or docket.now)
    return Order(
        order_id=derived_id("undo", order.order_id, act.value, what),
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
