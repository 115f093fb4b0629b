"""When each group rests next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.ledger import DueItem
from qungui.model.rest import Rest


class MemoryRests:
    """Implements :class:`qungui.ports.Rests` and, for them, :class:`qungui.ports.DueIndex`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rests: dict[str, Rest] = {}
        self._resting: dict[str, datetime] = {}

    def get(self, group_id: str) -> Rest | None:
        with self._lock:
            return self._rests.get(plain(group_id))

    def of(self, group_ids: Iterable[str]) -> Mapping[str, Rest]:
        with self._lock:
            wanted = dict.fromkeys(group_ids)
            return {group_id: self._rests[group_id] for group_id in wanted & self._rests.keys()}

    def keep(self, rest: Rest) -> bool:
        with self._lock:
            kept = self._rests.get(plain(rest.group_id))
            if rest.version != (0 if kept is None else kept.version):
                return False
            self._rests[rest.group_id] = replace(rest, version=rest.version + 1)
            self._resting.pop(rest.group_id, None)
            return True

    def drop(self, group_id: str) -> None:
        with self._lock:
            self._rests.pop(plain(group_id), None)
            self._resting.pop(group_id, None)

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        with self._lock:
            items = [item for item in map(self._item, self._rests.values()) if item.due <= now]
            return sorted(items, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        with self._lock:
            kept = self._rests.get(item.group_id)
            if kept is not None and item == self._item(kept):
                self._resting[item.group_id] = until

    def _item(self, rest: Rest) -> DueItem:
        return DueItem(
            kind="quiet",
            item_id=rest.group_id,
            group_id=rest.group_id,
            person_id="",
            due=self._resting.get(rest.group_id, rest.due),
        )
