"""Groups, the rules that they live under, and what the organisation decides for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qungui.model.publication import Stage

if TYPE_CHECKING:  # a function loads the values that it carries, and no other
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from qungui.model.group import Group, GroupSettings, Role
    from qungui.model.ids import Alias
    from qungui.model.ledger import AuditEntry
    from qungui.model.linked import Linked
    from qungui.model.organisation import OrganisationChange, OrganisationSettings
    from qungui.model.publication import Published
    from qungui.model.rulebook import Edition
    from qungui.model.span import Span


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
        change: OrganisationChange | None = None,
    ) -> None:
        """
        Store an edition, or take one that is stored a stage further, together with *change*.
        *source* is the file that it was read from, kept beside it.

        Raises:
            InvalidEventError: That edition is stored with other words, or further already.
            TransientError: Another change was under way.
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

    def attach(self, group_id: str, alias: Alias) -> None:
        """
        Another alias for a linked group; all else stays. Safe to repeat.

        Raises:
            InvalidEventError: No such group, or the alias belongs to another one.
        """
        ...


class Organisation(Protocol):
    """
    Its settings for each rulebook, the trials of editions, and how long it keeps what is on
    record. Strongly consistent.
    """

    def settings(self, rulebook: str) -> OrganisationSettings:
        """Version 0 where nobody chose anything yet."""
        ...

    def commit(self, change: OrganisationChange) -> bool:
        """
        Write all of *change* in one transaction, with the organisation's audit log, or nothing;
        False when somebody moved first: read again.
        """
        ...

    def retention(self) -> Span:
        """How long what is on record of a group is kept after its end, under any rulebook."""
        ...

    def retain(self, span: Span, entry: AuditEntry) -> None:
        """
        Keep it for *span* from now on, with *entry* in the organisation's audit log, or neither.

        Raises:
            TransientError: Others kept adding to that log.
        """
        ...
