"""Whether quiet windows of some days can ever be open at once."""

import pytest

from qungui.rulebook.windows import window_of


def window(start, end, *days):
    return window_of({"from": start, "to": end, "days": list(days)})


WORK_NIGHTS = window("22:00", "07:30", "working-day")
MONDAYS = window("22:00", "07:30", "monday")


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (WORK_NIGHTS, window("23:00", "09:00", "working-day"), True),
        (WORK_NIGHTS, window("23:00", "09:00", "day-off"), False),
        (WORK_NIGHTS, window("07:00", "09:00", "day-off"), True),  # on a Saturday
        (WORK_NIGHTS, window("23:00", "09:00", "saturday"), True),  # one that is worked
        (WORK_NIGHTS, window("23:00", "09:00"), True),
        (MONDAYS, window("07:00", "09:00", "tuesday"), True),
        (MONDAYS, window("07:00", "09:00", "wednesday"), False),
        (MONDAYS, window("07:30", "09:00", "tuesday"), False),
        (MONDAYS, window("22:00", "07:30", "tuesday"), False),
        (window("22:00", "07:30", "sunday"), window("07:00", "09:00", "monday"), True),
        (WORK_NIGHTS, window("23:00", "23:00"), False),
        (WORK_NIGHTS, window_of({"from": "late"}), False),  # another check says that
    ],
)
def test_windows_meet_where_any_week_brings_them_together_whatever_is_off_in_it(
    first, second, meet
):
    assert first.meets(second) is meet
    assert second.meets(first) is meet
