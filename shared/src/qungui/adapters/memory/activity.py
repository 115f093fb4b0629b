"""A member's recent messages."""

from datetime import datetime
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.finding import RING_HORIZON, RING_MOST, Seen, Sighting


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
                _prune(ring, newest=max([sighting.sent_at, *(e.sent_at for e in ring.values())]))
                ring[sighting.mark] = sighting
            earlier = tuple(each for mark, each in ring.items() if mark != sighting.mark)
            return Seen(earlier, duplicate)


def _prune(ring: dict[str, Sighting], newest: datetime) -> None:
    """Keep the recent ones, and leave room for one more."""
    by_age = sorted(ring.values(), key=lambda each: each.sent_at, reverse=True)
    for place, each in enumerate(by_age):
        if place >= RING_MOST - 1 or each.sent_at < newest - RING_HORIZON:
            del ring[each.mark]
