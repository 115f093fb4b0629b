"""Mistakes with dates that other tools made for years, each so that it cannot be made here."""

import time as host
from datetime import UTC, date, datetime, time, timedelta

import pytest

from qungui.calendars.calendar import Calendar
from qungui.calendars.quiet import QuietWindow
from qungui.calendars.spans import after, within
from qungui.model.condition import Day
from qungui.model.own_days import OwnDays
from qungui.model.span import Span

SHANGHAI = Calendar.of("Asia/Shanghai")
WORK_NIGHTS = QuietWindow(time(22), time(7, 30), SHANGHAI, (Day.WORKING_DAY,))
FREE_NIGHTS = QuietWindow(time(23, 30), time(9), SHANGHAI, (Day.DAY_OFF,))


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"])
def host_zone(request, monkeypatch):
    """The machine keeps another time than the group."""
    monkeypatch.setenv("TZ", request.param)
    host.tzset()
    yield request.param
    monkeypatch.undo()
    host.tzset()


def local(text, calendar=SHANGHAI):
    return datetime.fromisoformat(text).replace(tzinfo=calendar.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "work", "free"),
    [
        ("2026-09-30T22:00", True, False),  # a Wednesday, the last day before the holidays
        ("2026-10-01T07:29", True, False),  # that night reaches into the holidays
        ("2026-10-01T08:59", False, False),
        ("2026-10-01T23:29", False, False),  # a Thursday that is off
        ("2026-10-01T23:30", False, True),
        ("2026-10-08T08:59", False, True),  # the last free night reaches into a working day
        ("2026-10-08T22:00", True, False),
        ("2026-10-10T22:00", True, False),  # a Saturday that is worked
        ("2026-10-11T08:59", False, False),  # the Sunday after it
        ("2026-10-11T23:30", False, True),
    ],
)
def test_45_rest_hours_know_holidays_and_make_up_days(clock, work, free):
    nights = [window.night_of(local(clock)) is not None for window in (WORK_NIGHTS, FREE_NIGHTS)]
    assert nights == [work, free]


def test_46_the_zone_is_the_groups_whatever_the_host_keeps(host_zone):
    every = QuietWindow(time(22), time(7, 30), SHANGHAI)
    inside = {
        clock: every.night_of(local(clock))
        for clock in (
            "2026-11-25T21:59:59",
            "2026-11-25T22:00",
            "2026-11-26T00:00",
            "2026-11-26T07:29:59",
            "2026-11-26T07:30",
        )
    }
    assert list(inside.values()) == [None, *[date(2026, 11, 25)] * 3, None]
    night = every.next_night(datetime(2026, 11, 25, 14, tzinfo=UTC))
    assert (night.opens, night.closes) == (
        datetime(2026, 11, 25, 14, tzinfo=UTC),
        datetime(2026, 11, 25, 23, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize("clock", ["2026-11-25T00:00", "2026-11-25T12:00", "2026-11-25T23:59:59"])
def test_47_five_days_are_over_at_the_end_of_the_fifth_whenever_they_began(clock, host_zone):
    assert within(local(clock), Span.parse("5 days"), SHANGHAI) == local("2026-12-01T00:00")


def test_47_thirty_days_are_never_less(host_zone):
    begun = local("2026-01-30T23:59:59")
    for ends in (after, within):
        assert ends(begun, Span.parse("30 days"), SHANGHAI) - begun >= timedelta(days=30)


def test_47_no_zone_and_no_day_off_leaks_from_one_calendar_into_another():
    begun, day = local("2026-11-24T12:00"), Span.parse("1 working day")
    plain = after(begun, day, SHANGHAI)
    berlin = Calendar.of("Europe/Berlin")
    own = Calendar(SHANGHAI.zone, OwnDays(off=frozenset({date(2026, 11, 25)})))
    assert within(begun, day, berlin) == local("2026-11-26T00:00", berlin)
    assert after(begun, day, own) == plain + timedelta(days=1)
    assert after(begun, day, SHANGHAI) == plain == local("2026-11-25T12:00")


def test_48_looking_again_later_moves_no_deadline():
    """An instant follows from when something happened, never from when somebody looks."""
    window = QuietWindow(time(22), time(7, 30), SHANGHAI)
    looks = [local("2026-11-25T08:00") + timedelta(minutes=n) for n in range(0, 23 * 60, 7)]
    assert {window.next_night(look).closes for look in looks} == {local("2026-11-26T07:30")}


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Australia/Lord_Howe"])
def test_a_night_begins_and_ends_where_the_clock_says_so_also_when_it_is_changed(zone):
    calendar = Calendar.of(zone)
    for window in (
        QuietWindow(time(22), time(7, 30), calendar),
        QuietWindow(time(2, 15), time(2, 45), calendar),
        QuietWindow(time(23, 30), time(0, 15), calendar),
    ):
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        while moment < datetime(2027, 1, 1, tzinfo=UTC):
            night = window.next_night(moment)
            just = timedelta(microseconds=1)
            assert window.night_of(night.opens) == night.day == window.night_of(night.closes - just)
            assert window.night_of(night.closes) != night.day != window.night_of(night.opens - just)
            moment = night.closes


def test_a_night_of_no_days_never_comes():
    assert QuietWindow(time(9), time(9), SHANGHAI).next_night(local("2026-11-25T08:00")) is None
