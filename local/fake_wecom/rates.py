"""Sliding windows of calls."""

from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from local.fake_wecom.answers import Refusal
from local.fake_wecom.endpoint import Limit


class Windows:
    """Counts per key; an entry leaves when it is as old as the window."""

    def __init__(self) -> None:
        self._seen = defaultdict[tuple[str, timedelta], deque[datetime]](deque)

    def admits(self, key: str, limits: Sequence[Limit], now: datetime, amount: int = 1) -> bool:
        """Whether *amount* more fit into all *limits* at *now*; counts them if so."""
        windows = [self._window(key, limit, now) for limit in limits]
        pairs = zip(windows, limits, strict=True)
        if any(len(window) + amount > limit.most for window, limit in pairs):
            return False
        for window in windows:
            window.extend([now] * amount)
        return True

    def insist(self, key: str, limits: Sequence[Limit], now: datetime, amount: int = 1) -> None:
        """Raises Refusal when a limit is used up, and counts nothing then."""
        if not self.admits(key, limits, now, amount):
            raise Refusal(limits[0].code, f"{key}: one of {len(limits)} limits is used up")

    def _window(self, key: str, limit: Limit, now: datetime) -> deque[datetime]:
        window = self._seen[key, limit.window]
        while window and window[0] <= now - limit.window:
            window.popleft()
        return window
