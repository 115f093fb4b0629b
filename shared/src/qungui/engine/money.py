"""What a fine comes to by those before it, and how long a month of entries lasts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after, period_ends
from qungui.model.order import Order
from qungui.model.span import Span, Unit
from qungui.model.terms import Fine

_A_MONTH = Span(1, Unit.MONTH)


def month_of(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The month that *month* is in: its first instant, and the first of the next one."""
    begins = datetime.combine(month.replace(day=1), time(), zone)
    return begins, period_ends(begins, _A_MONTH, zone)


def numbered(order: Order, orders: Iterable[Order]) -> int:
    """Which of its kind it is among *orders*, of which those taken back keep their number."""
    return 1 + max((one.nth for one in _others(order, orders)), default=0)


def owed(fine: Fine, order: Order, orders: Iterable[Order], calendar: Calendar) -> int | None:
    """
    In yuan: the first, second, … amount by how often it was owed before *order*, of what stands
    among *orders*, and never above the cap; None where the text names no amount.
    """
    if not fine.cny:
        return None
    before = [one for one in _others(order, orders) if one.stands and rank(one) < rank(order)]
    amount = fine.cny[min(len(before), len(fine.cny) - 1)]
    if fine.cap is None:
        return amount
    since = before
    if fine.per is not None:
        since = [one for one in before if after(one.at, fine.per, calendar) > order.at]
    return max(min(amount, fine.cap - sum(one.cny or 0 for one in since)), 0)


def rank(order: Order) -> tuple[int, datetime, str]:
    """By which those of a kind follow each other, also where none had a number yet."""
    return order.nth, order.at, order.order_id


def _others(order: Order, orders: Iterable[Order]) -> Sequence[Order]:
    """Those of the same kind: one act, by one clause."""
    kind = (order.act, order.rulebook, order.clause_ids[:1])
    return [
        one
        for one in orders
        if (one.act, one.rulebook, one.clause_ids[:1]) == kind and one.order_id != order.order_id
    ]
