"""When each group rests next, one item of its partition, in the index of what is due."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.rows import Instant
from qungui.adapters.dynamo.table import ABSENT, opened
from qungui.model.rest import Rest


class RestItem(DueRow):
    clause_id = UnicodeAttribute()
    day = UnicodeAttribute()
    opens = Instant()
    closes = Instant()
    begun = BooleanAttribute()
    version = NumberAttribute()

    @classmethod
    def of(cls, rest: Rest) -> Self:
        """Stored as the next version."""
        item = cls(
            keys.group(rest.group_id),
            keys.QUIET,
            clause_id=rest.clause_id,
            day=rest.day.isoformat(),
            opens=rest.opens,
            closes=rest.closes,
            begun=rest.begun,
            version=rest.version + 1,
        )
        item.note_due(rest.due, rest.group_id)
        return item

    def value(self) -> Rest:
        return Rest(
            group_id=keys.group_from(self.pk),
            clause_id=self.clause_id,
            day=date.fromisoformat(self.day),
            opens=self.opens,
            closes=self.closes,
            begun=self.begun,
            version=int(self.version),
        )


class DynamoRests:
    """Implements :class:`qungui.ports.Rests`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def get(self, group_id: str) -> Rest | None:
        found = self._table.get(RestItem, keys.group(group_id), keys.QUIET)
        return None if found is None else found.value()

    def of(self, group_ids: Iterable[str]) -> Mapping[str, Rest]:
        rows = [(keys.group(group_id), keys.QUIET) for group_id in dict.fromkeys(group_ids)]
        found = (RestItem.from_raw_data(raw).value() for raw in self._table.get_each(rows))
        return {rest.group_id: rest for rest in found}

    def keep(self, rest: Rest) -> bool:
        as_read = RestItem.version == rest.version if rest.version else ABSENT
        return self._table.put(RestItem.of(rest), as_read)

    def drop(self, group_id: str) -> None:
        self._table.delete(keys.group(group_id), keys.QUIET)
