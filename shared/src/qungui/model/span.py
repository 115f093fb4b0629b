"""A length of time as regulations write it: ``30 minutes``, ``5 days``, ``2 working days``."""

import re
from datetime import timedelta
from enum import StrEnum

from qungui.model.frozen import frozen


class Unit(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"  # calendar days; the day after the event is day 1
    WEEK = "week"
    MONTH = "month"  # calendar months
    YEAR = "year"
    WORKING_HOUR = "working hour"
    WORKING_DAY = "working day"


_FIXED = {
    Unit.SECOND: timedelta(seconds=1),
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
    Unit.DAY: timedelta(days=1),
    Unit.WEEK: timedelta(weeks=1),
}
SPAN_PATTERN = rf"([1-9][0-9]{{0,5}}) ({'|'.join(sorted(Unit, reverse=True))})s?"
"""How a span is written, as a regular expression."""

_WRITTEN = re.compile(SPAN_PATTERN)


@frozen
class Span:
    """At least one of a unit. Due instants are counted from it by ``calendars``."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Raises ValueError when *text* is no span, e.g. ``30m`` or ``0 days``."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            msg = "a span is written like '30 minutes', '5 days' or '2 working days'"
            raise ValueError(msg)
        return cls(int(found[1]), Unit(found[2]))

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def fixed(self) -> timedelta | None:
        """The same on every day; None where a calendar decides."""
        length = _FIXED.get(self.unit)
        return None if length is None else self.count * length
