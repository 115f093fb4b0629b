"""Who is who, and what the platform showed of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a function loads the values that it carries, and no other
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from qungui.model.group import GroupKind
    from qungui.model.ids import Alias
    from qungui.model.known_group import KnownGroup, Member, MemberChange
    from qungui.model.person import Person, PersonFacts


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

    def get_many(self, person_ids: Iterable[str]) -> Mapping[str, Person]:
        """Those who are recorded, by id; a hundred a request. Strongly consistent."""
        ...

    def posts(self) -> Mapping[str, str]:
        """The position of everybody who has one, by person id; may lag a moment."""
        ...

    def forget(self, person: Person) -> None:
        """The person and their names go, all or none. Safe to repeat."""
        ...


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

    def memberships(self, person_id: str) -> Mapping[str, Member]:
        """What the rosters say of somebody, by group id; may lag a moment."""
        ...

    def apply(self, group_id: str, change: MemberChange) -> bool:
        """One conditional change; False when the members are not at version ``before``."""
        ...

    def replace(self, read: KnownGroup, now: KnownGroup) -> bool:
        """
        *now* takes the place of what was *read*; False when somebody changed the members since.
        A crash in the middle leaves no version, so it is pulled again. Where it was looked at anew
        and is hidden, it is shown again.
        """
        ...

    def hide(self, group_id: str, at: datetime) -> None:
        """The platform, asked at *at*, showed no such group. A later ``replace`` undoes it."""
        ...

    def dissolve(self, group_id: str, at: datetime) -> None:
        """The first time counts."""
        ...

    def dissolved(self) -> Mapping[str, datetime]:
        """When each dissolved group was, as far as it was not dropped; may lag a moment."""
        ...

    def drop(self, group_id: str) -> None:
        """Nothing is known of the group any more. Safe to repeat and to break off."""
        ...

    def saw(self, group_id: str, person_id: str, at: datetime) -> None:
        """A member wrote on the day of *at*; nothing for who is on no roster. Safe to repeat."""
        ...

    def declare(self, group_id: str, person_id: str, nickname: str) -> bool:
        """
        A member says what they are called there; False for who is on no roster. A roster that is
        pulled later does not change it. Safe to repeat.
        """
        ...
