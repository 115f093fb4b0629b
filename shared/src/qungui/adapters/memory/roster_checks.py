"""When each group's members are gone through."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.ledger import DueItem
from qungui.model.roster_check import RosterCheck


class MemoryRosterChecks:
    """Implements :class:`qungui.ports.RosterChecks`, and :class:`qungui.ports.DueIndex` of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._checks: dict[str, RosterCheck] = {}
        self._resting: dict[str, datetime] = {}

    def get(self, group_id: str) -> RosterCheck | None:
        with self._lock:
            return self._checks.get(group_id)

    def keep(self, check: RosterCheck) -> bool:
        with self._lock:
            kept = self._checks.get(plain(check.group_id))
            if check.version != (0 if kept is None else kept.version):
                return False
            self._checks[check.group_id] = replace(check, version=check.version + 1)
            self._resting.pop(check.group_id, None)
            return True

    def planned(self, group_ids: Iterable[str]) -> set[str]:
        with self._lock:
            return set(group_ids) & self._checks.keys()

    def of_kind(self, kind: str) -> Sequence[RosterCheck]:
        with self._lock:
            return [check for _, check in sorted(self._checks.items()) if check.kind == kind]

    def drop(self, group_id: str) -> None:
        with self._lock:
            self._checks.pop(group_id, None)

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        with self._lock:
            items = [item for item in self._due_items() if item.due <= now]
            return sorted(items, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        with self._lock:
            if item in self._due_items():
                self._resting[item.item_id] = until

    def _due_items(self) -> list[DueItem]:
        return [
            DueItem(
                kind="rostercheck",
                item_id=group_id,
                group_id=group_id,
                person_id="",
                due=self._resting.get(group_id, check.due),
            )
            for group_id, check in self._checks.items()
            if check.due is not None
        ]
