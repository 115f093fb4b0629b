"""When a span of time ends: by the clock, by the calendar, and with the day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.calendars.spans import after, period_of, within
from qungui.model.span import Span, Unit

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
MOMENTS = st.integers(0, 90 * 365 * 24).map(
    lambda hours: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)
SPANS = st.builds(Span, st.integers(1, 40), st.sampled_from(Unit))


def local(*parts, zone=SHANGHAI):
    return datetime(*parts, tzinfo=zone).astimezone(UTC)


def span(text):
    return Span.parse(text)


@pytest.mark.parametrize(
    ("moment", "text", "ends"),
    [
        ((2026, 11, 25, 12), "30 minutes", (2026, 11, 25, 12, 30)),
        ((2026, 11, 25, 12), "2 days", (2026, 11, 27, 12)),
        ((2026, 11, 25, 12), "1 week", (2026, 12, 2, 12)),
        ((2026, 1, 31, 12), "1 month", (2026, 2, 28, 12)),  # the month's last
        ((2028, 1, 31, 12), "1 month", (2028, 2, 29, 12)),
        ((2026, 11, 30, 12), "3 months", (2027, 2, 28, 12)),
        ((2028, 2, 29, 12), "1 year", (2029, 2, 28, 12)),
        ((2026, 12, 31, 23, 59), "2 months", (2027, 2, 28, 23, 59)),
        ((2026, 11, 27, 12), "1 working day", (2026, 11, 30, 12)),  # a Friday
        ((2026, 11, 28, 12), "1 working day", (2026, 11, 30, 12)),  # a Saturday
        ((2026, 11, 25, 12), "3 working days", (2026, 11, 30, 12)),
        ((2026, 11, 25, 12), "2 working hours", (2026, 11, 25, 14)),
        ((2026, 11, 25, 17), "2 working hours", (2026, 11, 26, 10)),
        ((2026, 11, 27, 20), "2 working hours", (2026, 11, 30, 11)),  # Friday evening
        ((2026, 11, 28, 10), "9 working hours", (2026, 11, 30, 18)),  # a Saturday
        ((2026, 11, 25, 6), "9 working hours", (2026, 11, 25, 18)),
        ((2026, 11, 25, 18), "1 working hour", (2026, 11, 26, 10)),
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
        ((2026, 11, 25, 12), "30 minutes", (2026, 11, 25, 12, 30)),
        ((2026, 11, 25, 12), "1 month", (2026, 12, 25, 12)),
    ],
)
def test_within_some_days_is_until_the_end_of_the_last_one(moment, text, last):
    assert within(local(*moment), span(text), SHANGHAI) == local(*last)


def test_a_day_that_is_longer_than_another_is_one_day_all_the_same():
    noon = local(2026, 10, 24, 12, zone=BERLIN)  # the clocks go back in the night
    assert within(noon, span("1 day"), BERLIN) == local(2026, 10, 26, zone=BERLIN)
    assert after(noon, span("1 month"), BERLIN) == local(2026, 11, 24, 12, zone=BERLIN)


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
    assert period_of(local(*moment), span(text), SHANGHAI) == local(*begun)


@pytest.mark.parametrize("zone", [SHANGHAI, BERLIN], ids=str)
@given(moment=MOMENTS, length=SPANS)
def test_nothing_ends_before_it_began_and_its_last_moment_is_no_earlier(zone, moment, length):
    ends = after(moment, length, zone)
    assert moment < ends
    assert ends <= within(moment, length, zone) + timedelta(hours=1)  # one of summer time


@pytest.mark.parametrize("zone", [SHANGHAI, BERLIN], ids=str)
@given(moment=MOMENTS, length=SPANS)
def test_whatever_began_later_has_no_earlier_last_moment(zone, moment, length):
    later = moment + timedelta(hours=5)
    assert within(moment, length, zone) <= within(later, length, zone)


@given(moment=MOMENTS, length=SPANS)
def test_more_of_the_same_ends_later(moment, length):
    more = Span(length.count + 1, length.unit)
    assert after(moment, length, SHANGHAI) <= after(moment, more, SHANGHAI)
    assert within(moment, length, SHANGHAI) <= within(moment, more, SHANGHAI)
