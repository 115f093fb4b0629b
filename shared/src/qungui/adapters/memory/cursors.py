"""How far each corp's archive is collected."""

from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.archive import Cursor


class MemoryCursors:
    """Implements :class:`qungui.ports.Cursors`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cursors: dict[str, Cursor] = {}

    def get(self, corp_id: str) -> Cursor:
        with self._lock:
            return self._cursors.get(plain(corp_id), Cursor())

    def advance(self, corp_id: str, *, seen: Cursor, to: Cursor) -> bool:
        with self._lock:
            if self._cursors.get(plain(corp_id), Cursor()) != seen:
                return False
            self._cursors[corp_id] = to
            return True
