"""
What the clock on the wall shows, as a clock that never goes back: an hour that it shows twice
passes once and then stands still, one that it leaps over is the instant of the leap. So whatever
is counted by it keeps the order of what it is counted from.
"""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def reading(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clock shows at *moment*, naive."""
    local = moment.astimezone(zone)
    if not local.fold:
        return local.replace(tzinfo=None)
    first = local.replace(fold=0)
    put_back = _change(first.astimezone(UTC), moment.astimezone(UTC), zone)
    return (put_back + (first.utcoffset() or timedelta())).replace(tzinfo=None)


def instant(shown: datetime, zone: ZoneInfo) -> datetime:
    """When the clock first shows *shown* (naive) or later, UTC."""
    first, second = (shown.replace(tzinfo=zone, fold=n).astimezone(UTC) for n in (0, 1))
    return first if first <= second else _change(second, first, zone)


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second in (before, after] from which on the zone's offset is another one."""
    begins = before.replace(microsecond=0)
    offset = begins.astimezone(zone).utcoffset()
    seconds = range(int((after - begins).total_seconds()) + 1)
    return begins + timedelta(
        seconds=bisect_left(
            seconds,
            True,  # noqa: FBT003 - what is looked for: that it differs
            key=lambda n: (begins + timedelta(seconds=n)).astimezone(zone).utcoffset() != offset,
        )
    )
