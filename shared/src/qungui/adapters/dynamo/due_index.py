"""The index of what is due: sixteen shards, so that a busy minute does not meet one partition."""

from collections.abc import Sequence
from datetime import datetime

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.table import Raw, opened
from qungui.model.ledger import DueItem


class DynamoDueIndex:
    """Implements :class:`qungui.ports.DueIndex`. The index follows the table within moments."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        until = keys.due_until(now)
        # Every shard up to the limit, so that one full shard cannot starve the others.
        found = [
            _item(raw)
            for shard in keys.due_shards()
            for raw in self._table.query(
                shard, DueRow.due_sort < until, index=keys.DUE_INDEX, limit=limit
            )
        ]
        return sorted(found, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        was = keys.due_sort(item.due, item.item_id)
        shard = keys.due_shard(item.item_id)
        # The index knows the item's key; a case's key holds a time that the due item does not.
        for raw in self._table.query(shard, DueRow.due_sort == was, index=keys.DUE_INDEX):
            self._table.update(
                raw["pk"]["S"],
                raw["sk"]["S"],
                [DueRow.due_sort.set(keys.due_sort(until, item.item_id))],
                DueRow.due_sort == was,
            )


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
