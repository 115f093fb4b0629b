"""The index of what waits for a person."""

from collections.abc import Sequence

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.order_items import OrderItem
from qungui.adapters.dynamo.table import opened
from qungui.model.order import OrderRef


class DynamoWorklist:
    """Implements :class:`qungui.ports.Worklist`. The index follows the table within moments."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def held_removals(self, group_id: str) -> Sequence[OrderRef]:
        every = OrderItem.list_sort > "0"  # an instant begins with its year
        found = self._table.query(keys.held_removals(group_id), every, index=keys.WORKLIST_INDEX)
        return [
            OrderRef(*keys.member_from(raw["pk"]["S"]), keys.kind_and_id(raw["sk"]["S"])[1])
            for raw in found
        ]
