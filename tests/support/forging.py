"""Whoever can write the table, at work on what is on record."""

from collections.abc import Sequence

from qungui.adapters.chain import Link, genesis, linked
from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_items import AnchorItem, AuditHeadItem, AuditItem, HeadsItem
from qungui.adapters.dynamo.rows import Row
from qungui.adapters.memory.audit_log import MemoryAuditLog
from qungui.model.anchor import Anchor, Head, Heads
from qungui.model.ledger import AuditEntry
from tests.support.table import dynamodb


class MemoryForger:
    def __init__(self, log: MemoryAuditLog) -> None:
        self._log = log

    def links(self, group_id: str) -> list[Link]:
        return list(self._log.logs[group_id])

    def write(self, group_id: str, links: Sequence[Link], head: Head | None = None) -> None:
        """The log is *links* from now on; it ends as before unless *head* says where."""
        self._log.logs[group_id] = list(links)
        if head is not None:
            self._log.ends[group_id] = head

    def erase(self, group_id: str) -> None:
        del self._log.logs[group_id], self._log.ends[group_id]

    def drop_anchor(self, place: int) -> None:
        del self._log.anchors[place]

    def put_anchor(self, place: int, anchor: Anchor, heads: Heads) -> None:
        self._log.anchors[place] = (anchor, heads)


class TableForger:
    """See :class:`MemoryForger`."""

    def __init__(self, table: str) -> None:
        self._table = table

    def links(self, group_id: str) -> list[Link]:
        return [
            AuditItem.from_raw_data(raw).value()
            for raw in self._items(keys.log(group_id), "AUDIT#")
        ]

    def write(self, group_id: str, links: Sequence[Link], head: Head | None = None) -> None:
        pk = keys.log(group_id)
        for raw in self._items(pk, "AUDIT#"):
            self._delete(pk, raw["sk"]["S"])
        for place, link in enumerate(links, start=1):
            self._put(AuditItem.of(group_id, link), keys.audit(place))
        if head is not None:
            self._put(AuditHeadItem.of(group_id, head))

    def erase(self, group_id: str) -> None:
        self.write(group_id, [])
        self._delete(keys.log(group_id), keys.AUDIT_HEAD)

    def drop_anchor(self, place: int) -> None:
        self._delete(keys.ORGANISATION, self._items(keys.ORGANISATION, "ANCHOR#")[place]["sk"]["S"])

    def put_anchor(self, place: int, anchor: Anchor, heads: Heads) -> None:
        self.drop_anchor(place)
        self._put(AnchorItem.of(anchor))
        self._put(HeadsItem.of(anchor, 0, heads))

    def _items(self, pk: str, begins: str) -> list[dict]:
        answer = dynamodb().query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues={":pk": {"S": pk}, ":sk": {"S": begins}},
        )
        return answer["Items"]

    def _put(self, row: Row, sk: str = "") -> None:
        item = row.serialize()
        dynamodb().put_item(
            TableName=self._table, Item={**item, **({"sk": {"S": sk}} if sk else {})}
        )

    def _delete(self, pk: str, sk: str) -> None:
        dynamodb().delete_item(TableName=self._table, Key={"pk": {"S": pk}, "sk": {"S": sk}})


def rewritten(
    group_id: str, links: Sequence[Link], place: int, entry: AuditEntry
) -> tuple[list[Link], Head]:
    """The log with another entry at *place*, every later link made to fit, and its end."""
    made = list(links[:place])
    for link in links[place:]:
        before = made[-1].head if made else genesis(group_id)
        put = entry if len(made) == place else link.entry
        made.append(linked(before, put, lambda: "0" * 32))
    return made, made[-1].head
