"""
When a span of time ends, and in which period a moment lies, by the local calendar.

Working hours are 09:00 to 18:00 on working days. Whatever is later ends no earlier, wherever a
month is short, a day is off or the clocks are changed.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from types import MappingProxyType
from zoneinfo import ZoneInfo

from qungui.calendars.calendar import Calendar
from qungui.calendars.wall import instant, reading
from qungui.model.span import Span, Unit

_A_DAY = timedelta(days=1)
_MONTHS_OF_A_YEAR = 12
_DAYS_OF_A_WEEK = 7
_OPENS, _CLOSES = time(9), time(18)


def after(moment: datetime, span: Span, calendar: Calendar) -> datetime:
    """
    *span* later, UTC: a month later on the same day of the month, at the end of a month that has
    no such day. Working days that begin on a day off end with the last of them.
    """
    if span.fixed is not None:
        return moment.astimezone(UTC) + span.fixed
    local = reading(moment, calendar.zone)
    match span.unit:
        case Unit.MONTH | Unit.YEAR:
            later = _months_later(local, span.count * _months(span.unit))
        case Unit.WORKING_DAY:
            if not calendar.is_working(local.date()):
                return within(moment, span, calendar)
            *_, day = islice(calendar.working_days(local.date() + _A_DAY), span.count)
            later = datetime.combine(day, local.time())
        case _:
            later = _working_hours_later(local, timedelta(hours=span.count), calendar)
    return instant(later, calendar.zone)


def within(moment: datetime, span: Span, calendar: Calendar) -> datetime:
    """
    The last moment of *span* after *moment*, UTC. Of days it is the end of the last one, the day
    after *moment* being the first (5日内).
    """
    begins = moment.astimezone(calendar.zone).date() + _A_DAY
    match span.unit:
        case Unit.DAY:
            last = begins + (span.count - 1) * _A_DAY
        case Unit.WORKING_DAY:
            *_, last = islice(calendar.working_days(begins), span.count)
        case _:
            return after(moment, span, calendar)
    return _midnight(last + _A_DAY, calendar.zone)


def period_of(moment: datetime, span: Span, zone: ZoneInfo) -> datetime:
    """
    When the period of *span* around *moment* began, UTC. Periods of months and years begin with
    them, weeks on Monday; those of several begin as many counted from the year 1.
    """
    return _midnight(_begins(moment, span, zone), zone)


def period_ends(moment: datetime, span: Span, zone: ZoneInfo) -> datetime:
    """When the period of *span* around *moment* is over and the next one begins, UTC."""
    begun = datetime.combine(_begins(moment, span, zone), time())
    if span.unit in {Unit.MONTH, Unit.YEAR}:
        return instant(_months_later(begun, span.count * _months(span.unit)), zone)
    days = span.count * (_DAYS_OF_A_WEEK if span.unit is Unit.WEEK else 1)
    return instant(begun + days * _A_DAY, zone)


def _begins(moment: datetime, span: Span, zone: ZoneInfo) -> date:
    day = moment.astimezone(zone).date()
    return _PERIODS.get(span.unit, _day)(day, span.count)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return instant(datetime.combine(day, time()), zone)


def _months(unit: Unit) -> int:
    return _MONTHS_OF_A_YEAR if unit is Unit.YEAR else 1


def _months_later(local: datetime, months: int) -> datetime:
    year, month = divmod(local.year * _MONTHS_OF_A_YEAR + local.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if local.day <= last:
        return local.replace(year=year, month=month + 1)
    # On that month's last day at the same time, it would be over before what began a day earlier.
    return datetime.combine(date(year, month + 1, last) + _A_DAY, time())


def _working_hours_later(local: datetime, left: timedelta, calendar: Calendar) -> datetime:
    for day in calendar.working_days(local.date()):
        opens = max(datetime.combine(day, _OPENS), local)
        open_for = datetime.combine(day, _CLOSES) - opens
        if left <= open_for:
            return opens + left
        left -= max(open_for, timedelta())
    raise AssertionError  # working days do not end


def _month(day: date, count: int) -> date:
    number = day.year * _MONTHS_OF_A_YEAR + day.month - 1
    year, month = divmod(number - number % count, _MONTHS_OF_A_YEAR)
    return date(max(year, 1), month + 1, 1)


def _year(day: date, count: int) -> date:
    return date(max(day.year - day.year % count, 1), 1, 1)


def _week(day: date, count: int) -> date:
    return _day(day, _DAYS_OF_A_WEEK * count)


def _day(day: date, count: int) -> date:
    """Day 1 is a Monday."""
    return date.fromordinal(day.toordinal() - (day.toordinal() - 1) % count)


_PERIODS: Mapping[Unit, Callable[[date, int], date]] = MappingProxyType(
    {Unit.MONTH: _month, Unit.YEAR: _year, Unit.WEEK: _week}
)
