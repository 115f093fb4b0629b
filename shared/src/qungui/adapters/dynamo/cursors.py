"""How far each corp's archive is collected."""

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import And, Condition

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Instant, Row
from qungui.adapters.dynamo.table import ABSENT, opened
from qungui.model.archive import Cursor


class CursorItem(Row):
    seq = NumberAttribute()
    at = Instant(null=True)


class DynamoCursors:
    """Implements :class:`qungui.ports.Cursors`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def get(self, corp_id: str) -> Cursor:
        found = self._table.get(CursorItem, keys.cursor(corp_id), keys.ONLY)
        return Cursor() if found is None else Cursor(int(found.seq), found.at)

    def advance(self, corp_id: str, *, seen: Cursor, to: Cursor) -> bool:
        row = CursorItem(keys.cursor(corp_id), keys.ONLY, seq=to.seq, at=to.at)
        return self._table.put(row, _still(seen))


def _still(seen: Cursor) -> Condition:
    if seen == Cursor():
        return ABSENT
    at = CursorItem.at
    same_time: Condition = at.does_not_exist() if seen.at is None else at == seen.at
    same_seq: Condition = CursorItem.seq == seen.seq
    return And(same_seq, same_time)
