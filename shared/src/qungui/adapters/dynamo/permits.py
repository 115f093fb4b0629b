"""What members are allowed, each permit an item of its group."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Self

from pynamodb.attributes import UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_end import appended
from qungui.adapters.dynamo.rows import Expiry, Instant, Json, Row
from qungui.adapters.dynamo.table import ABSENT, SK, opened
from qungui.adapters.dynamo.writes import Put
from qungui.errors import TransientError
from qungui.model.group import Role
from qungui.model.ledger import AuditEntry
from qungui.model.permit import Permit, PermitKind

_ATTEMPTS = 8
_KEPT = timedelta(days=400)  # a leave of absence is looked back on as long as silence may last


class PermitItem(Row):
    person_id = UnicodeAttribute(null=True)
    name = UnicodeAttribute(null=True)
    by = UnicodeAttribute()
    roles = Json()
    at = Instant()
    begins = Instant()
    ends = Instant(null=True)
    why = UnicodeAttribute(null=True)
    ttl = Expiry(null=True)

    @classmethod
    def of(cls, permit: Permit) -> Self:
        return cls(
            keys.group(permit.group_id),
            keys.permit(permit.kind.value, permit.permit_id),
            person_id=permit.person_id or None,
            name=permit.name or None,
            by=permit.by,
            roles=sorted(role.value for role in permit.roles),
            at=permit.at,
            begins=permit.begins,
            ends=permit.ends,
            why=permit.why or None,
            ttl=None if permit.ends is None else permit.ends + _KEPT,
        )

    def value(self) -> Permit:
        return Permit(
            kind=PermitKind(self.sk.split("#")[1]),
            group_id=keys.group_from(self.pk),
            person_id=self.person_id or "",
            name=self.name or "",
            by=self.by,
            roles=frozenset(map(Role, self.roles)),
            at=self.at,
            begins=self.begins,
            ends=self.ends,
            why=self.why or "",
        )


class DynamoPermits:
    """Implements :class:`qungui.ports.Permits`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def grant(self, permit: Permit, entry: AuditEntry) -> bool:
        put = Put(PermitItem.of(permit), ABSENT, "permit")
        for _ in range(_ATTEMPTS):
            log = appended(self._table, permit.group_id, entry)
            cancelled = self._table.transact([put, *log])
            if cancelled is None:
                return True
            if "permit" in cancelled.refused:
                return False
        msg = "the permits: others kept adding to the group's log"
        raise TransientError(msg)

    def of_group(self, group_id: str) -> Sequence[Permit]:
        raw = self._table.query(keys.group(group_id), SK.startswith(keys.PERMITS))
        return [item.value() for item in map(PermitItem.from_raw_data, raw)]

    def forget(self, group_id: str, person_id: str | None) -> None:
        for permit in self.of_group(group_id):
            if person_id in {None, permit.person_id, permit.by}:
                sk = keys.permit(permit.kind.value, permit.permit_id)
                self._table.delete(keys.group(group_id), sk)
