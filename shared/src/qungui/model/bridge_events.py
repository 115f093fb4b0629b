"""What a bridge says of its groups, beside their messages."""

from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.ids import Alias


class BridgeChange(StrEnum):
    JOINED = "join"
    LEFT = "leave"
    PROFILE = "profile"  # a member's name or picture there
    RENAMED = "rename"
    DISMISSED = "dismiss"


@frozen(kw_only=True)
class BridgedGroupChanged:
    """
    A bridge's word; nothing proves it.

    Attributes:
        name: What the group is called, after a renaming the new name; empty when not told.
        member: Who joined or left; None for changes of the group itself.
        nickname: What the member is called there; empty when not told.
        picture: What their avatar shows, in words; None when not told.
        removed: Whether somebody took out the one who is gone; None when not told.
        inviter: Who brought in the one who joined; None when not told.
    """

    group: Alias
    change: BridgeChange
    name: str = ""
    member: Alias | None = None
    nickname: str = ""
    picture: tuple[str, ...] | None = None
    removed: bool | None = None
    inviter: Alias | None = None
