"""Stored shapes of audit logs and of their anchors."""

from collections.abc import Callable
from datetime import date
from typing import Self

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from qungui.adapters.chain import Link
from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Instant, Json, Row, Texts
from qungui.model.anchor import Anchor, Head, Heads
from qungui.model.ledger import AuditEntry, AuditKind


class AuditItem(Row):
    """
    Attributes:
        sealed: What the chain holds of each person, by the part they have in it.
        people, salts: What opens it, for whom nobody forgot.
    """

    number = NumberAttribute()
    digest = UnicodeAttribute()
    kind = UnicodeAttribute()
    at = Instant()
    facts = Json()
    sealed = Json()
    people = Texts()
    salts = Texts()

    @classmethod
    def of(cls, group_id: str, link: Link) -> Self:
        return cls(
            keys.log(group_id),
            keys.audit(link.number),
            number=link.number,
            digest=link.digest,
            kind=link.entry.kind.value,
            at=link.entry.at,
            facts=dict(link.entry.facts),
            sealed=dict(link.sealed),
            people=link.entry.people,
            salts=link.salts,
        )

    def value(self) -> Link:
        nobody = dict.fromkeys(self.sealed, "")
        entry = AuditEntry(
            kind=AuditKind(self.kind),
            at=self.at,
            facts={name: str(fact) for name, fact in self.facts.items()},
            people=nobody | dict(self.people),
        )
        return Link(int(self.number), self.digest, entry, self.sealed, self.salts)


class AuditHeadItem(Row):
    """Listed with those of all other logs, so that an anchor finds them."""

    number = NumberAttribute()
    digest = UnicodeAttribute()
    list_key = UnicodeAttribute()
    list_sort = UnicodeAttribute()

    @classmethod
    def of(cls, group_id: str, head: Head) -> Self:
        pk = keys.log(group_id)
        return cls(
            pk,
            keys.AUDIT_HEAD,
            number=head.number,
            digest=head.digest,
            list_key=keys.LOGS_LIST,
            list_sort=pk,
        )

    def value(self) -> Head:
        return Head(int(self.number), self.digest)


class AnchorItem(Row):
    day = UnicodeAttribute()
    chains = NumberAttribute()
    root = UnicodeAttribute()
    previous = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, anchor: Anchor) -> Self:
        return cls(
            keys.ORGANISATION,
            keys.anchor(anchor.day),
            day=anchor.day.isoformat(),
            chains=anchor.chains,
            root=anchor.root,
            previous=anchor.previous or None,
        )

    def value(self) -> Anchor:
        return Anchor(
            day=date.fromisoformat(self.day),
            chains=int(self.chains),
            root=self.root,
            previous=self.previous or "",
        )


class HeadsItem(Row):
    """A page of the ends that an anchor holds."""

    heads = Json()

    @classmethod
    def of(cls, anchor: Anchor, page: int, heads: Heads) -> Self:
        listed = {log: [head.number, head.digest] for log, head in heads.items()}
        return cls(keys.ORGANISATION, keys.heads(anchor.day, page), heads=listed)

    def value(self) -> Heads:
        listed = self.heads.items()
        return {log: Head(int(number), str(digest)) for log, (number, digest) in listed}


def unless_damaged[V](read: Callable[[], V]) -> V | None:
    """What *read* reads; None where somebody's hand made it unreadable."""
    try:
        return read()
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
