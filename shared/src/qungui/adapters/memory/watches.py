"""Messages that wait for answers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.ledger import DueItem
from qungui.model.watch import Watch, without


class MemoryWatches:
    """Implements :class:`qungui.ports.Watches` and, for them, :class:`qungui.ports.DueIndex`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._watches: dict[tuple[str, str], Watch] = {}
        self._resting: dict[tuple[str, str], datetime] = {}

    def get(self, group_id: str, watch_id: str) -> Watch | None:
        with self._lock:
            return self._watches.get((plain(group_id), plain(watch_id)))

    def of_group(self, group_id: str) -> Sequence[Watch]:
        with self._lock:
            kept = (each for each in self._watches.values() if each.group_id == group_id)
            return sorted(kept, key=lambda each: (each.at, each.watch_id))

    def save(self, watch: Watch) -> bool:
        with self._lock:
            place = (plain(watch.group_id), plain(watch.watch_id))
            kept = self._watches.get(place)
            if watch.version != (0 if kept is None else kept.version):
                return False
            self._watches[place] = replace(watch, version=watch.version + 1)
            self._resting.pop(place, None)
            return True

    def forget(self, group_id: str, person_id: str) -> None:
        for watch in self.of_group(group_id):
            if (left := without(watch, person_id)) != watch:
                self.save(left)

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        with self._lock:
            items = [self._item(each, each.due) for each in self._watches.values() if each.due]
            ready = (item for item in items if item.due <= now)
            return sorted(ready, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        with self._lock:
            kept = self._watches.get((item.group_id, item.item_id))
            if kept and kept.due and self._item(kept, kept.due) == item:
                self._resting[item.group_id, item.item_id] = until

    def _item(self, watch: Watch, due: datetime) -> DueItem:
        place = (watch.group_id, watch.watch_id)
        return DueItem(
            kind="watch",
            item_id=watch.watch_id,
            group_id=watch.group_id,
            person_id="",
            due=self._resting.get(place, due),
        )
