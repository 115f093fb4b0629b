"""What the platform tells us, one frozen value per kind. Ids are the platform's own, untouched."""

from enum import IntEnum, StrEnum

from qungui.model.frozen import frozen


class JoinScene(IntEnum):
    """How somebody joined, as *events* count it; rosters count differently."""

    INVITED = 0  # also by a link
    SCANNED = 3


class QuitScene(IntEnum):
    LEFT = 0
    REMOVED = 1  # by the owner or an administrator


class GroupDetail(StrEnum):
    """What changed of a group; the new value is not in the event."""

    OWNER = "change_owner"
    NAME = "change_name"
    NOTICE = "change_notice"


@frozen(kw_only=True)
class UserCreated:
    userid: str
    departments: tuple[int, ...]


@frozen(kw_only=True)
class UserUpdated:
    """
    Attributes:
        new_userid: Set when the userid itself changed, which it may once; else empty.
        departments: Empty when they did not change.
    """

    userid: str
    new_userid: str
    departments: tuple[int, ...]


@frozen(kw_only=True)
class UserDeleted:
    userid: str


class PartyChange(StrEnum):
    CREATED = "create_party"
    UPDATED = "update_party"
    DELETED = "delete_party"


@frozen(kw_only=True)
class PartyChanged:
    """A department."""

    change: PartyChange
    party_id: str
    name: str
    parent_id: str


@frozen(kw_only=True)
class TagChanged:
    tag_id: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


@frozen(kw_only=True)
class GroupCreated:
    chat_id: str


@frozen(kw_only=True)
class GroupDismissed:
    chat_id: str


@frozen(kw_only=True)
class MembersChanged:
    """
    Attributes:
        members: Userids of staff, external ids of outsiders.
        before, after: Versions of the member list; *before* says whether this is the next change.
    """

    chat_id: str
    members: tuple[str, ...]
    before: str
    after: str


@frozen(kw_only=True)
class MembersJoined(MembersChanged):
    scene: JoinScene | None  # None when the platform names one that nobody knows


@frozen(kw_only=True)
class MembersLeft(MembersChanged):
    scene: QuitScene | None  # as above


@frozen(kw_only=True)
class GroupChanged:
    chat_id: str
    detail: GroupDetail


class ExternalChange(StrEnum):
    ADDED = "add_external_contact"
    EDITED = "edit_external_contact"
    HALF_ADDED = "add_half_external_contact"
    DELETED = "del_external_contact"
    DELETED_US = "del_follow_user"
    TRANSFER_FAILED = "transfer_fail"
    CONSENTED = "msg_audit_approved"  # to the archive


@frozen(kw_only=True)
class ExternalContactChanged:
    """An outsider and the member of staff they know. Fields that a change lacks are empty."""

    change: ExternalChange
    userid: str
    external_userid: str
    state: str
    welcome_code: str
    source: str
    fail_reason: str


@frozen(kw_only=True)
class ArchiveNotice:
    """There is something to pull, no more."""

    agent_id: str


@frozen
class Choice:
    """What was chosen for one question of a card."""

    question: str
    options: tuple[str, ...]


@frozen(kw_only=True)
class OnCard:
    """
    Attributes:
        response_code: Changes the card once, within 72 hours.
    """

    userid: str
    key: str
    task_id: str
    card_type: str
    response_code: str
    agent_id: str


@frozen(kw_only=True)
class CardClicked(OnCard):
    choices: tuple[Choice, ...]


@frozen(kw_only=True)
class CardMenuClicked(OnCard):
    """The menu at the corner of a card."""


class Touch(StrEnum):
    CLICK = "click"  # a menu key
    VIEW = "view"  # a menu link
    MINI_PROGRAM = "view_miniprogram"
    ENTERED = "enter_agent"
    SUBSCRIBED = "subscribe"
    UNSUBSCRIBED = "unsubscribe"


@frozen(kw_only=True)
class AppTouched:
    """A member opened or left the app, or pressed its menu; *key* is the menu's key or URL."""

    touch: Touch
    userid: str
    key: str
    agent_id: str


@frozen(kw_only=True)
class JobFinished:
    """A batch job of the contacts."""

    job_id: str
    job_type: str
    code: int
    message: str


class Notice(StrEnum):
    INACTIVE_SOON = "inactive_alert"
    INACTIVE = "close_inactive_agent"  # the app was switched off
    INACTIVE_OVER = "reopen_inactive_agent"
    LOW_SOON = "low_active_alert"
    LOW = "low_active"  # customer data is restricted
    LOW_OVER = "active_restored"


@frozen(kw_only=True)
class PlatformWarned:
    """
    Attributes:
        effect_at: Epoch seconds of when it takes effect; 0 when it does already.
    """

    notice: Notice
    effect_at: int
    agent_id: str
