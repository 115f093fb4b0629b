"""Windows of the day in which a group is quiet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from qungui.calendars.calendar import Calendar
from qungui.calendars.wall import instant, reading
from qungui.model.condition import Day

_A_DAY = timedelta(days=1)
_LONGEST_GAP = 400
"""Days that are looked ahead for a night: longer than a year has between two of any kind."""


@dataclass(frozen=True, slots=True)
class Night:
    """
    One time that a window is open.

    Attributes:
        day: The local date on which it begins.
        opens, closes: [opens, closes), UTC.
    """

    day: date
    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class QuietWindow:
    """
    The same hours on each of its days.

    Attributes:
        opens: Inside.
        closes: Outside; before *opens* where the window crosses midnight. Equal means no window.
        days: On which days it begins; none for all.
    """

    opens: time
    closes: time
    calendar: Calendar
    days: tuple[Day, ...] = ()

    def night_of(self, moment: datetime) -> date | None:
        """The local date on which the window around *moment* began; None outside of it."""
        local = reading(moment, self.calendar.zone)
        day, clock = local.date(), local.time()
        if self.opens <= self.closes:
            inside = self.opens <= clock < self.closes
        else:
            inside = clock >= self.opens or clock < self.closes
            day -= _A_DAY * (clock < self.closes)
        return day if inside and self._is_on(day) else None

    def next_night(self, since: datetime) -> Night | None:
        """The first that is not over at *since*; None where none ever comes."""
        return next(self.nights(since), None)

    def nights(self, since: datetime) -> Iterator[Night]:
        """All that are not over at *since*, as far as anybody looks ahead."""
        first = reading(since, self.calendar.zone).date() - _A_DAY
        days = (first + number * _A_DAY for number in range(_LONGEST_GAP))
        nights = (self._night(day) for day in days if self._is_on(day))
        return (night for night in nights if night.opens < night.closes and since < night.closes)

    def _night(self, day: date) -> Night:
        """Of no length where it is no window, or the clocks leap over it."""
        last = day if self.opens <= self.closes else day + _A_DAY
        opens, closes = (
            instant(datetime.combine(*end), self.calendar.zone)
            for end in ((day, self.opens), (last, self.closes))
        )
        return Night(day, opens, closes)

    def _is_on(self, day: date) -> bool:
        return not self.days or self.calendar.is_one_of(day, self.days)
