"""What stands in a group's partition and is due by itself, whatever it is: watches and issues."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, Self

from pynamodb.attributes import NumberAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.table import ABSENT, SK, Table
from qungui.errors import TransientError

_ATTEMPTS = 5


class Kept(Protocol):
    """What is stored, under an optimistic lock."""

    @property
    def group_id(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def version(self) -> int: ...


class GroupItem[T: Kept](DueRow):
    version = NumberAttribute()

    @classmethod
    @abstractmethod
    def of(cls, kept: T) -> Self:
        """Stored as the next version."""

    @abstractmethod
    def value(self) -> T: ...


class GroupItems[T: Kept]:
    """
    Attributes:
        key: The sort key from an id.
        without: The same, with nothing of somebody in it.
    """

    def __init__(
        self,
        table: Table,
        row: type[GroupItem[T]],
        key: Callable[[str], str],
        prefix: str,
        without: Callable[[T, str], T],
    ) -> None:
        self._table = table
        self._row = row
        self._key = key
        self._prefix = prefix
        self._without = without

    def get(self, group_id: str, item_id: str) -> T | None:
        found = self._table.get(self._row, keys.group(group_id), self._key(item_id))
        return None if found is None else found.value()

    def of_group(self, group_id: str) -> Sequence[T]:
        found = self._table.query(keys.group(group_id), SK.startswith(self._prefix))
        rows = sorted(map(self._row.from_raw_data, found), key=lambda row: row.sk)
        return sorted((row.value() for row in rows), key=lambda kept: kept.at)

    def save(self, kept: T) -> bool:
        as_read = self._row.version == kept.version if kept.version else ABSENT
        return self._table.put(self._row.of(kept), as_read)

    def forget(self, group_id: str, person_id: str) -> None:
        found = self._table.query(keys.group(group_id), SK.startswith(self._prefix))
        for row in map(self._row.from_raw_data, found):
            self._unname(row.value(), keys.kind_and_id(row.sk)[1], person_id)

    def _unname(self, read: T, item_id: str, person_id: str) -> None:
        kept: T | None = read
        for _ in range(_ATTEMPTS):
            if kept is None or (left := self._without(kept, person_id)) == kept or self.save(left):
                return
            kept = self.get(read.group_id, item_id)
        msg = "it kept moving"
        raise TransientError(msg)
