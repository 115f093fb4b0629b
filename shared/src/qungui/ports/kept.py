"""What is kept: groups and their rules, discipline, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qungui.model.publication import Stage

if TYPE_CHECKING:  # a function loads the values that it carries, and no other
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from qungui.model.archive import Cursor
    from qungui.model.budget import Budget
    from qungui.model.case import Case
    from qungui.model.finding import Seen, Sighting
    from qungui.model.group import Group, GroupSettings, Role
    from qungui.model.ids import Alias
    from qungui.model.ledger import (
        AuditEntry,
        Change,
        Committed,
        Discipline,
        DueItem,
        Standing,
    )
    from qungui.model.linked import Linked
    from qungui.model.order import OrderRef
    from qungui.model.publication import Published
    from qungui.model.rulebook import Edition
    from qungui.model.span import Span
    from qungui.model.tally import Noted, Question
    from qungui.model.token import Token
    from qungui.model.waiting import Waiting


class Directory(Protocol):
    """Groups, their settings and their rulebook. Answers may be up to a minute old."""

    def linked(self, alias: Alias) -> Linked | None:
        """The linked group that a channel calls *alias*; None when nobody linked it."""
        ...

    def group(self, group_id: str) -> Linked | None:
        """With the roles that the filing leaves open as the platform's roster shows them."""
        ...

    def groups_of(self, person_id: str) -> Iterator[Linked]:
        """
        Linked groups that name a person: on the roster, or for a role by filing or command,
        whether they hold it or not. Each is read when it is asked for; may lag a moment.
        """
        ...

    def edition(self, rulebook: str, edition: str) -> Edition | None:
        """Any edition ever published, also a superseded one."""
        ...

    def publish(
        self,
        edition: Edition,
        *,
        stage: Stage = Stage.FORCE,
        source: str = "",
        entry: AuditEntry | None = None,
    ) -> None:
        """
        Store an edition, or take one that is stored a stage further, with *entry* in the
        organisation's audit log, or neither. *source* is the file that it was read from, kept
        beside it.

        Raises:
            InvalidEventError: That edition is stored with other words, or further already.
        """
        ...

    def published(self, rulebook: str) -> Sequence[Published]:
        """All editions, drafts too, the latest to come into force first; strongly consistent."""
        ...

    def source(self, rulebook: str, edition: str) -> str | None:
        """The file that an edition was read from; None where none was kept."""
        ...

    def in_force(self, now: datetime) -> Sequence[Edition]:
        """Of every published rulebook the edition in force; may lag a moment."""
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

    def set_up(self, group_id: str, settings: GroupSettings, entry: AuditEntry) -> bool:
        """
        The next version of a linked group's settings, with *entry* in its audit log, or neither;
        False when they are not at the version before any more: read again.
        """
        ...

    def forget(self, group_id: str, person_id: str | None) -> None:
        """
        Nobody is named for a role or exempt who is *person_id*; nobody at all without it. The
        settings keep their version: they bind everybody else as before. Safe to repeat.

        Raises:
            TransientError: Others kept changing the group.
        """
        ...

    def retention(self) -> Span:
        """How long the organisation keeps what is on record of a group after its end."""
        ...

    def retain(self, span: Span, entry: AuditEntry) -> None:
        """
        Keep it for *span* from now on, with *entry* in the organisation's audit log, or neither.

        Raises:
            TransientError: Others kept adding to that log.
        """
        ...

    def attach(self, group_id: str, alias: Alias) -> None:
        """
        Another alias for a linked group; all else stays. Safe to repeat.

        Raises:
            InvalidEventError: No such group, or the alias belongs to another one.
        """
        ...


class Activity(Protocol):
    def record(self, group_id: str, person_id: str, sighting: Sighting) -> Seen:
        """
        Note one message in the member's ring, by one conditional write.

        Two concurrent messages both stay; a duplicate changes nothing and returns the ring as it
        stands. Entries older than the ring's horizon may be gone.
        """
        ...

    def forget(self, group_id: str, person_id: str) -> None:
        """The member's ring goes."""
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

    def link_recall(self, group_id: str, person_id: str, message_id: str, at: datetime) -> bool:
        """
        Mark the case of a recalled message, also one that is opened within the next two weeks;
        False when there is none yet. The first time told stays.
        """
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

    def undecided(self, group_id: str) -> Sequence[Waiting]:
        """What waits for somebody's word in a group, the longest first; may lag as well."""
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
