"""The index of what waits for a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pynamodb.expressions.condition import Condition

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.table import Raw, opened
from qungui.model.order import OrderRef
from qungui.model.waiting import Subject, Waiting
from qungui.wire import time_to_text


class DynamoWorklist:
    """Implements :class:`qungui.ports.Worklist`. The index follows the table within moments."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def held_removals(self, group_id: str) -> Sequence[OrderRef]:
        return [_order(raw) for raw in self._listed(keys.held_removals(group_id))]

    def undecided(self, group_id: str) -> Sequence[Waiting]:
        return [_waiting(raw) for raw in self._listed(keys.undecided(group_id))]

    def money(self, group_id: str, since: datetime, until: datetime) -> Sequence[OrderRef]:
        within = DueRow.list_sort.between(time_to_text(since), time_to_text(until))
        return [_order(raw) for raw in self._listed(keys.money(group_id), within)]

    def _listed(self, key: str, within: Condition | None = None) -> Iterable[Raw]:
        if within is None:
            within = DueRow.list_sort > "0"  # an instant begins with its year
        return self._table.query(key, within, index=keys.WORKLIST_INDEX)


def _order(raw: Raw) -> OrderRef:
    return OrderRef(*keys.member_from(raw["pk"]["S"]), keys.kind_and_id(raw["sk"]["S"])[1])


def _waiting(raw: Raw) -> Waiting:
    group_id, person_id = keys.member_from(raw["pk"]["S"])
    subject, item_id = keys.kind_and_id(raw["sk"]["S"])
    return Waiting(
        subject=Subject(subject),
        group_id=group_id,
        person_id=person_id,
        item_id=item_id,
        since=keys.due_from(raw["list_sort"]["S"]),
    )
