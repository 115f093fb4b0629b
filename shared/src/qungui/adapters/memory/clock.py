"""Clocks that stand still."""

from datetime import datetime, timedelta


class ManualClock:
    """Implements :class:`qungui.ports.Clock`; moves when told to."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by

    def move_to(self, now: datetime) -> None:
        self._now = now
