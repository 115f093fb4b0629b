"""Which days are worked, and when that is not known yet."""

from datetime import date

import pytest

from qungui.calendars import china
from qungui.calendars.calendar import Calendar
from qungui.model.condition import Day
from qungui.model.own_days import OwnDays
from tools.holidays_of_china import TARGET, page

CHINA = Calendar.of("Asia/Shanghai")
A_WEDNESDAY, A_SUNDAY = date(2026, 11, 25), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 25), True),
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),  # given in exchange for a Saturday
        (date(2026, 10, 10), True),  # that Saturday
        (date(2026, 2, 16), False),  # the lunar year's last day
        (date(2026, 2, 14), True),  # a Saturday before the holidays
        (date(2020, 1, 31), False),  # added when the holidays were under way
    ],
)
def test_holidays_and_make_up_days_are_as_announced(day, works):
    assert CHINA.is_working(day) is works
    assert not CHINA.is_provisional(day)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 2, 8), False),  # by law, by the lunar calendar
        (date(2027, 10, 1), False),
        (date(2027, 10, 4), True),  # surely a holiday, not yet by any word
        (date(2027, 9, 26), False),  # a Sunday, perhaps a make-up day
        (date(2099, 1, 1), True),  # beyond the table: weekends only
        (date(2099, 1, 3), False),
    ],
)
def test_a_year_that_nobody_announced_is_provisional(day, works):
    assert CHINA.is_working(day) is works
    assert CHINA.is_provisional(day)


def test_the_organisations_own_days_go_before_the_announced_ones():
    own = Calendar.of(
        "Asia/Shanghai", OwnDays(frozenset({A_WEDNESDAY}), frozenset({A_SUNDAY, date(2027, 9, 26)}))
    )
    assert not own.is_working(A_WEDNESDAY)
    assert own.is_working(A_SUNDAY)
    assert own.is_working(date(2027, 9, 26))
    assert not own.is_provisional(date(2027, 9, 26))
    assert own.is_provisional(date(2027, 9, 27))


@pytest.mark.parametrize(
    ("day", "days", "is_one"),
    [
        (A_WEDNESDAY, {Day.WEDNESDAY}, True),
        (A_WEDNESDAY, {Day.THURSDAY, Day.WORKING_DAY}, True),
        (A_WEDNESDAY, {Day.THURSDAY, Day.DAY_OFF}, False),
        (date(2026, 10, 10), {Day.WORKING_DAY}, True),  # a make-up Saturday
        (date(2026, 10, 10), {Day.SATURDAY}, True),
        (date(2026, 10, 7), {Day.DAY_OFF}, True),  # a Wednesday
        (A_WEDNESDAY, set(), False),
    ],
)
def test_a_day_is_named_by_the_week_or_by_whether_it_is_worked(day, days, is_one):
    assert CHINA.is_one_of(day, days) is is_one


def test_the_table_is_the_one_that_the_libraries_make():
    """Red after an update of chinesecalendar: python -m tools.holidays_of_china writes it anew."""
    assert TARGET.read_text("utf-8") == page()


def test_every_year_between_the_first_and_the_last_is_in_the_table():
    years = sorted({*china.ANNOUNCED, *china.STATUTORY})
    assert years == list(range(years[0], years[-1] + 1))
    assert not china.ANNOUNCED.keys() & china.STATUTORY.keys()
