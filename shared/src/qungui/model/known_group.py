"""Groups as we keep them: from rosters pulled whole, kept up by events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qungui.model.group import GroupKind
from qungui.model.ids import Alias


class JoinWay(StrEnum):
    """How somebody joined, as we keep it."""

    INVITED = "invited"  # an event also calls it so when it was a link
    LINK = "link"
    SCANNED = "scanned"


class GroupState(StrEnum):
    ACTIVE = "active"
    DISSOLVED = "dissolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """
    Attributes:
        nickname: Their name in this group; empty when nobody knows it.
        inviter: Known only when it was our own staff.
        seen_at: When a roster or event last showed them, UTC.
    """

    alias: Alias
    nickname: str = ""
    joined_at: datetime | None = None
    way: JoinWay | None = None
    inviter: Alias | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGroup:
    """
    What the platform showed of a group, filed or not. What the filing says stands elsewhere.

    Attributes:
        kind: None for a room of which only messages were seen.
        owner, administrators: Person ids.
        members: By person id.
        version: Of the member list; empty when it was never pulled whole.
        revision: Optimistic lock; each change of the members raises it by one.
    """

    group_id: str
    alias: Alias
    kind: GroupKind | None
    first_seen: datetime
    name: str = ""
    owner: str | None = None
    administrators: tuple[str, ...] = ()
    members: Mapping[str, Member] = field(default_factory=dict)
    state: GroupState = GroupState.ACTIVE
    dissolved_at: datetime | None = None
    version: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChange:
    """
    One change of a member list, from version *before* to version *after*.

    Attributes:
        joined: By person id.
        left: Person ids.
    """

    before: str
    after: str
    joined: Mapping[str, Member] = field(default_factory=dict)
    left: tuple[str, ...] = ()
