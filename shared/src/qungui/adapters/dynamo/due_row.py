"""What cases, orders and petitions share: places in the indexes."""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Row


class DueRow(Row):
    """An item that stands in the index ``due`` as long as its due instant is set."""

    due_shard = UnicodeAttribute(null=True)
    due_sort = UnicodeAttribute(null=True)
    list_key = UnicodeAttribute(null=True)
    list_sort = UnicodeAttribute(null=True)

    def note_due(self, due: datetime | None, item_id: str) -> None:
        if due is not None:
            self.due_shard = keys.due_shard(item_id)
            self.due_sort = keys.due_sort(due, item_id)

    def list_under(self, key: str, since: datetime, item_id: str) -> None:
        self.list_key = key
        self.list_sort = keys.due_sort(since, item_id)

    @property
    def due(self) -> datetime | None:
        return keys.due_from(self.due_sort) if self.due_sort else None
