"""The index of what waits for a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pynamodb.expressions.condition import Condition

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import GRAVE, MONEY, DueRow
from qungui.adapters.dynamo.table import Raw, opened
from qungui.model.case import CaseRef
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.order import OrderRef
from qungui.model.waiting import Waiting
from qungui.wire import time_to_text


class DynamoWorklist:
    """Implements :class:`qungui.ports.Worklist`. The index follows the table within moments."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def held_removals(self, group_id: str) -> Sequence[OrderRef]:
        return [_order(raw) for raw in self._listed(keys.held_removals(group_id))]

    def undecided(self, group_id: str) -> Sequence[Waiting]:
        return [_waiting(raw) for raw in self._undecided(group_id)]

    def undecided_everywhere(self) -> Sequence[Waiting]:
        return [_waiting(raw) for raw in self._listed(keys.UNDECIDED_LIST)]

    def lapsed(self, since: datetime, until: datetime) -> Sequence[ItemRef]:
        return [_ref(raw) for raw in self._listed(keys.LAPSED_LIST, _within(since, until))]

    def found_wrongly(self, rulebook: str) -> Sequence[CaseRef]:
        return [_case(raw) for raw in self._listed(keys.found_wrongly(rulebook))]

    def money(self, group_id: str, since: datetime, until: datetime) -> Sequence[OrderRef]:
        """An entry that somebody must look at stands in the list of what is undecided."""
        settled = self._listed(keys.money(group_id), _within(since, until))
        found = [(keys.due_from(_sort(raw)), _order(raw)) for raw in settled]
        for raw in self._undecided(group_id):
            at, mark = keys.undecided_from(_sort(raw))
            if mark == MONEY and since <= at < until:
                found.append((at, _order(raw)))
        return [ref for _, ref in sorted(found, key=lambda each: each[0])]

    def _undecided(self, group_id: str) -> Iterable[Raw]:
        of_group = DueRow.list_sort.startswith(keys.undecided(group_id))
        return self._listed(keys.UNDECIDED_LIST, of_group)

    def _listed(self, key: str, within: Condition | None = None) -> Iterable[Raw]:
        if within is None:
            within = DueRow.list_sort > "!"  # below every id and every instant
        return self._table.query(key, within, index=keys.WORKLIST_INDEX)


def _within(since: datetime, until: datetime) -> Condition:
    """Of [since, until): what follows an instant in a sort key makes it more than the instant."""
    condition: Condition = DueRow.list_sort.between(time_to_text(since), time_to_text(until))
    return condition


def _sort(raw: Raw) -> str:
    sort: str = raw["list_sort"]["S"]
    return sort


def _case(raw: Raw) -> CaseRef:
    return CaseRef(*keys.member_from(raw["pk"]["S"]), keys.kind_and_id(raw["sk"]["S"])[1])


def _order(raw: Raw) -> OrderRef:
    return OrderRef(*keys.member_from(raw["pk"]["S"]), keys.kind_and_id(raw["sk"]["S"])[1])


def _ref(raw: Raw) -> ItemRef:
    subject, item_id = keys.kind_and_id(raw["sk"]["S"])
    return ItemRef(Subject(subject), *keys.member_from(raw["pk"]["S"]), item_id)


def _waiting(raw: Raw) -> Waiting:
    since, mark = keys.undecided_from(_sort(raw))
    return Waiting(ref=_ref(raw), since=since, is_grave=mark == GRAVE)
