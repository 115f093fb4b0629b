"""Own posts."""

from datetime import datetime, timedelta
from threading import Lock

from qungui.adapters.plain import plain

_WINDOW = timedelta(minutes=10)


class MemorySentRegister:
    """Implements :class:`qungui.ports.SentRegister`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._posts: dict[tuple[str, str], set[datetime]] = {}

    def note(self, group_id: str, text: str, at: datetime) -> None:
        with self._lock:
            self._posts.setdefault((plain(group_id), _bare(text)), set()).add(at)

    def is_ours(self, group_id: str, text: str, at: datetime) -> bool:
        with self._lock:
            times = self._posts.get((plain(group_id), _bare(text)), set())
            return any(abs(at - time) <= _WINDOW for time in times)


def _bare(text: str) -> str:
    """Blind to white space: channels trim it and change its line ends."""
    return " ".join(text.split())
