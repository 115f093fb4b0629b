"""In which period a moment lies, and when it is over."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.calendars.spans import period_ends, period_of
from qungui.model.span import Span, Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.integers(0, 120 * 365 * 24).map(
    lambda hours: datetime(1980, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)
PERIODS = st.builds(
    Span, st.integers(1, 6), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])
)


def local(zone, *parts):
    return datetime(*parts, tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("span", "ends"),
    [
        (Span(1, Unit.DAY), local(SHANGHAI, 2026, 11, 26)),
        (Span(1, Unit.WEEK), local(SHANGHAI, 2026, 11, 30)),
        (Span(1, Unit.MONTH), local(SHANGHAI, 2026, 12, 1)),
        (Span(3, Unit.MONTH), local(SHANGHAI, 2027, 1, 1)),
        (Span(1, Unit.YEAR), local(SHANGHAI, 2027, 1, 1)),
    ],
)
def test_a_period_is_over_when_the_next_one_begins(span, ends):
    assert period_ends(local(SHANGHAI, 2026, 11, 25, 12), span, SHANGHAI) == ends


@pytest.mark.parametrize("zone", [SHANGHAI, BERLIN])
@given(moment=MOMENTS, span=PERIODS)
def test_no_moment_is_between_two_periods_and_none_in_both(zone, moment, span):
    ends = period_ends(moment, span, zone)
    assert period_of(moment, span, zone) <= moment < ends
    assert period_of(ends, span, zone) == ends
    assert period_of(ends - timedelta(microseconds=1), span, zone) == period_of(moment, span, zone)
