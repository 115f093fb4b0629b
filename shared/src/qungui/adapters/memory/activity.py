"""A member's recent messages."""

from datetime import datetime
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.finding import RING_HORIZON, RING_MOST, Seen, Sighting
from qungui.model.known_group import day_of


class MemoryActivity:
    """Implements :class:`qungui.ports.Activity`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rings: dict[tuple[str, str], dict[str, Sighting]] = {}
        self._firsts: dict[tuple[str, str, datetime], str] = {}
        self._awaited: dict[tuple[str, str], set[str]] = {}

    def record(self, group_id: str, person_id: str, sighting: Sighting) -> Seen:
        with self._lock:
            ring = self._rings.setdefault((plain(group_id), plain(person_id)), {})
            duplicate = sighting.mark in ring
            if not duplicate:
                _prune(ring, newest=max([sighting.sent_at, *(e.sent_at for e in ring.values())]))
                ring[sighting.mark] = sighting
            earlier = tuple(each for mark, each in ring.items() if mark != sighting.mark)
            day = (group_id, person_id, day_of(sighting.sent_at))
            if not duplicate:
                self._firsts.setdefault(day, sighting.mark)
            first = self._firsts.get(day)
            awaited = tuple(sorted(self._awaited.get((group_id, person_id), ())))
            return Seen(earlier, duplicate, first == sighting.mark, awaited)

    def expect(
        self,
        group_id: str,
        person_id: str,
        watch_id: str,
        at: datetime,  # noqa: ARG002 - nothing is forgotten here
    ) -> Seen:
        with self._lock:
            member = (plain(group_id), plain(person_id))
            awaited = self._awaited.setdefault(member, set())
            awaited.add(watch_id)
            ring = tuple(self._rings.get(member, {}).values())
            return Seen(ring, duplicate=False, awaited=tuple(sorted(awaited)))

    def expect_no_more(self, group_id: str, person_id: str, watch_id: str) -> None:
        with self._lock:
            self._awaited.get((group_id, person_id), set()).discard(watch_id)

    def forget(self, group_id: str, person_id: str) -> None:
        with self._lock:
            member = (plain(group_id), plain(person_id))
            self._rings.pop(member, None)
            self._awaited.pop(member, None)
            self._firsts = {day: m for day, m in self._firsts.items() if day[:2] != member}


def _prune(ring: dict[str, Sighting], newest: datetime) -> None:
    """Keep the recent ones, and leave room for one more."""
    by_age = sorted(ring.values(), key=lambda each: each.sent_at, reverse=True)
    for place, each in enumerate(by_age):
        if place >= RING_MOST - 1 or each.sent_at < newest - RING_HORIZON:
            del ring[each.mark]
