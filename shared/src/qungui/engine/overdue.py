"""What becomes of an order whose time with a person is over. Never a sanction by itself."""

from dataclasses import replace
from datetime import datetime

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after
from qungui.engine import decisions, demands
from qungui.engine.docket import Docket
from qungui.engine.undoing import undoing
from qungui.model.act import Act
from qungui.model.call import value_of
from qungui.model.ledger import AuditKind, Change
from qungui.model.opened import call_of
from qungui.model.order import Order, OrderState
from qungui.model.own_days import OwnDays
from qungui.model.rulebook import Edition
from qungui.model.terms import Suspension

_SUSPENDS = {Act.SUSPEND_POSTING, Act.SUSPEND_ACCOUNT}


def time_is_over(order: Order, docket: Docket) -> bool:
    """Whether time alone decides about *order* now."""
    if order.due is None or order.due > docket.now:
        return False
    suspended = order.act in _SUSPENDS and order.state is OrderState.SERVED
    return order.awaits_confirmation or order.is_demand_open or suspended


def suspended_until(
    edition: Edition, order: Order, now: datetime, own_days: OwnDays
) -> datetime | None:
    """None where somebody must lift it."""
    terms = value_of(Suspension, dict(call_of(edition, order).terms))
    if terms.lasts is None:
        return None
    return after(now, terms.lasts, Calendar.of(edition.timezone, own_days))


def over(docket: Docket, order: Order) -> Change:
    """
    Nobody confirmed: it lapses. A claim nobody looked at is believed. A demand that was met with
    silence leads where a refusal does. A suspension ends.
    """
    if order.awaits_confirmation:
        return decisions.order_lapsed(docket, order)
    if order.is_claim:
        return demands.met(docket, order, docket.now)
    if order.is_demand_open:
        return demands.silent(docket, order)
    ended = replace(order, due=None)
    facts = {"order": order.order_id, "act": order.act.value}
    change = docket.change(docket.entry(AuditKind.ORDER_LIFTED, facts))
    return replace(change, orders=(ended,), new_orders=undoing(docket, order))
