"""Days and months that people leave half unsaid."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.desk.arguments import Month, Until
from qungui.desk.numbers import number_of

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("until", "day"),
    [
        (Until(12, 1), date(2026, 12, 1)),
        (Until(11, 25), TODAY),
        (Until(11, 24), date(2027, 11, 24)),
        (Until(2, 29), date(2028, 2, 29)),
        (Until(11, 24, 2026), date(2026, 11, 24)),
    ],
)
def test_a_day_without_a_year_is_the_next_one(until, day):
    assert until.on(TODAY) == day


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.dates())
def test_a_day_without_a_year_is_never_past(today, said):
    meant = Until(said.month, said.day).on(today)
    assert meant >= today
    assert (meant.month, meant.day) == (said.month, said.day)


@pytest.mark.parametrize(
    ("month", "first"),
    [
        (Month(11), date(2026, 11, 1)),
        (Month(12), date(2025, 12, 1)),
        (Month(12, 2026), date(2026, 12, 1)),
        (Month(), date(2026, 11, 1)),
        (Month(ago=1), date(2026, 10, 1)),
        (Month(ago=11), date(2025, 12, 1)),
    ],
)
def test_a_month_without_a_year_is_the_latest_one(month, first):
    assert month.on(TODAY) == first


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        ("3", 3),
        ("003", 3),
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("0", None),
        ("一二", None),
        ("十十", None),
        ("两十", None),
    ],
)
def test_numbers_are_written_in_figures_and_in_words(figure, number):
    assert number_of(figure) == number
