"""When each group's members are gone through, in the index of what is due."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.rows import Instant, Json
from qungui.adapters.dynamo.table import ABSENT, opened
from qungui.model.roster_check import OpenFinding, RosterCheck
from qungui.wire import time_from_text, time_to_text


class RosterCheckItem(DueRow):
    """
    Attributes:
        found: One list for each open finding, in the order of its fields.
    """

    version = NumberAttribute()
    dues = Json()
    last = Instant(null=True)
    size = NumberAttribute(default=0)
    found = Json()
    told = Json()
    asked_by = UnicodeAttribute(null=True)
    asked_at = Instant(null=True)
    marks = Json(null=True)
    kind = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, check: RosterCheck) -> Self:
        item = cls(
            keys.group(check.group_id),
            keys.ROSTER_CHECK,
            version=check.version,
            dues={clause_id: time_to_text(due) for clause_id, due in check.dues.items()},
            last=check.last,
            size=check.size,
            found=[_to_json(each) for each in check.found],
            told=list(check.told),
            asked_by=check.asked_by or None,
            asked_at=check.asked_at,
            kind=check.kind or None,
            marks=sorted(check.marks) or None,
        )
        if check.kind:
            item.list_key, item.list_sort = keys.checks_of(check.kind), check.group_id
        item.note_due(check.due, check.group_id)
        return item

    def value(self) -> RosterCheck:
        return RosterCheck(
            group_id=keys.group_from(self.pk),
            dues={clause_id: time_from_text(due) for clause_id, due in self.dues.items()},
            last=self.last,
            size=int(self.size),
            found=tuple(map(_from_json, self.found)),
            told=tuple(self.told),
            asked_by=self.asked_by or "",
            asked_at=self.asked_at,
            kind=self.kind or "",
            marks=frozenset(self.marks or ()),
            version=int(self.version),
        )


class DynamoRosterChecks:
    """Implements :class:`qungui.ports.RosterChecks`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def get(self, group_id: str) -> RosterCheck | None:
        found = self._table.get(RosterCheckItem, keys.group(group_id), keys.ROSTER_CHECK)
        return None if found is None else found.value()

    def keep(self, check: RosterCheck) -> bool:
        row = RosterCheckItem.of(check)
        row.version = check.version + 1
        same = RosterCheckItem.version == check.version
        return self._table.put(row, same if check.version else ABSENT)

    def planned(self, group_ids: Iterable[str]) -> set[str]:
        rows = [(keys.group(group_id), keys.ROSTER_CHECK) for group_id in dict.fromkeys(group_ids)]
        return {keys.group_from(raw["pk"]["S"]) for raw in self._table.get_each(rows)}

    def of_kind(self, kind: str) -> Sequence[RosterCheck]:
        every, named = RosterCheckItem.list_sort > " ", keys.checks_of(kind)
        listed = self._table.query(named, every, index=keys.WORKLIST_INDEX)
        rows = [(raw["pk"]["S"], keys.ROSTER_CHECK) for raw in listed]
        found = map(RosterCheckItem.from_raw_data, self._table.get_each(rows))
        return sorted((item.value() for item in found), key=lambda check: check.group_id)

    def drop(self, group_id: str) -> None:
        self._table.delete(keys.group(group_id), keys.ROSTER_CHECK)


def _to_json(each: OpenFinding) -> list[Any]:
    since = time_to_text(each.since)
    return [
        *(each.person_id, each.clause_id, each.case_id, each.whose),
        *(since, each.counts),
    ]


def _from_json(raw: list[Any]) -> OpenFinding:
    person_id, clause_id, case_id, whose, since, counts = raw
    return OpenFinding(
        person_id=person_id,
        clause_id=clause_id,
        case_id=case_id,
        whose=whose,
        since=time_from_text(since),
        counts=counts,
    )
