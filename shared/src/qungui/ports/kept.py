"""What is kept: groups, people, discipline, and what is due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from qungui.model.archive import Cursor
from qungui.model.budget import Budget
from qungui.model.case import Case
from qungui.model.finding import Seen, Sighting
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.known_group import KnownGroup, MemberChange
from qungui.model.ledger import (
    AuditEntry,
    AuditTrail,
    Change,
    Committed,
    Discipline,
    DueItem,
)
from qungui.model.linked import Linked
from qungui.model.order import OrderRef
from qungui.model.person import Person, PersonFacts
from qungui.model.rulebook import Edition
from qungui.model.token import Token


class Directory(Protocol):
    """Groups, their settings and their rulebook. Answers may be up to a minute old."""

    def linked(self, alias: Alias) -> Linked | None:
        """The linked group that a channel calls *alias*; None when nobody linked it."""
        ...

    def group(self, group_id: str) -> Linked | None:
        """With the roles that the filing leaves open as the platform's roster shows them."""
        ...

    def edition(self, rulebook: str, edition: str) -> Edition | None:
        """Any edition ever published, also a superseded one."""
        ...

    def publish(self, edition: Edition) -> None:
        """Store an edition and make it the current one of its rulebook."""
        ...

    def link(self, group: Group, settings: GroupSettings) -> None:
        """
        Store a group, its settings and its aliases; replaces what was there.

        Raises:
            InvalidEventError: Its rulebook is not published, or an alias is another group's.
        """
        ...

    def command(
        self, group_id: str, role: Role, people: Sequence[str], entry: AuditEntry
    ) -> Linked:
        """
        Keep that *people*, by their ids, hold *role* in a linked group, for want of a better
        source, with *entry* in the group's audit log, or neither; the group as it is then.
        Nobody takes the word back.

        Raises:
            InvalidEventError: No such group.
            TransientError: Others kept changing it.
        """
        ...

    def attach(self, group_id: str, alias: Alias) -> None:
        """
        Another alias for a linked group; all else stays. Safe to repeat.

        Raises:
            InvalidEventError: No such group, or the alias belongs to another one.
        """
        ...


class People(Protocol):
    def resolve(self, alias: Alias) -> Person:
        """Who writes under *alias*; somebody unrecorded has an id derived from it. Cached."""
        ...

    def record(self, person: Person) -> None:
        """Keep the person and their aliases, so that an order can reach them. Safe to repeat."""
        ...

    def note(self, person: Person, facts: PersonFacts) -> None:
        """Record the person, and what *facts* says anew. Safe to repeat."""
        ...

    def get(self, person_id: str) -> Person | None: ...


class GroupBook(Protocol):
    """What the platform showed of groups, filed or not. Strongly consistent."""

    def register(self, alias: Alias, kind: GroupKind | None, at: datetime) -> str:
        """
        The id of the group that a channel calls *alias*. An alias of nobody becomes an unfiled
        group, once; a kind that was unknown so far is kept, and so is the alias by which the
        platform shows a group of that kind.
        """
        ...

    def owner(self, alias: Alias) -> str | None:
        """Whose *alias* is now; None when nobody ever saw it."""
        ...

    def every(self) -> Sequence[str]:
        """Ids of all groups that were ever registered; may lag a moment."""
        ...

    def stale(self, now: datetime, limit: int) -> Sequence[str]:
        """
        Up to *limit* ids of groups whose roster is due for a pull (``KnownGroup.pull_due``), the
        latest due first: a room seen just now before one that waited long. May lag a moment.
        """
        ...

    def postpone(self, group_id: str, until: datetime) -> None:
        """Its pull was asked for; without one it is stale again at *until*."""
        ...

    def known(self, group_id: str) -> KnownGroup | None: ...

    def apply(self, group_id: str, change: MemberChange) -> bool:
        """One conditional change; False when the members are not at version ``before``."""
        ...

    def replace(self, read: KnownGroup, now: KnownGroup) -> bool:
        """
        Everything pulled takes the place of what was *read*; False when somebody changed the
        members since. A crash in the middle leaves no version, so it is pulled again.
        """
        ...

    def hide(self, group_id: str, at: datetime) -> None:
        """The platform, asked at *at*, showed no such group. A later ``replace`` undoes it."""
        ...

    def dissolve(self, group_id: str, at: datetime) -> None:
        """The first time counts."""
        ...

    def saw(self, group_id: str, person_id: str, at: datetime) -> None:
        """A member wrote on the day of *at*; nothing for who is on no roster. Safe to repeat."""
        ...


class Activity(Protocol):
    def record(self, group_id: str, person_id: str, sighting: Sighting) -> Seen:
        """
        Note one message in the member's ring, by one conditional write.

        Two concurrent messages both stay; a duplicate changes nothing and returns the ring as it
        stands. Entries older than the ring's horizon may be gone.
        """
        ...


class SentRegister(Protocol):
    """Texts that we posted into groups ourselves, so that they are not judged."""

    def note(self, group_id: str, text: str, at: datetime) -> None:
        """Note *text* before it is posted."""
        ...

    def is_ours(self, group_id: str, text: str, at: datetime) -> bool:
        """Whether we posted *text* within ten minutes of *at*."""
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

    def commit(self, change: Change) -> Committed:
        """Write all of *change* in one transaction, with the group's audit chain, or nothing."""
        ...

    def link_recall(self, group_id: str, person_id: str, message_id: str, at: datetime) -> bool:
        """
        Mark the case of a recalled message, also one that is opened within the next two weeks;
        False when there is none yet. The first time told stays.
        """
        ...


class AuditLog(Protocol):
    def verify_chain(self, group_id: str) -> AuditTrail:
        """The group's whole log, every link of it checked."""
        ...


class DueIndex(Protocol):
    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        """Up to *limit* items due at or before *now*, earliest first within a shard."""
        ...

    def postpone(self, item: DueItem, until: datetime) -> None:
        """Look at it again later, unless it moved meanwhile. Never loses it."""
        ...


class Worklist(Protocol):
    def held_removals(self, group_id: str) -> Sequence[OrderRef]:
        """Removals that a group's limit holds; may lag a moment, so look at each order anew."""
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
