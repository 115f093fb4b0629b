"""When a span of time ends: by the clock, by the calendar, and with the day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after, period_of, within
from qungui.model.span import Span, Unit

SHANGHAI, BERLIN = Calendar.of("Asia/Shanghai"), Calendar.of("Europe/Berlin")
SANTIAGO = Calendar.of("America/Santiago")  # there the clocks leap over midnight
ZONES = pytest.mark.parametrize(
    "calendar", [SHANGHAI, BERLIN, SANTIAGO], ids=lambda calendar: calendar.zone.key
)
MOMENTS = st.integers(0, 90 * 365 * 24 * 60).map(
    lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
SPANS = st.builds(Span, st.integers(1, 40), st.sampled_from(Unit))


def local(*parts, calendar=SHANGHAI):
    return datetime(*parts, tzinfo=calendar.zone).astimezone(UTC)


def span(text):
    return Span.parse(text)


@pytest.mark.parametrize(
    ("moment", "text", "ends"),
    [
        ((2026, 11, 25, 12), "30 minutes", (2026, 11, 25, 12, 30)),
        ((2026, 11, 25, 12), "2 days", (2026, 11, 27, 12)),
        ((2026, 11, 25, 12), "1 week", (2026, 12, 2, 12)),
        ((2026, 1, 28, 12), "1 month", (2026, 2, 28, 12)),
        ((2026, 1, 31, 12), "1 month", (2026, 3, 1)),  # the end of the month
        ((2028, 1, 29, 12), "1 month", (2028, 2, 29, 12)),
        ((2028, 1, 31, 12), "1 month", (2028, 3, 1)),
        ((2026, 11, 30, 12), "3 months", (2027, 3, 1)),
        ((2028, 2, 29, 12), "1 year", (2029, 3, 1)),
        ((2028, 2, 29, 12), "4 years", (2032, 2, 29, 12)),
        ((2026, 12, 31, 23, 59), "2 months", (2027, 3, 1)),
        ((2026, 11, 27, 12), "1 working day", (2026, 11, 30, 12)),  # a Friday
        ((2026, 11, 28, 12), "1 working day", (2026, 12, 1)),  # a Saturday: all of Monday
        ((2026, 9, 30, 12), "1 working day", (2026, 10, 8, 12)),  # seven days off
        ((2026, 10, 9, 12), "1 working day", (2026, 10, 10, 12)),  # a Saturday that is worked
        ((2026, 11, 25, 12), "3 working days", (2026, 11, 30, 12)),
        ((2026, 11, 25, 12), "2 working hours", (2026, 11, 25, 14)),
        ((2026, 11, 25, 17), "2 working hours", (2026, 11, 26, 10)),
        ((2026, 11, 27, 20), "2 working hours", (2026, 11, 30, 11)),  # Friday evening
        ((2026, 11, 28, 10), "9 working hours", (2026, 11, 30, 18)),  # a Saturday
        ((2026, 11, 25, 6), "9 working hours", (2026, 11, 25, 18)),
        ((2026, 11, 25, 18), "1 working hour", (2026, 11, 26, 10)),
        ((2026, 2, 14, 17), "2 working hours", (2026, 2, 24, 10)),  # over the Spring Festival
    ],
)
def test_a_span_ends_by_the_clock_or_by_the_calendar(moment, text, ends):
    assert after(local(*moment), span(text), SHANGHAI) == local(*ends)


@pytest.mark.parametrize(
    ("moment", "text", "last"),
    [
        ((2026, 11, 25, 0, 0), "5 days", (2026, 12, 1)),  # the day itself is no day of it
        ((2026, 11, 25, 23, 59, 59), "5 days", (2026, 12, 1)),
        ((2026, 11, 25, 12), "1 day", (2026, 11, 27)),
        ((2026, 11, 25, 12), "3 working days", (2026, 12, 1)),
        ((2026, 11, 27, 12), "1 working day", (2026, 12, 1)),
        ((2026, 11, 28, 12), "1 working day", (2026, 12, 1)),
        ((2026, 9, 30, 23, 59, 59), "5 days", (2026, 10, 6)),  # calendar days, whatever is off
        ((2026, 9, 30, 23, 59, 59), "3 working days", (2026, 10, 11)),  # Thursday to Saturday
        ((2026, 2, 28, 23, 59, 59), "1 day", (2026, 3, 2)),
        ((2028, 2, 28, 12), "1 day", (2028, 3, 1)),  # leap day
        ((2026, 11, 25, 12), "1 week", (2026, 12, 2, 12)),
        ((2026, 11, 25, 12), "30 minutes", (2026, 11, 25, 12, 30)),
        ((2026, 11, 25, 12), "1 month", (2026, 12, 25, 12)),
    ],
)
def test_within_some_days_is_until_the_end_of_the_last_one(moment, text, last):
    assert within(local(*moment), span(text), SHANGHAI) == local(*last)


def test_a_day_that_is_longer_than_another_is_one_day_all_the_same():
    noon = local(2026, 10, 24, 12, calendar=BERLIN)  # the clocks go back in the night
    assert within(noon, span("1 day"), BERLIN) == local(2026, 10, 26, calendar=BERLIN)
    assert after(noon, span("1 month"), BERLIN) == local(2026, 11, 24, 12, calendar=BERLIN)


def test_an_hour_that_the_clocks_leap_over_or_repeat_keeps_the_order():
    leap = local(2026, 3, 29, 3, calendar=BERLIN)  # from two to three
    begun = [
        local(2026, 1, 29, 1, 30, calendar=BERLIN),
        local(2025, 12, 29, 2, 30, calendar=BERLIN),
    ]
    assert after(begun[0], span("2 months"), BERLIN) == leap - timedelta(minutes=30)
    assert after(begun[1], span("3 months"), BERLIN) == leap
    first = local(2026, 10, 25, 2, 30, calendar=BERLIN)
    again = first + timedelta(hours=1)
    assert after(first, span("1 month"), BERLIN) == local(2026, 11, 25, 2, 30, calendar=BERLIN)
    assert after(again, span("1 month"), BERLIN) == local(2026, 11, 25, 3, calendar=BERLIN)


@pytest.mark.parametrize(
    ("moment", "text", "begun"),
    [
        ((2026, 11, 25, 12), "1 day", (2026, 11, 25)),
        ((2026, 11, 25, 12), "1 week", (2026, 11, 23)),
        ((2026, 11, 25, 12), "1 month", (2026, 11, 1)),
        ((2026, 11, 25, 12), "3 months", (2026, 10, 1)),
        ((2026, 11, 25, 12), "1 year", (2026, 1, 1)),
        ((2026, 11, 23, 0), "1 week", (2026, 11, 23)),
        ((2026, 11, 22, 23, 59), "1 week", (2026, 11, 16)),
    ],
)
def test_a_period_begins_with_its_day_month_or_year(moment, text, begun):
    assert period_of(local(*moment), span(text), SHANGHAI.zone) == local(*begun)


@ZONES
@given(moment=MOMENTS, length=SPANS)
def test_nothing_ends_before_it_began_and_its_last_moment_is_no_earlier(calendar, moment, length):
    ends = after(moment, length, calendar)
    assert moment < ends
    assert ends <= within(moment, length, calendar) + timedelta(hours=1)  # one of summer time


@ZONES
@pytest.mark.parametrize("ends", [after, within], ids=["after", "within"])
@given(moment=MOMENTS, length=SPANS, minutes=st.integers(1, 3000))
def test_whatever_began_later_ends_no_earlier(calendar, ends, moment, length, minutes):
    later = moment + timedelta(minutes=minutes)
    assert ends(moment, length, calendar) <= ends(later, length, calendar)


@ZONES
@pytest.mark.parametrize(
    "length", [span("1 month"), span("1 year"), span("3 working days")], ids=str
)
def test_that_holds_for_every_half_hour_of_the_changes_of_the_clocks(calendar, length):
    """Which a search among all moments would hardly meet."""
    begins = local(2026, 3, 1)
    moments = [begins + timedelta(minutes=30 * n) for n in range(48 * 270)]
    ends = [after(moment, length, calendar) for moment in moments]
    assert ends == sorted(ends)


@given(moment=MOMENTS, length=SPANS)
def test_more_of_the_same_ends_later(moment, length):
    more = Span(length.count + 1, length.unit)
    assert after(moment, length, SHANGHAI) <= after(moment, more, SHANGHAI)
    assert within(moment, length, SHANGHAI) <= within(moment, more, SHANGHAI)
