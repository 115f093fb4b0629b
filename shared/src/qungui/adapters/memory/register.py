"""The register of groups."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from threading import RLock

from qungui.adapters.plain import plain
from qungui.model.filing import Filed, Filing, LifeState, plain_name
from qungui.model.ledger import AuditEntry, DueItem


class MemoryRegister:
    """Implements :class:`qungui.ports.Register`, and of :class:`qungui.ports.DueIndex` its part."""

    def __init__(self, log: Callable[[str, AuditEntry], None]) -> None:
        """*log* takes the entries of audit logs."""
        self._lock = RLock()
        self._log = log
        self._filings: dict[str, Filing] = {}
        self._numbers: dict[str, str] = {}
        self._resting: dict[str, datetime] = {}

    def filing(self, group_id: str) -> Filing | None:
        with self._lock:
            return self._filings.get(plain(group_id))

    def filings(self, group_ids: Iterable[str]) -> dict[str, Filing]:
        with self._lock:
            return {each: self._filings[each] for each in group_ids if each in self._filings}

    def commit(self, filing: Filing, entry: AuditEntry) -> bool:
        group_id = plain(filing.group_id)
        with self._lock:
            stored = self._filings.get(group_id)
            if filing.version != (0 if stored is None else stored.version):
                return False
            if filing.number and self._numbers.get(filing.number, group_id) != group_id:
                return False
            if filing.number:
                self._numbers[plain(filing.number)] = group_id
            self._filings[group_id] = replace(filing, version=filing.version + 1)
            self._resting.pop(group_id, None)
            self._log(group_id, entry)
            return True

    def numbered(self, number: str) -> str | None:
        with self._lock:
            return self._numbers.get(plain(number))

    def called(self, name: str) -> Sequence[Filing]:
        wanted = plain_name(name)
        with self._lock:
            return tuple(one for one in self._filings.values() if plain_name(one.name) == wanted)

    def every(self, state: LifeState | None = None) -> Sequence[Filed]:
        with self._lock:
            found = [Filed(one.group_id, one.state, one.since) for one in self._filings.values()]
        wanted = [one for one in found if state in {None, one.state}]
        return sorted(wanted, key=lambda each: each.since)

    def drop(self, group_id: str) -> None:
        with self._lock:
            self._filings.pop(plain(group_id), None)
            self._resting.pop(group_id, None)

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        with self._lock:
            items = [item for item in map(self._due_item, self._filings.values()) if item]
        found = [item for item in items if item.due <= now]
        return sorted(found, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        with self._lock:
            filing = self._filings.get(item.group_id)
            if filing is not None and self._due_item(filing) == item:
                self._resting[item.group_id] = until

    def _due_item(self, filing: Filing) -> DueItem | None:
        if filing.due is None:
            return None
        due = self._resting.get(filing.group_id, filing.due)
        return DueItem(
            kind="filing",
            item_id=filing.group_id,
            group_id=filing.group_id,
            person_id="",
            due=due,
        )
