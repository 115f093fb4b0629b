"""What cases, orders and petitions share: places in the indexes."""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Instant, Row
from qungui.model.order import Order
from qungui.model.waiting import Item, is_grave, lapsed_at, ref_of, waits_since

GRAVE, MONEY = "grave", "money"
"""What the list of all that is undecided says of an entry."""


class DueRow(Row):
    """
    An item that stands in the index ``due`` as long as its due instant is set. While it rests it
    stands there later, and is due when it was.
    """

    due = Instant(null=True)
    due_shard = UnicodeAttribute(null=True)
    due_sort = UnicodeAttribute(null=True)
    list_key = UnicodeAttribute(null=True)
    list_sort = UnicodeAttribute(null=True)

    def note_due(self, due: datetime | None, item_id: str) -> None:
        if due is not None:
            self.due = due
            self.due_shard = keys.due_shard(item_id)
            self.due_sort = keys.due_sort(due, item_id)

    def list_under(self, key: str, since: datetime, item_id: str) -> None:
        self.list_key = key
        self.list_sort = keys.due_sort(since, item_id)

    def list_waiting(self, item: Item) -> bool:
        """Where people find what waits for their word, or lapsed for want of it; whether it did."""
        ref, since, over = ref_of(item), waits_since(item), lapsed_at(item)
        if since is not None:
            self.list_key = keys.UNDECIDED_LIST
            self.list_sort = keys.undecided_sort(ref.group_id, since, ref.item_id, _mark(item))
        elif over is not None:
            self.list_under(keys.LAPSED_LIST, over, ref.item_id)
        return self.list_key is not None


def _mark(item: Item) -> str:
    if is_grave(item):
        return GRAVE
    return MONEY if isinstance(item, Order) and item.is_money_entry else ""
