"""What is due in several stores, as one index."""

from collections.abc import Sequence
from datetime import datetime

from qungui.model.ledger import DueItem
from qungui.ports import DueIndex


class MemoryDueIndex:
    """Implements :class:`qungui.ports.DueIndex`; each store knows its own items."""

    def __init__(self, *stores: DueIndex) -> None:
        self._stores = stores

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        found = (item for store in self._stores for item in store.due(now, limit))
        return sorted(found, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        for store in self._stores:
            store.postpone(item, until)
