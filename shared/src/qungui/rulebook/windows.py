"""Whether quiet windows, as they are written, can ever be open at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from qungui.model.condition import Day

_WEEKDAYS = tuple(Day)[:7]
_A_DAY = 24 * 60

type _Kind = tuple[int, Day]
"""A day of the week, from 0, that is worked or off: holidays make every weekday either."""

_EVERY = frozenset((n, day) for n in range(7) for day in (Day.WORKING_DAY, Day.DAY_OFF))


@dataclass(frozen=True, slots=True)
class Window:
    """
    Attributes:
        first, last: [first, last) in minutes from the midnight in which the day begins; both 0
            where nobody can read it.
        begins: On which kinds of days.
    """

    first: int
    last: int
    begins: frozenset[_Kind]

    def meets(self, other: "Window") -> bool:
        """In some week, whatever is off in it."""
        return any(self._meets(other, days) for days in (-1, 0, 1))

    def _meets(self, other: "Window", days: int) -> bool:
        """Where *other* begins so many days later."""
        first, last = other.first + days * _A_DAY, other.last + days * _A_DAY
        if max(self.first, first) >= min(self.last, last):
            return False
        if days == 0:
            return bool(self.begins & other.begins)
        later = {(number + days) % 7 for number, _ in self.begins}
        return any(number in later for number, _ in other.begins)


def window_of(written: Mapping[str, Any]) -> Window:
    """Of the parameters of a call of ``quiet-hours``."""
    try:
        opens, closes = (time.fromisoformat(str(written[key])) for key in ("from", "to"))
    except (KeyError, ValueError):
        return Window(0, 0, _EVERY)
    first, last = (bound.hour * 60 + bound.minute for bound in (opens, closes))
    days = written.get("days") or ()
    begins = frozenset(_kinds(days)) if days else _EVERY
    return Window(first, last if last >= first else last + _A_DAY, begins)


def _kinds(days: object) -> Iterator[_Kind]:
    for number, kind in _EVERY:
        if isinstance(days, (list, tuple)) and (kind in days or _WEEKDAYS[number] in days):
            yield number, kind
