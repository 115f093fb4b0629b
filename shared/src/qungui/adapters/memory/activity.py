"""A member's recent messages."""

from datetime import timedelta
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.finding import Seen, Sighting

_HORIZON = timedelta(minutes=10)


class MemoryActivity:
    """Implements :class:`qungui.ports.Activity`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rings: dict[tuple[str, str], dict[str, Sighting]] = {}

    def record(self, group_id: str, person_id: str, sighting: Sighting) -> Seen:
        with self._lock:
            ring = self._rings.setdefault((plain(group_id), plain(person_id)), {})
            duplicate = sighting.mark in ring
            if not duplicate:
                newest = max([sighting.sent_at, *(each.sent_at for each in ring.values())])
                for mark in [m for m, each in ring.items() if each.sent_at < newest - _HORIZON]:
                    del ring[mark]
                ring[sighting.mark] = sighting
            earlier = tuple(each for mark, each in ring.items() if mark != sighting.mark)
            return Seen(earlier, duplicate)
