"""The index of what is due: sixteen shards, so that a busy minute does not meet one partition."""

from collections.abc import Sequence
from datetime import datetime

from pynamodb.expressions.condition import Condition

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.table import Raw, opened
from qungui.model.ledger import DueItem

type _Named = tuple[str, str, str, str]


class DynamoDueIndex:
    """Implements :class:`qungui.ports.DueIndex`. The index follows the table within moments."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)
        # A case's key holds a time that its due item does not, so keys that were read are kept.
        self._places: dict[_Named, tuple[str, str]] = {}

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        until = keys.due_until(now)
        # Every shard up to the limit, so that one full shard cannot starve the others.
        found = {
            _item(raw): (raw["pk"]["S"], raw["sk"]["S"])
            for shard in keys.due_shards()
            for raw in self._table.query(
                shard, DueRow.due_sort < until, index=keys.DUE_INDEX, limit=limit
            )
        }
        first = sorted(found, key=lambda item: item.due)[:limit]
        self._places = {_named(item): found[item] for item in first}
        return first

    def postpone(self, item: DueItem, until: datetime) -> None:
        was = DueRow.due_sort == keys.due_sort(item.due, item.item_id)
        place = self._places.get(_named(item)) or self._found(item, was)
        if place is not None:
            later = DueRow.due_sort.set(keys.due_sort(until, item.item_id))
            self._table.update(*place, [later], was)

    def _found(self, item: DueItem, was: Condition) -> tuple[str, str] | None:
        shard = keys.due_shard(item.item_id)
        for raw in self._table.query(shard, was, index=keys.DUE_INDEX):
            if _named(_item(raw)) == _named(item):
                return raw["pk"]["S"], raw["sk"]["S"]
        return None


def _named(item: DueItem) -> _Named:
    return item.kind, item.group_id, item.person_id, item.item_id


def _item(raw: Raw) -> DueItem:
    group_id, person_id = keys.place_from(raw["pk"]["S"])
    kind, item_id = keys.kind_and_id(raw["sk"]["S"])
    return DueItem(
        kind=kind,
        item_id=item_id or group_id,  # a group has one of that kind
        group_id=group_id,
        person_id=person_id,
        due=keys.due_from(raw["due_sort"]["S"]),
    )
