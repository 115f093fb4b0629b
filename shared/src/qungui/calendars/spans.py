"""
When a span of time ends, and in which period a moment lies, by the local calendar.

Working days are Monday to Friday, working hours 09:00 to 18:00 on them: no year's holidays are
known here, so what is counted in them is provisional.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from types import MappingProxyType
from zoneinfo import ZoneInfo

from qungui.model.span import Span, Unit

_A_DAY = timedelta(days=1)
_MONTHS_OF_A_YEAR = 12
_DAYS_OF_A_WEEK = 7
_FRIDAY = 4
_OPENS, _CLOSES = time(9), time(18)


def after(moment: datetime, span: Span, zone: ZoneInfo) -> datetime:
    """*span* later, UTC: a month later on the same day of the month, or on the month's last."""
    if span.fixed is not None:
        return moment.astimezone(UTC) + span.fixed
    local = moment.astimezone(zone)
    match span.unit:
        case Unit.MONTH | Unit.YEAR:
            later = _months_later(local, span.count * _months(span.unit))
        case Unit.WORKING_DAY:
            *_, day = islice(_working_days(local.date() + _A_DAY), span.count)
            later = datetime.combine(day, local.time(), zone)
        case _:
            later = _working_hours_later(local, timedelta(hours=span.count), zone)
    return later.astimezone(UTC)


def within(moment: datetime, span: Span, zone: ZoneInfo) -> datetime:
    """
    The last moment of *span* after *moment*, UTC. Of days it is the end of the last one, the day
    after *moment* being the first (5日内).
    """
    begins = moment.astimezone(zone).date() + _A_DAY
    match span.unit:
        case Unit.DAY:
            last = begins + (span.count - 1) * _A_DAY
        case Unit.WORKING_DAY:
            *_, last = islice(_working_days(begins), span.count)
        case _:
            return after(moment, span, zone)
    return datetime.combine(last + _A_DAY, time(), zone).astimezone(UTC)


def period_of(moment: datetime, span: Span, zone: ZoneInfo) -> datetime:
    """
    When the period of *span* around *moment* began, UTC. Periods of months and years begin with
    them, weeks on Monday; those of several begin as many counted from the year 1.
    """
    day = moment.astimezone(zone).date()
    begins = _PERIODS.get(span.unit, _day)(day, span.count)
    return datetime.combine(begins, time(), zone).astimezone(UTC)


def period_ends(moment: datetime, span: Span, zone: ZoneInfo) -> datetime:
    """When the period of *span* around *moment* is over and the next one begins, UTC."""
    begun = period_of(moment, span, zone).astimezone(zone)
    if span.unit in {Unit.MONTH, Unit.YEAR}:
        return _months_later(begun, span.count * _months(span.unit)).astimezone(UTC)
    # Added to local time: midnight follows midnight, however long the days between them are.
    days = span.count * (_DAYS_OF_A_WEEK if span.unit is Unit.WEEK else 1)
    return (begun + days * _A_DAY).astimezone(UTC)


def _months(unit: Unit) -> int:
    return _MONTHS_OF_A_YEAR if unit is Unit.YEAR else 1


def _months_later(local: datetime, months: int) -> datetime:
    year, month = divmod(local.year * _MONTHS_OF_A_YEAR + local.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return local.replace(year=year, month=month + 1, day=min(local.day, last))


def _working_days(first: date) -> Iterator[date]:
    day = first
    while True:
        if day.weekday() <= _FRIDAY:
            yield day
        day += _A_DAY


def _working_hours_later(local: datetime, left: timedelta, zone: ZoneInfo) -> datetime:
    for day in _working_days(local.date()):
        opens = max(datetime.combine(day, _OPENS, zone), local)
        open_for = datetime.combine(day, _CLOSES, zone) - opens
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
