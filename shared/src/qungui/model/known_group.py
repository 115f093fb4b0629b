"""Groups as we keep them: from rosters pulled whole, kept up by events."""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.group import GroupKind
from qungui.model.ids import Alias

PULLED_AGAIN_AFTER = timedelta(days=1)
"""How old a roster may become. What events say meanwhile is no look at the whole."""

NEVER = datetime(9999, 1, 1, tzinfo=UTC)

PULLED_AS: Mapping[GroupKind, str] = {
    GroupKind.APPCHAT: "appchat",
    GroupKind.CUSTOMER: "chat",
    GroupKind.INTERNAL: "room",
}
"""By which of its aliases the platform shows a group of each kind. A bridge says who is there."""


def day_of(at: datetime) -> datetime:
    """Its midnight, UTC: when a member was last seen is kept, and written, once a day."""
    return datetime.combine(at.astimezone(UTC).date(), time(), UTC)


class JoinWay(StrEnum):
    """How somebody joined, as we keep it."""

    INVITED = "invited"  # an event also calls it so when it was a link
    LINK = "link"
    SCANNED = "scanned"


class GroupState(StrEnum):
    ACTIVE = "active"
    HIDDEN = "hidden"  # the platform shows us no such group now; all that was known stays
    DISSOLVED = "dissolved"


@frozen(kw_only=True)
class Member:
    """
    Attributes:
        nickname: Their name in this group; empty when nobody knows it.
        named_at: Since when, as far as we saw it change; None for the one that we first saw.
        declared: What they told the desk that they are called here, where the platform says
            nothing.
        picture: What their avatar shows, in words, where a channel says so; None where none does.
        inviter: Known only when it was our own staff.
        seen_at: The day on which they last wrote here; its midnight, UTC.
    """

    alias: Alias
    nickname: str = ""
    joined_at: datetime | None = None
    way: JoinWay | None = None
    inviter: Alias | None = None
    seen_at: datetime | None = None
    named_at: datetime | None = None
    declared: str = ""
    picture: tuple[str, ...] | None = None

    @property
    def silent_from(self) -> datetime | None:
        """The end of the day on which they last wrote; None where they have not."""
        return None if self.seen_at is None else self.seen_at + timedelta(days=1)


@frozen(kw_only=True)
class KnownGroup:
    """
    What the platform showed of a group, filed or not. What the filing says stands elsewhere.

    Attributes:
        kind: None for a room of which only messages were seen.
        owner, administrators: Person ids.
        creator: Person id of who made a person-made group; need not own it.
        leaders: Person ids of the members who lead a department, as the directory last said.
        members: By person id.
        version: Of the member list; empty when it was never pulled whole.
        revision: Optimistic lock; each change of the members or the state raises it by one.
        looked_at: When the platform was last asked for the whole of it.
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
    creator: str | None = None
    leaders: tuple[str, ...] = ()
    looked_at: datetime | None = None

    @property
    def pull_due(self) -> datetime:
        """From when on the roster is stale: at once where it was never pulled."""
        if self.state is GroupState.DISSOLVED:
            return NEVER
        return self.first_seen if self.looked_at is None else self.looked_at + PULLED_AGAIN_AFTER


@frozen(kw_only=True)
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
