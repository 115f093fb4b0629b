"""A clock that runs in some hours of each day only."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qungui.calendars.wall import instant, reading

_A_DAY = timedelta(days=1)


def running(
    moment: datetime, length: timedelta, hours: tuple[time, time], zone: ZoneInfo
) -> datetime:
    """
    When *length* is over, UTC, counted in *hours* alone: from the first up to the second, past
    midnight where that is no later. A moment outside begins with the next ones.
    """
    opens, closes = hours
    local = reading(moment, zone)
    day = local.date() - _A_DAY  # yesterday's may still run
    left = length
    while True:
        begins = max(datetime.combine(day, opens), local)
        ends = datetime.combine(day if opens < closes else day + _A_DAY, closes)
        open_for = max(ends - begins, timedelta())
        if left <= open_for:
            return instant(begins + left, zone).astimezone(UTC)
        left -= open_for
        day += _A_DAY
