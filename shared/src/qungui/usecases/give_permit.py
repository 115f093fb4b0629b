"""Somebody is allowed to come, to be a guest, to leave, or to be silent for a while; on record."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qungui.engine.authority import Bar, barred
from qungui.engine.reconcile import watching
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.linked import Linked
from qungui.model.permit import Permit, PermitKind
from qungui.ports import Clock, Directory, GroupBook, Permits
from qungui.usecases.linked_group import linked_group

_HOLDS = timedelta(days=7)  # a word to come or to go is of now


class Permitted(StrEnum):
    PERMITTED = "permitted"
    ALREADY = "already"
    IN_THE_PAST = "in-the-past"


@dataclass(frozen=True, slots=True)
class Full:
    """
    So many more cannot be let in.

    Attributes:
        most: Members that there may be.
    """

    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitWish:
    """
    Attributes:
        person_id: Empty where only a *name* is known.
        by: Who gives it, by person id; of an absence, whoever takes it.
        begins, ends: UTC; without an end as long as its kind holds.
        people: How many it is for.
    """

    kind: PermitKind
    group_id: str
    by: str
    at: datetime
    person_id: str = ""
    name: str = ""
    begins: datetime | None = None
    ends: datetime | None = None
    why: str = ""
    people: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GivePermit:
    """By anybody who runs the group, never for themselves, but for an absence. Safe to repeat."""

    permits: Permits
    directory: Directory
    book: GroupBook
    clock: Clock

    def __call__(self, wish: PermitWish) -> Permitted | Full | Bar:
        """
        Raises:
            InvalidEventError: No such group.
            TransientError: It cannot be told now.
        """
        linked = linked_group(self.directory, wish.group_id)
        own = wish.kind is PermitKind.ABSENCE and wish.by == wish.person_id
        bar = None if own else barred(linked.group, None, wish.by, wish.person_id)
        if bar is not None:
            return bar
        if wish.ends is not None and wish.ends <= wish.at:
            return Permitted.IN_THE_PAST
        comes = wish.kind in {PermitKind.JOIN, PermitKind.GUEST}
        full = self._full(linked, wish.people) if comes else None
        if full is not None:
            return full
        permit = _permit(wish, linked)
        parts = {"person": permit.person_id, "by": permit.by}
        entry = AuditEntry(
            kind=AuditKind.PERMITTED,
            at=self.clock.now(),
            facts={"permit": permit.permit_id, "kind": permit.kind.value},
            people={part: who for part, who in parts.items() if who},
        )
        anew = self.permits.grant(permit, entry)
        return Permitted.PERMITTED if anew else Permitted.ALREADY

    def _full(self, linked: Linked, more: int) -> Full | None:
        """By what the regulation says of the most members."""
        known = self.book.known(linked.group.group_id)
        edition = linked.edition_at(self.clock.now())
        if known is None or edition is None:
            return None
        watched = watching(edition, linked.settings, linked.group)
        rules = (rule for each in watched for name, rule in each.rules if name == "capacity")
        most = min((rule.max_members for rule in rules), default=0)
        return Full(most) if most and len(known.members) + more > most else None


def _permit(wish: PermitWish, linked: Linked) -> Permit:
    passing = wish.kind in {PermitKind.JOIN, PermitKind.LEAVE}
    begins = wish.begins or wish.at
    return Permit(
        kind=wish.kind,
        group_id=wish.group_id,
        person_id=wish.person_id,
        name=wish.name,
        by=wish.by,
        roles=linked.group.roles_of(wish.by),
        at=wish.at,
        begins=begins,
        ends=wish.ends or (begins + _HOLDS if passing else None),
        why=wish.why,
    )
