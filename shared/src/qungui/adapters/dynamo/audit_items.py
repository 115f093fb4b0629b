"""Stored shapes of a group's audit log."""

from typing import Self

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from qungui.adapters.chain import Head, Link
from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Instant, Json, Row
from qungui.model.ledger import AuditEntry, AuditKind


class AuditItem(Row):
    number = NumberAttribute()
    digest = UnicodeAttribute()
    kind = UnicodeAttribute()
    at = Instant()
    facts = Json()

    @classmethod
    def of(cls, group_id: str, link: Link) -> Self:
        return cls(
            keys.group(group_id),
            keys.audit(link.number),
            number=link.number,
            digest=link.digest,
            kind=link.entry.kind.value,
            at=link.entry.at,
            facts=dict(link.entry.facts),
        )

    def value(self) -> Link:
        entry = AuditEntry(kind=AuditKind(self.kind), at=self.at, facts=self.facts)
        return Link(int(self.number), self.digest, entry)


class AuditHeadItem(Row):
    number = NumberAttribute()
    digest = UnicodeAttribute()

    @classmethod
    def of(cls, group_id: str, head: Head) -> Self:
        pk = keys.group(group_id)
        return cls(pk, keys.AUDIT_HEAD, number=head.number, digest=head.digest)

    def value(self) -> Head:
        return Head(int(self.number), self.digest)
