"""
Which days are worked: by the organisation's own word, else as the State Council announced it, else
provisionally: Monday to Friday, but for what is off by law.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Self
from zoneinfo import ZoneInfo

from qungui.calendars.china import ANNOUNCED, STATUTORY
from qungui.model.condition import Day
from qungui.model.linked import Linked
from qungui.model.own_days import NO_OWN_DAYS, OwnDays

_A_DAY = timedelta(days=1)
_FRIDAY = 4
_WEEKDAYS = tuple(Day)[:7]


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    A zone with its working days.

    Attributes:
        own: The organisation's own days.
    """

    zone: ZoneInfo
    own: OwnDays = NO_OWN_DAYS

    @classmethod
    def of(cls, timezone: str, own: OwnDays = NO_OWN_DAYS) -> Self:
        """By the IANA name of the zone."""
        return cls(ZoneInfo(timezone), own)

    def is_working(self, day: date) -> bool:
        if day in self.own.working:
            return True
        if day in self.own.off:
            return False
        off, worked = _year(day.year)
        return day in worked or (day.weekday() <= _FRIDAY and day not in off)

    def is_provisional(self, day: date) -> bool:
        """Whether nobody announced yet if *day* is worked."""
        return day.year not in ANNOUNCED and day not in self.own.off | self.own.working

    def is_one_of(self, day: date, days: Collection[Day]) -> bool:
        kind = Day.WORKING_DAY if self.is_working(day) else Day.DAY_OFF
        return kind in days or _WEEKDAYS[day.weekday()] in days

    def working_days(self, first: date) -> Iterator[date]:
        """Those from *first* on, without end."""
        day = first
        while True:
            if self.is_working(day):
                yield day
            day += _A_DAY


def calendar_of(linked: Linked) -> Calendar:
    """A group's, by its latest edition."""
    return Calendar.of(linked.timezone, linked.organisation.own_days)


@cache
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """What is off in it, and which weekend days are worked."""
    off, worked = ANNOUNCED.get(year, (STATUTORY.get(year, ""), ""))
    return frozenset(_days(year, off)), frozenset(_days(year, worked))


def _days(year: int, written: str) -> Iterator[date]:
    for part in written.split():
        first, _, last = part.partition("-")
        day, until = (date(year, int(end[:2]), int(end[2:])) for end in (first, last or first))
        while day <= until:
            yield day
            day += _A_DAY
