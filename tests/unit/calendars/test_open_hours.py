from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from qungui.calendars.open_hours import running

ZONE = ZoneInfo("Asia/Shanghai")
SHOP, NIGHT = (time(9), time(21)), (time(22), time(6))


def local(text):
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("begins", "minutes", "hours", "ends"),
    [
        ("25T12:00", 60, SHOP, "25T13:00"),
        ("25T20:00", 60, SHOP, "25T21:00"),  # exactly at closing time
        ("25T20:30", 60, SHOP, "26T09:30"),
        ("25T21:00", 60, SHOP, "26T10:00"),
        ("25T03:00", 60, SHOP, "25T10:00"),
        ("25T12:00", 9 * 60 + 12 * 60 + 1, SHOP, "27T09:01"),
        ("25T23:00", 120, NIGHT, "26T01:00"),
        ("25T05:30", 60, NIGHT, "25T22:30"),
        ("25T12:00", 60, NIGHT, "25T23:00"),
    ],
)
def test_the_clock_runs_in_open_hours_only(begins, minutes, hours, ends):
    found = running(local(begins), timedelta(minutes=minutes), hours, ZONE)
    assert found == local(ends)
    assert found.tzinfo is UTC
