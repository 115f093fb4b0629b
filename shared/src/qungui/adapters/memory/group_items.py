"""What stands with a group and is due by itself, whatever it is: watches and issues."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.issue import Issue
from qungui.model.ledger import DueItem
from qungui.model.watch import Watch


class GroupItems[T: Watch | Issue]:
    """The store, and for its items a :class:`qungui.ports.DueIndex`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[tuple[str, str], T] = {}
        self._resting: dict[tuple[str, str], datetime] = {}

    @abstractmethod
    def id_of(self, kept: T) -> str: ...

    @abstractmethod
    def moved(self, kept: T) -> T:
        """As it is stored: the next version."""

    @abstractmethod
    def without(self, kept: T, person_id: str) -> T: ...

    @property
    @abstractmethod
    def kind(self) -> str: ...

    def get(self, group_id: str, item_id: str) -> T | None:
        with self._lock:
            return self._kept.get((plain(group_id), plain(item_id)))

    def of_group(self, group_id: str) -> Sequence[T]:
        with self._lock:
            kept = (each for each in self._kept.values() if each.group_id == group_id)
            return sorted(kept, key=lambda each: (each.at, self.id_of(each)))

    def save(self, kept: T) -> bool:
        with self._lock:
            place = (plain(kept.group_id), plain(self.id_of(kept)))
            stored = self._kept.get(place)
            if kept.version != (0 if stored is None else stored.version):
                return False
            self._kept[place] = self.moved(kept)
            self._resting.pop(place, None)
            return True

    def forget(self, group_id: str, person_id: str) -> None:
        for kept in self.of_group(group_id):
            if (left := self.without(kept, person_id)) != kept:
                self.save(left)

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        with self._lock:
            items = [self._item(each, each.due) for each in self._kept.values() if each.due]
            ready = (item for item in items if item.due <= now)
            return sorted(ready, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        with self._lock:
            kept = self._kept.get((item.group_id, item.item_id))
            if kept and kept.due and self._item(kept, kept.due) == item:
                self._resting[item.group_id, item.item_id] = until

    def _item(self, kept: T, due: datetime) -> DueItem:
        item_id = self.id_of(kept)
        return DueItem(
            kind=self.kind,
            item_id=item_id,
            group_id=kept.group_id,
            person_id="",
            due=self._resting.get((kept.group_id, item_id), due),
        )
