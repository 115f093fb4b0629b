"""From when to when a month of entries lasts."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from qungui.calendars.spans import period_ends
from qungui.model.span import Span, Unit

_A_MONTH = Span(1, Unit.MONTH)


def month_of(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The month that *month* is in: its first instant, and the first of the next one."""
    begins = datetime.combine(month.replace(day=1), time(), zone)
    return begins, period_ends(begins, _A_MONTH, zone)
