from datetime import date, datetime, time

import pytest

from qungui.calendars.calendar import Calendar
from qungui.calendars.quiet import QuietWindow

SHANGHAI = Calendar.of("Asia/Shanghai")
NIGHT = QuietWindow(time(22), time(7, 30), SHANGHAI)
LUNCH = QuietWindow(time(12), time(13), SHANGHAI)


@pytest.mark.parametrize(
    ("clock", "night"),
    [
        ("2026-11-25T21:59:59.999", None),
        ("2026-11-25T22:00:00", date(2026, 11, 25)),
        ("2026-11-25T23:59:59", date(2026, 11, 25)),
        ("2026-11-26T00:00:00", date(2026, 11, 25)),
        ("2026-11-26T07:29:59.999", date(2026, 11, 25)),
        ("2026-11-26T07:30:00", None),
    ],
)
def test_a_window_over_midnight_is_half_open_and_belongs_to_its_first_day(clock, night):
    assert NIGHT.night_of(datetime.fromisoformat(clock).replace(tzinfo=SHANGHAI.zone)) == night


@pytest.mark.parametrize(
    ("clock", "inside"), [("11:59", False), ("12:00", True), ("12:59", True), ("13:00", False)]
)
def test_a_window_within_a_day_is_half_open(clock, inside):
    moment = datetime.combine(date(2026, 11, 25), time.fromisoformat(clock), SHANGHAI.zone)
    assert (LUNCH.night_of(moment) is not None) is inside


def test_the_zone_decides_not_the_offset_of_the_moment():
    assert NIGHT.night_of(datetime.fromisoformat("2026-11-25T14:00:00+00:00")) == date(2026, 11, 25)


def test_equal_bounds_are_no_window():
    empty = QuietWindow(time(9), time(9), SHANGHAI)
    assert empty.night_of(datetime(2026, 11, 25, 9, tzinfo=SHANGHAI.zone)) is None
