"""What may happen once."""

from datetime import datetime
from threading import Lock


class MemoryOnce:
    """Implements :class:`qungui.ports.Once`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._claimed: set[str] = set()

    def claim(self, what: str, now: datetime) -> bool:  # noqa: ARG002 - nothing is forgotten here
        with self._lock:
            if what in self._claimed:
                return False
            self._claimed.add(what)
            return True

    def release(self, what: str) -> None:
        with self._lock:
            self._claimed.discard(what)
