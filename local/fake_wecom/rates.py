"""Sliding windows of calls."""

from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from local.fake_wecom.answers import Refusal
from local.fake_wecom.endpoints import Limit


class Windows:
    """Counts per key; an entry leaves when it is as old as the window."""

    def __init__(self) -> None:
        self._seen = defaultdict[tuple[str, timedelta], deque[datetime]](deque)

    def admits(self, key: str, limit: Limit, now: datetime) -> bool:
        """Whether one more fits at *now*; counts it if so."""
        window = self._seen[key, limit.window]
        while window and window[0] <= now - limit.window:
            window.popleft()
        if len(window) >= limit.most:
            return False
        window.append(now)
        return True

    def insist(self, key: str, limits: Sequence[Limit], now: datetime) -> None:
        """Raises Refusal at the first limit that is used up."""
        for limit in limits:
            if not self.admits(key, limit, now):
                raise Refusal(limit.code, f"{key}: more than {limit.most} in {limit.window}")
