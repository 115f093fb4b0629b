"""Daily windows in which a group is quiet."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietWindow:
    """
    The same hours every day, in one zone.

    Attributes:
        opens: Inside.
        closes: Outside; before *opens* where the window crosses midnight. Equal means no window.
    """

    opens: time
    closes: time
    zone: ZoneInfo

    def night_of(self, moment: datetime) -> date | None:
        """The local date on which the window around *moment* began; None outside of it."""
        local = moment.astimezone(self.zone)
        clock = local.time()
        if self.opens <= self.closes:
            return local.date() if self.opens <= clock < self.closes else None
        if clock >= self.opens:
            return local.date()
        return local.date() - _A_DAY if clock < self.closes else None
