"""Single messages noted for longer than the ring remembers."""

from threading import Lock
from typing import TYPE_CHECKING

from qungui.adapters.plain import plain
from qungui.model.finding import Sighting
from qungui.model.tally import TALLY_MOST, Noted, Question

if TYPE_CHECKING:
    from datetime import datetime


class MemoryTally:
    """Implements :class:`qungui.ports.Tally`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._noted: dict[tuple[str, str], dict[str, datetime]] = {}

    def ask(self, group_id: str, question: Question, sighting: Sighting) -> Noted:
        with self._lock:
            if not question.notes:
                return dict(self._noted.get((plain(group_id), question.key), {}))
            noted = self._noted.setdefault((plain(group_id), question.key), {})
            if len(noted) >= TALLY_MOST and question.latest and sighting.mark not in noted:
                oldest = min(noted, key=lambda mark: (noted[mark], mark))
                if (noted[oldest], oldest) < (sighting.sent_at, sighting.mark):
                    del noted[oldest]
            if len(noted) < TALLY_MOST:
                noted.setdefault(sighting.mark, sighting.sent_at)
            return dict(noted)

    def forget(self, group_id: str) -> None:
        with self._lock:
            mine = plain(group_id)
            self._noted = {key: noted for key, noted in self._noted.items() if key[0] != mine}
