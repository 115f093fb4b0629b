"""What members are allowed."""

from collections.abc import Callable, Sequence
from threading import Lock

from qungui.adapters.plain import plain
from qungui.model.ledger import AuditEntry
from qungui.model.permit import Permit


class MemoryPermits:
    """Implements :class:`qungui.ports.Permits`."""

    def __init__(self, log: Callable[[str, AuditEntry], None] | None = None) -> None:
        """*log* takes the entries of audit logs; without it they are dropped."""
        self._lock = Lock()
        self._log = log
        self._permits: dict[tuple[str, str], Permit] = {}

    def grant(self, permit: Permit, entry: AuditEntry) -> bool:
        with self._lock:
            key = (plain(permit.group_id), permit.permit_id)
            if key in self._permits:
                return False
            self._permits[key] = permit
            if self._log is not None:
                self._log(permit.group_id, entry)
            return True

    def of_group(self, group_id: str) -> Sequence[Permit]:
        with self._lock:
            found = [permit for (group, _), permit in self._permits.items() if group == group_id]
            return sorted(found, key=lambda each: (each.kind, each.permit_id))

    def forget(self, group_id: str, person_id: str | None) -> None:
        with self._lock:
            self._permits = {
                key: permit
                for key, permit in self._permits.items()
                if key[0] != group_id or person_id not in {None, permit.person_id, permit.by}
            }
