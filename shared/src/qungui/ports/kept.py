"""What is kept: activity, discipline, what is due, and what all processes share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a function loads the values that it carries, and no other
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from qungui.model.archive import Cursor
    from qungui.model.budget import Budget
    from qungui.model.case import Case, CaseRef
    from qungui.model.finding import Seen, Sighting
    from qungui.model.issue import Issue
    from qungui.model.item_ref import ItemRef
    from qungui.model.ledger import (
        AuditEntry,
        Change,
        Committed,
        Discipline,
        DueItem,
        Standing,
    )
    from qungui.model.order import OrderRef
    from qungui.model.permit import Permit
    from qungui.model.rest import Rest
    from qungui.model.roster_check import RosterCheck
    from qungui.model.tally import Noted, Question
    from qungui.model.token import Token
    from qungui.model.waiting import Waiting
    from qungui.model.watch import Watch


class Activity(Protocol):
    def record(self, group_id: str, person_id: str, sighting: Sighting) -> Seen:
        """
        Note one message in the member's ring, by one conditional write.

        Two concurrent messages both stay; a duplicate changes nothing and returns the ring as it
        stands. Entries older than the ring's horizon may be gone.
        """
        ...

    def expect(self, group_id: str, person_id: str, watch_id: str, at: datetime) -> Seen:
        """
        From *at* on whatever is recorded of the member names the watch that waits for their
        answer, until ``expect_no_more`` and for five days at least; what is known of them as it
        stands, no message being looked at. Safe to repeat.
        """
        ...

    def expect_no_more(self, group_id: str, person_id: str, watch_id: str) -> None:
        """Safe to repeat."""
        ...

    def forget(self, group_id: str, person_id: str) -> None:
        """The member's ring goes."""
        ...


class Watches(Protocol):
    """Messages that wait for answers. Strongly consistent; each can be looked up for a month."""

    def get(self, group_id: str, watch_id: str) -> Watch | None: ...

    def of_group(self, group_id: str) -> Sequence[Watch]:
        """All that are kept, the earliest message first."""
        ...

    def save(self, watch: Watch) -> bool:
        """
        Under the version that it was read at, 0 for a new one; stored with version + 1. False
        when somebody moved first, or one of that id exists already: read it again.
        """
        ...

    def forget(self, group_id: str, person_id: str) -> None:
        """
        Nobody who is *person_id* asked for anything, or owes it. Safe to repeat and to break off.

        Raises:
            TransientError: Somebody kept moving one of them.
        """
        ...


class Issues(Protocol):
    """Problems that are followed. Strongly consistent; each can be looked up for half a year."""

    def get(self, group_id: str, issue_id: str) -> Issue | None: ...

    def of_group(self, group_id: str) -> Sequence[Issue]:
        """All that are kept, the earliest first."""
        ...

    def save(self, issue: Issue) -> bool:
        """As :meth:`Watches.save`."""
        ...

    def forget(self, group_id: str, person_id: str) -> None:
        """
        Nobody who is *person_id* raised one, or is to see to it. Safe to repeat and to break off.

        Raises:
            TransientError: Somebody kept moving one of them.
        """
        ...


class Tally(Protocol):
    """What is noted of single messages for longer than the ring remembers."""

    def ask(self, group_id: str, question: Question, sighting: Sighting) -> Noted:
        """
        What was noted under the question's key, *sighting* included where it is to be noted.
        Safe to repeat: a message is noted once.
        """
        ...

    def forget(self, group_id: str) -> None:
        """All that was noted in a group goes. Safe to repeat and to break off."""
        ...


class SentRegister(Protocol):
    """Texts that we posted into groups ourselves, so that they are not judged."""

    def note(self, group_id: str, text: str, at: datetime) -> None:
        """Note *text* before it is posted."""
        ...

    def is_ours(self, group_id: str, text: str, at: datetime) -> bool:
        """Whether we posted *text* within ten minutes of *at*."""
        ...


class Once(Protocol):
    """What may happen once, however often it is asked for; remembered for a day."""

    def claim(self, what: str, now: datetime) -> bool:
        """Whether the caller may do it; False for everybody after the first."""
        ...

    def release(self, what: str) -> None:
        """It was not begun after all: the next may do it."""
        ...


class Ledger(Protocol):
    """Cases, orders and standings; one member's discipline in one partition."""

    def open_case(self, case: Case) -> bool:
        """
        Store a new case, marked if its message was recalled before it was judged; False when it
        exists already (nothing else is changed).
        """
        ...

    def discipline(self, group_id: str, person_id: str) -> Discipline:
        """All of one member, strongly consistent."""
        ...

    def company(self, person_id: str) -> tuple[Standing, ...]:
        """The member's standings on ladders that count in the whole company; consistent."""
        ...

    def on_record(self, person_id: str) -> Sequence[str]:
        """Ids of the groups in which anything was ever put on record of them; consistent."""
        ...

    def bury(self, kept: Discipline, at: datetime) -> bool:
        """
        All of *kept* goes on as tombstones of somebody whom nobody knows
        (:mod:`qungui.model.tombstone`), standings and recalls go altogether, and no group is
        named for the member. A message whose case it was opens none when it comes again.

        Safe to repeat and to break off: a part may have moved. False when somebody moved the
        member meanwhile, or something was added: read it again.
        """
        ...

    def commit(self, change: Change) -> Committed:
        """Write all of *change* in one transaction, with the group's audit chain, or nothing."""
        ...

    def observed(self, rulebook: str, edition: str) -> Mapping[str, Mapping[str, int]]:
        """By clause, then by group: breaches of an edition that were recorded and no more."""
        ...

    def link_recall(self, group_id: str, person_id: str, message_id: str, at: datetime) -> bool:
        """
        Mark the case of a recalled message, also one that is opened within the next two weeks;
        False when there is none yet. The first time told stays.
        """
        ...


class Rests(Protocol):
    """When each group rests next. Strongly consistent."""

    def get(self, group_id: str) -> Rest | None: ...

    def of(self, group_ids: Iterable[str]) -> Mapping[str, Rest]:
        """By group id, of those that have one."""
        ...

    def keep(self, rest: Rest) -> bool:
        """Store it as its next version; False when somebody changed it since it was read."""
        ...

    def drop(self, group_id: str) -> None:
        """The group rests no more. Safe to repeat."""
        ...


class Permits(Protocol):
    """What members of groups, and people who are yet to come, are allowed. Strongly consistent."""

    def grant(self, permit: Permit, entry: AuditEntry) -> bool:
        """
        Keep *permit*, with *entry* in the group's audit log, or neither; False where it stood
        already.

        Raises:
            TransientError: Others kept adding to the log.
        """
        ...

    def of_group(self, group_id: str) -> Sequence[Permit]:
        """All that are kept, also those that are over."""
        ...

    def forget(self, group_id: str, person_id: str | None) -> None:
        """Those for or by *person_id* go; all of the group without it. Safe to repeat."""
        ...


class RosterChecks(Protocol):
    """When each group's members are gone through next. Strongly consistent."""

    def get(self, group_id: str) -> RosterCheck | None: ...

    def keep(self, check: RosterCheck) -> bool:
        """
        Store it as its next version, due as it says; False when somebody stored another one since
        *check* was read.
        """
        ...

    def planned(self, group_ids: Iterable[str]) -> AbstractSet[str]:
        """Those of *group_ids* that have one."""
        ...

    def of_kind(self, kind: str) -> Sequence[RosterCheck]:
        """Those of one ``kind``; may lag a moment."""
        ...

    def drop(self, group_id: str) -> None:
        """It is gone through no more. Safe to repeat."""
        ...


class DueIndex(Protocol):
    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        """Up to *limit* items due at or before *now*, earliest first within a shard."""
        ...

    def postpone(self, item: DueItem, until: datetime) -> None:
        """Look at it again later, unless it moved meanwhile; it stays due when it was."""
        ...


class Worklist(Protocol):
    def held_removals(self, group_id: str) -> Sequence[OrderRef]:
        """Removals that a group's limit holds; may lag a moment, so look at each order anew."""
        ...

    def undecided(self, group_id: str) -> Sequence[Waiting]:
        """What waits for somebody's word in a group, the longest first; may lag as well."""
        ...

    def undecided_everywhere(self) -> Sequence[Waiting]:
        """The same of all groups, one group after another."""
        ...

    def lapsed(self, since: datetime, until: datetime) -> Sequence[ItemRef]:
        """What nobody said a word on in time: over in [since, until), in any group; may lag too."""
        ...

    def found_wrongly(self, rulebook: str) -> Sequence[CaseRef]:
        """Cases with a sentence that must pass, the oldest first; may lag as well."""
        ...

    def money(self, group_id: str, since: datetime, until: datetime) -> Sequence[OrderRef]:
        """Fines and red packets ordered in [since, until), the earliest first; may lag as well."""
        ...


class Cursors(Protocol):
    def get(self, corp_id: str) -> Cursor: ...

    def advance(self, corp_id: str, *, seen: Cursor, to: Cursor) -> bool:
        """Move the cursor; False when somebody moved it since *seen* was read."""
        ...


class TokenStore(Protocol):
    """Access tokens shared by all processes, and who may refresh one."""

    def get(self, key: str) -> Token | None:
        """The last one put, strongly consistent. It may have expired: compare *expires_at*."""
        ...

    def put(self, key: str, token: Token) -> None:
        """Replace the token and end the lease on *key*."""
        ...

    def take_lease(self, key: str, now: datetime, until: datetime) -> bool:
        """Whether the caller alone may refresh *key* in [now, until)."""
        ...


class Budgets(Protocol):
    """How often the platform may be called, counted for all processes together."""

    def take(self, budget: Budget, now: datetime, amount: int = 1) -> datetime | None:
        """
        None when *amount* was taken from every allowance of *budget*.

        Otherwise nothing was taken, and the answer is when to come back: those who wait are given
        instants one after another, so that they do not all come at once.
        """
        ...

    def close(self, budget: Budget, now: datetime) -> datetime:
        """
        The platform says that it is spent, whatever was counted here: nobody takes of it until the
        answer, a minute from *now*; twice as long as last time when it was spent again soon after,
        up to an hour. Whoever says so while it is closed already hears the same instant.
        """
        ...
