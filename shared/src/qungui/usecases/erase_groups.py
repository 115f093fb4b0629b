"""
Groups that ended long ago: whatever identifies anybody there goes, and what happened stays as
nobody's. Once a day, a part at a time, each part an envelope of its own. A group that there never
was, or that goes on under another id, ended when it left the register.

Whom a group has anything on record of, its audit log says; each is forgotten there after all of
theirs is buried, so whoever dies in between finds them named again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from qungui.engine.retention import kept_until
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.filing import Filed, LifeState
from qungui.model.ids import derived_id
from qungui.model.ledger import ORGANISATION, AuditEntry, AuditKind, AuditTrail
from qungui.ports import (
    AuditLog,
    Clock,
    Directory,
    GroupBook,
    Ledger,
    Organisation,
    Permits,
    Queue,
    Register,
    RosterChecks,
    Tally,
)
from qungui.usecases.burying import bury, bury_group_orders
from qungui.wire import time_to_text

MOST = 50
"""Members whom one run forgets."""

TOO_OLD = timedelta(hours=1)
_LANE = "retention"


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseGroups:
    """Safe to repeat and to break off."""

    ledger: Ledger
    directory: Directory
    organisation: Organisation
    book: GroupBook
    permits: Permits
    checks: RosterChecks
    tally: Tally
    register: Register
    audit_log: AuditLog
    lifecycle: Queue
    clock: Clock

    def __call__(self, at: datetime, part: int = 0) -> int:
        """
        How many groups were done by the schedule of *at*; where there is more to do, the next
        *part* is queued. One of over an hour ago does nothing: the next day's goes on.

        Raises:
            TransientError: It broke off.
        """
        now = self.clock.now()
        if now - at > TOO_OLD:
            return 0
        group_id = next(self._over(now), None)
        if group_id is None:
            return 0
        erased = self._erase(group_id, now)
        self.lifecycle.send([_next(at, part + 1)])
        return erased

    def _over(self, now: datetime) -> Iterator[str]:
        span = self.organisation.retention()
        for group_id, ended_at in sorted(self.book.dissolved().items()):
            if kept_until(ended_at, span) <= now:
                yield group_id
        for state in filter(lambda each: each.is_final, LifeState):
            on_file = self.register.every(state)
            old = takewhile(lambda each: kept_until(each.since, span) <= now, on_file)
            yield from (each.group_id for each in old if self._is_only_on_file(each))

    def _is_only_on_file(self, filed: Filed) -> bool:
        """Whether the platform shows nothing of it, or shows it under another id."""
        return filed.state is LifeState.LINKED or self.book.known(filed.group_id) is None

    def _erase(self, group_id: str, now: datetime) -> bool:
        """Whether all of it is done; otherwise a part is, and the next run goes on."""
        named = _named(self.audit_log.verify_chain(group_id))
        if some := set(sorted(named)[:MOST]):
            for person_id in some:
                bury(self.ledger, group_id, person_id, now)
            self.audit_log.forget(group_id, some, now)
            return False
        bury_group_orders(self.ledger, group_id, None, now)
        self.tally.forget(group_id)
        self.permits.forget(group_id, None)
        self.checks.drop(group_id)
        self.directory.forget(group_id, None)
        facts = {"group": group_id}
        entry = AuditEntry(kind=AuditKind.GROUP_ERASED, at=now, facts=facts)
        self.audit_log.append(ORGANISATION, entry)
        self.register.drop(group_id)
        self.book.drop(group_id)
        return True


def _named(trail: AuditTrail) -> set[str]:
    return {who for entry in trail.entries for who in entry.people.values()} - {""}


def _next(at: datetime, part: int) -> Envelope:
    return Envelope(
        kind=EnvelopeKind.RETENTION,
        envelope_id=derived_id("retention", str(part), time_to_text(at)),
        at=at,
        lane=_LANE,
        body={"part": part},
    )
