"""Who is in a group, as the platform says when asked. Rosters are truth, events are hints."""

from datetime import datetime
from enum import IntEnum

from qungui.model.frozen import frozen
from qungui.model.ids import Alias


class RosterScene(IntEnum):
    """How a member of a customer group came in, as a roster says it; events count otherwise."""

    UNKNOWN = 0
    INVITED = 1
    LINK = 2
    QR_CODE = 3


@frozen(kw_only=True)
class RosterMember:
    """
    Attributes:
        alias: ``userid`` for staff, ``external`` for outsiders.
        name: Where it was asked for and may be read.
        nickname: What the member is called in this group.
        inviter: Only when invited by staff.
    """

    alias: Alias
    name: str = ""
    nickname: str = ""
    joined_at: datetime | None = None
    scene: RosterScene = RosterScene.UNKNOWN
    inviter: Alias | None = None


@frozen(kw_only=True)
class Roster:
    """
    Attributes:
        chat_id: What the platform calls the group on the channel that was asked.
        owner, administrators: Empty where the platform does not say.
        creator: Who made a person-made group; they need not own it any more.
        notice: The group's announcement.
        version: Of the member list, where events name one.
    """

    chat_id: str
    name: str
    owner: Alias | None
    members: tuple[RosterMember, ...]
    administrators: tuple[Alias, ...] = ()
    notice: str = ""
    created_at: datetime | None = None
    version: str = ""
    creator: Alias | None = None

    def member(self, alias: Alias) -> RosterMember | None:
        """Userids are compared without regard to case, as the platform does."""
        wanted = (alias.kind, alias.name.casefold())
        return next(
            (m for m in self.members if (m.alias.kind, m.alias.name.casefold()) == wanted), None
        )


@frozen(kw_only=True)
class Look:
    """
    What the platform shows of a group itself.

    Attributes:
        dissolved: There is no such group any more; then nothing else is shown.
        owner: None where the platform does not say.
        others: How many members there are beside the owner; None where it is not known.
    """

    dissolved: bool = False
    name: str = ""
    owner: Alias | None = None
    others: int | None = None


def look_at(roster: Roster) -> Look:
    """The group as a pulled *roster* shows it; where it names no owner, one of them is it."""
    owner = None if roster.owner is None else roster.member(roster.owner)
    others: int | None = sum(member is not owner for member in roster.members)
    if roster.owner is None:
        others = others - 1 if others else None
    return Look(name=roster.name, owner=roster.owner, others=others)


@frozen
class Agreement:
    """Whether an outsider lets a conversation be archived; None when they have not said."""

    alias: Alias
    agreed: bool | None
    since: datetime | None
