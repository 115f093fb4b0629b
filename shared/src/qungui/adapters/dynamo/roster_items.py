"""Stored shapes of what the platform showed of a group: the group's own item, and its members."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Instant, Json, Row
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import GroupState, JoinWay, KnownGroup, Member


class RosterItem(Row):
    """
    Stands beside ``META``, which is the filing's: neither may overwrite the other.

    Attributes:
        list_sort: Begins with the instant from which on the roster is stale.
    """

    list_key = UnicodeAttribute()
    list_sort = UnicodeAttribute()
    alias = UnicodeAttribute()
    kind = UnicodeAttribute(null=True)
    first_seen = Instant()
    name = UnicodeAttribute(null=True)
    owner = UnicodeAttribute(null=True)
    administrators = Json(null=True)
    state = UnicodeAttribute()
    dissolved_at = Instant(null=True)
    member_version = UnicodeAttribute(null=True)
    revision = NumberAttribute()
    creator = UnicodeAttribute(null=True)
    leaders = Json(null=True)
    looked_at = Instant(null=True)

    @classmethod
    def first(cls, group_id: str, alias: Alias, kind: GroupKind | None, at: datetime) -> Self:
        return cls(
            keys.group(group_id),
            keys.ROSTER,
            list_key=keys.GROUPS_LIST,
            list_sort=keys.due_sort(at, group_id),
            alias=str(alias),
            kind=None if kind is None else kind.value,
            first_seen=at,
            state=GroupState.ACTIVE.value,
            revision=0,
        )

    def value(self, members: Mapping[str, Member]) -> KnownGroup:
        return KnownGroup(
            group_id=keys.group_from(self.pk),
            alias=Alias.parse(self.alias),
            kind=GroupKind(self.kind) if self.kind else None,
            first_seen=self.first_seen,
            name=self.name or "",
            owner=self.owner,
            administrators=tuple(self.administrators or ()),
            members=members,
            state=GroupState(self.state),
            dissolved_at=self.dissolved_at,
            version=self.member_version or "",
            revision=int(self.revision),
            creator=self.creator,
            leaders=tuple(self.leaders or ()),
            looked_at=self.looked_at,
        )


class MemberItem(Row):
    list_key = UnicodeAttribute(null=True)
    list_sort = UnicodeAttribute(null=True)
    alias = UnicodeAttribute()
    nickname = UnicodeAttribute(null=True)
    joined_at = Instant(null=True)
    way = UnicodeAttribute(null=True)
    inviter = UnicodeAttribute(null=True)
    seen_at = Instant(null=True)
    named_at = Instant(null=True)
    declared = UnicodeAttribute(null=True)
    picture = Json(null=True)

    @classmethod
    def of(cls, group_id: str, person_id: str, member: Member) -> Self:
        return cls(
            keys.group(group_id),
            keys.member_of_roster(person_id),
            list_key=keys.groups_of(person_id),
            list_sort=group_id,
            alias=str(member.alias),
            nickname=member.nickname or None,
            joined_at=member.joined_at,
            way=None if member.way is None else member.way.value,
            inviter=None if member.inviter is None else str(member.inviter),
            seen_at=member.seen_at,
            named_at=member.named_at,
            declared=member.declared or None,
            picture=None if member.picture is None else list(member.picture),
        )

    @classmethod
    def changes(cls, member: Member) -> list[Action]:
        """All but when they last wrote and what they call themselves, which no roster says."""
        said = cls(
            "",
            "",
            alias=str(member.alias),
            nickname=member.nickname or None,
            joined_at=member.joined_at,
            way=None if member.way is None else member.way.value,
            inviter=None if member.inviter is None else str(member.inviter),
            named_at=member.named_at,
            picture=None if member.picture is None else list(member.picture),
        )
        return [
            path.remove() if (value := getattr(said, name)) is None else path.set(value)
            for name in ("alias", "nickname", "joined_at", "way", "inviter", "named_at", "picture")
            for path in (getattr(cls, name),)
        ]

    @property
    def person_id(self) -> str:
        return keys.member_of_roster_from(self.sk)

    def value(self) -> Member:
        return Member(
            alias=Alias.parse(self.alias),
            nickname=self.nickname or "",
            joined_at=self.joined_at,
            way=JoinWay(self.way) if self.way else None,
            inviter=Alias.parse(self.inviter) if self.inviter else None,
            seen_at=self.seen_at,
            named_at=self.named_at,
            declared=self.declared or "",
            picture=None if self.picture is None else tuple(self.picture),
        )
