"""Audit logs, read whole and checked; and the days' anchors over them."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import partial
from itertools import batched

from pynamodb.expressions.operand import Path

from qungui.adapters.chain import Link, followed, forgetting, genesis
from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_end import after, appended, head_of
from qungui.adapters.dynamo.audit_items import (
    AnchorItem,
    AuditHeadItem,
    AuditItem,
    HeadsItem,
    unless_damaged,
)
from qungui.adapters.dynamo.table import ABSENT, SK, Raw, opened
from qungui.adapters.dynamo.writes import Put
from qungui.errors import TransientError
from qungui.model.anchor import Anchor, Head, Heads
from qungui.model.ledger import ORGANISATION, AuditEntry, AuditTrail

_ATTEMPTS = 8
_AT_ONCE = 20
_LAST = 10**12 - 1  # no log is longer
_PAGE = 1_000  # ends of logs in one item: about 110 KB, of the 400 KB that it may have


class DynamoAuditLog:
    """
    Implements :class:`qungui.ports.AuditLog` and :class:`qungui.ports.Anchors`.

    An anchor is one transaction, which holds 4 MB: some 30,000 logs.
    """

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def append(self, group_id: str, entry: AuditEntry) -> None:
        for _ in range(_ATTEMPTS):
            if self._table.transact(appended(self._table, group_id, entry)) is None:
                return
        msg = "the audit log: others kept adding to it"
        raise TransientError(msg)

    def since(self, group_id: str, moment: datetime) -> Iterator[AuditEntry]:
        last = _LAST
        while links := self._latest(group_id, last):
            for link in links:
                if link.entry.at < moment:
                    return
                yield link.entry
            last = links[-1].number - 1

    def _latest(self, group_id: str, last: int) -> list[Link]:
        """Up to number *last*, a page of them."""
        upto = SK.between(keys.audit(0), keys.audit(last))
        found = self._table.query(keys.log(group_id), upto, limit=_AT_ONCE, newest_first=True)
        links = (unless_damaged(partial(_link, raw)) for raw in found)
        return [link for link in links if link is not None]

    def verify_chain(self, group_id: str) -> AuditTrail:
        read_head = partial(head_of, self._table, group_id)
        head = unless_damaged(read_head)
        for _ in range(_ATTEMPTS):
            links = self._links(group_id)
            before, head = head, unless_damaged(read_head)
            if before == head:
                return followed(group_id, links, head)
        msg = "the audit log kept growing"
        raise TransientError(msg)

    def forget(self, group_id: str, people: AbstractSet[str], at: datetime) -> int:
        taken = 0
        read = [link for link in self._links(group_id) if link is not None]
        for entry, parts in forgetting(read, people, at):
            self.append(group_id, entry)
            taken += sum(
                self._take(group_id, number, part, named)
                for number, named_in in parts.items()
                for part, named in named_in.items()
            )
        return taken

    def heads(self) -> Heads:
        every = AuditHeadItem.list_sort > " "
        listed = self._table.query(keys.LOGS_LIST, every, index=keys.WORKLIST_INDEX)
        # The index lags; the organisation's own log is looked at whether or not it is listed.
        logs = {raw["pk"]["S"] for raw in listed} | {keys.ORGANISATION}
        found = self._table.get_each([(pk, keys.AUDIT_HEAD) for pk in sorted(logs)])
        ends = (
            (keys.log_from(raw["pk"]["S"]), unless_damaged(partial(_head, raw))) for raw in found
        )
        return {group_id: head for group_id, head in ends if head is not None}

    def last(self) -> Anchor | None:
        found = self._table.query(
            keys.ORGANISATION, SK.startswith(keys.ANCHORS), limit=1, newest_first=True
        )
        return next(map(_anchor, found), None)

    def keep(self, anchor: Anchor, heads: Heads, entry: AuditEntry) -> bool:
        pages = enumerate(batched(sorted(heads.items()), _PAGE, strict=False))
        end = heads.get(ORGANISATION) or genesis(ORGANISATION)
        cancelled = self._table.transact(
            [
                Put(AnchorItem.of(anchor), ABSENT),
                *(Put(HeadsItem.of(anchor, number, dict(page))) for number, page in pages),
                *after(end, ORGANISATION, entry),
            ]
        )
        return cancelled is None

    def every(self) -> Iterator[tuple[Anchor, Heads]]:
        for raw in self._table.query(keys.ORGANISATION, SK.startswith(keys.ANCHORS)):
            anchor = unless_damaged(partial(_anchor, raw))
            if anchor is not None:
                yield anchor, dict(self._ends(anchor.day))

    def _links(self, group_id: str) -> list[Link | None]:
        found = self._table.query(keys.log(group_id), SK.startswith(keys.AUDITS))
        return [unless_damaged(partial(_link, raw)) for raw in found]

    def _take(self, group_id: str, number: int, part: str, person_id: str) -> bool:
        person, salt = Path(["people", part]), Path(["salts", part])
        taken, _ = self._table.update(
            keys.log(group_id),
            keys.audit(number),
            [person.remove(), salt.remove()],
            person == person_id,
        )
        return taken

    def _ends(self, day: date) -> Iterator[tuple[str, Head]]:
        for raw in self._table.query(keys.ORGANISATION, SK.startswith(keys.heads(day))):
            yield from (unless_damaged(partial(_page, raw)) or {}).items()


def _link(raw: Raw) -> Link:
    return AuditItem.from_raw_data(raw).value()


def _head(raw: Raw) -> Head:
    return AuditHeadItem.from_raw_data(raw).value()


def _anchor(raw: Raw) -> Anchor:
    return AnchorItem.from_raw_data(raw).value()


def _page(raw: Raw) -> Heads:
    return HeadsItem.from_raw_data(raw).value()
