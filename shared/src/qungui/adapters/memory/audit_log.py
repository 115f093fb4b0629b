"""Audit logs, and the days' anchors over them."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from itertools import count, takewhile
from threading import RLock

from qungui.adapters.chain import Link, followed, forgetting, genesis, linked
from qungui.adapters.plain import plain
from qungui.model.anchor import Anchor, Head, Heads
from qungui.model.ledger import ORGANISATION, AuditEntry, AuditTrail


class MemoryAuditLog:
    """
    Implements :class:`qungui.ports.AuditLog` and :class:`qungui.ports.Anchors`.

    Salts are counted: nothing in memory is to be kept from whoever has the process, and a run
    can be repeated.

    Attributes:
        logs: By group id; a test may tamper with them, with their ends, and with the anchors.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._salts = count(1)
        self.logs: dict[str, list[Link]] = {}
        self.ends = dict[str, Head]()
        self.anchors: list[tuple[Anchor, Heads]] = []

    def append(self, group_id: str, entry: AuditEntry) -> None:
        if group_id != ORGANISATION:
            plain(group_id)
        with self._lock:
            link = linked(self.ends.get(group_id) or genesis(group_id), entry, self._salt)
            self.logs.setdefault(group_id, []).append(link)
            self.ends[group_id] = link.head

    def since(self, group_id: str, moment: datetime) -> Iterator[AuditEntry]:
        with self._lock:
            entries = [link.entry for link in reversed(self.logs.get(group_id, []))]
        return takewhile(lambda entry: entry.at >= moment, entries)

    def verify_chain(self, group_id: str) -> AuditTrail:
        with self._lock:
            return followed(group_id, self.logs.get(group_id, []), self.ends.get(group_id))

    def forget(self, group_id: str, people: AbstractSet[str], at: datetime) -> int:
        with self._lock:
            taken = 0
            log = self.logs.get(group_id, [])
            for entry, parts in forgetting(tuple(log), people, at):
                self.append(group_id, entry)
                for place, link in enumerate(log):
                    gone = parts.get(link.number, {})
                    log[place] = _without(link, gone)
                    taken += len(gone)
            return taken

    def heads(self) -> Heads:
        with self._lock:
            return dict(self.ends)

    def last(self) -> Anchor | None:
        with self._lock:
            return self.anchors[-1][0] if self.anchors else None

    def keep(self, anchor: Anchor, heads: Heads, entry: AuditEntry) -> bool:
        with self._lock:
            moved = self.ends.get(ORGANISATION) != heads.get(ORGANISATION)
            if moved or any(kept.day == anchor.day for kept, _ in self.anchors):
                return False
            self.anchors.append((anchor, dict(heads)))
            self.append(ORGANISATION, entry)
            return True

    def every(self) -> Iterator[tuple[Anchor, Heads]]:
        with self._lock:
            return iter(tuple(self.anchors))

    def _salt(self) -> str:
        return f"{next(self._salts):032x}"


def _without(link: Link, gone: Collection[str]) -> Link:
    people = {part: "" if part in gone else who for part, who in link.entry.people.items()}
    salts = {part: salt for part, salt in link.salts.items() if part not in gone}
    return replace(link, entry=replace(link.entry, people=people), salts=salts)
