"""
A person is forgotten: whatever identifies them goes, and what happened stays as nobody's.

What is theirs goes first, what leads to it afterwards, and last of all their names: whoever dies in
between does the rest when they are asked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qungui.engine.forgetting import unfiled, unlisted, unnamed, unsettled
from qungui.errors import InvalidEventError, TransientError
from qungui.model.ledger import ORGANISATION, AuditEntry, AuditKind
from qungui.model.organisation import OrganisationChange
from qungui.model.person import Person
from qungui.model.waiting import Waiting
from qungui.ports import (
    Activity,
    Anchors,
    AuditLog,
    Clock,
    Directory,
    GroupBook,
    Issues,
    Ledger,
    Organisation,
    People,
    Permits,
    Register,
    RosterChecks,
    Watches,
)
from qungui.usecases.burying import bury, bury_group_orders, unshow

_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class Forgotten:
    """
    Attributes:
        groups: In how many groups anything was theirs.
        parts: In how many places the audit logs named them.
        was_known: Whether their names were recorded.
    """

    groups: int
    parts: int
    was_known: bool

    @property
    def anything(self) -> bool:
        return bool(self.groups or self.parts or self.was_known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetPerson:
    """Safe to repeat: the second time finds nothing, and leaves no entry."""

    ledger: Ledger
    activity: Activity
    watches: Watches
    issues: Issues
    directory: Directory
    book: GroupBook
    permits: Permits
    checks: RosterChecks
    register: Register
    organisation: Organisation
    audit_log: AuditLog
    anchors: Anchors
    people: People
    clock: Clock

    def unsettled(self, person_id: str) -> Sequence[Waiting]:
        """What somebody is still to decide about them."""
        groups = self.ledger.on_record(person_id)
        kept = (self.ledger.discipline(group_id, person_id) for group_id in groups)
        return tuple(waiting for each in kept for waiting in unsettled(each))

    def __call__(self, person: Person, by: str, *, even_so: bool = False) -> Forgotten:
        """
        *by*: who does it, by person id; *even_so*: also where something is undecided, which ends
        undecided then.

        Raises:
            InvalidEventError: It is somebody's own file, or something is undecided.
            TransientError: It broke off; ask again.
        """
        if by == person.person_id:
            msg = "nobody forgets themselves: somebody else must do it"
            raise InvalidEventError(msg)
        if not even_so and self.unsettled(person.person_id):
            msg = "something is still to be decided about them"
            raise InvalidEventError(msg)
        now, groups = self.clock.now(), self._groups(person)
        erased = AuditEntry(kind=AuditKind.PERSON_ERASED, at=now, facts={}, people={"by": by})
        for rulebook in sorted({one.rulebook for one in self.directory.in_force(now)}):
            self._unseat(rulebook, person.person_id, erased)
        for group_id in groups:
            self._bury(group_id, person.person_id, now)
        # A role, an invitation or an order may name them where they never were.
        for group_id in sorted({*self.book.every(), *groups}):
            self._unname(group_id, person, now)
        for filed in self.register.every():
            self._unfile(filed.group_id, person.person_id, erased)
        logs = sorted({*self.anchors.heads(), ORGANISATION})
        parts = sum(self.audit_log.forget(log, {person.person_id}, now) for log in logs)
        done = Forgotten(len(groups), parts, self.people.get(person.person_id) is not None)
        if done.anything:
            self.audit_log.append(ORGANISATION, erased)
            self.people.forget(person)
        return done

    def _groups(self, person: Person) -> Sequence[str]:
        on_record = self.ledger.on_record(person.person_id)
        return sorted({*on_record, *self.book.memberships(person.person_id)})

    def _bury(self, group_id: str, person_id: str, now: datetime) -> None:
        linked = self.directory.group(group_id)
        holders = {} if linked is None else linked.group.holders
        deciders = {who for people in holders.values() for who in people} - {person_id}
        unshow(self.ledger, group_id, sorted(deciders), person_id)
        bury(self.ledger, group_id, person_id, now)
        self.activity.forget(group_id, person_id)

    def _unname(self, group_id: str, person: Person, now: datetime) -> None:
        for _ in range(_ATTEMPTS):
            known = self.book.known(group_id)
            if known is None:
                break
            without = unnamed(known, person)
            if without == known or self.book.replace(known, without):
                break
        else:
            msg = "the group's members kept changing"
            raise TransientError(msg)
        self._unlist(group_id, person.person_id)
        self.permits.forget(group_id, person.person_id)
        self.directory.forget(group_id, person.person_id)
        self.watches.forget(group_id, person.person_id)
        self.issues.forget(group_id, person.person_id)
        bury_group_orders(self.ledger, group_id, person.person_id, now)

    def _unfile(self, group_id: str, person_id: str, entry: AuditEntry) -> None:
        for _ in range(_ATTEMPTS):
            filing = self.register.filing(group_id)
            if filing is None or (without := unfiled(filing, person_id)) == filing:
                return
            if self.register.commit(without, entry):
                return
        msg = "others kept moving the group"
        raise TransientError(msg)

    def _unseat(self, rulebook: str, person_id: str, entry: AuditEntry) -> None:
        """They hold no office any more."""
        was = self.organisation.settings(rulebook)
        if not any(person_id in people for people in was.offices.values()):
            return
        left = {
            office: tuple(who for who in people if who != person_id)
            for office, people in was.offices.items()
        }
        held = {office: people for office, people in left.items() if people}
        settings = replace(was, version=was.version + 1, offices=held)
        change = OrganisationChange(rulebook=rulebook, settings=settings, audit=entry)
        if not self.organisation.commit(change):
            msg = "the organisation's settings were changed meanwhile"
            raise TransientError(msg)

    def _unlist(self, group_id: str, person_id: str) -> None:
        check = self.checks.get(group_id)
        if check is None or (without := unlisted(check, person_id)) == check:
            return
        if not self.checks.keep(without):
            msg = "the group was gone through meanwhile"
            raise TransientError(msg)
