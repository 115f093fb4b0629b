"""One group message."""

from datetime import datetime
from enum import StrEnum

from qungui.model.attachment import Attachment, Media
from qungui.model.frozen import frozen
from qungui.model.ids import Alias


class MessageKind(StrEnum):
    """What a member sent. ``UNKNOWN`` is any kind that nobody can read; it still counts as one."""

    TEXT = "text"
    LINK = "link"
    IMAGE = "image"
    RECALL = "recall"
    VOICE = "voice"
    VIDEO = "video"
    EMOTION = "emotion"
    FILE = "file"
    CARD = "card"
    LOCATION = "location"
    MINI_PROGRAM = "mini-program"
    FORWARDED = "forwarded"
    MIXED = "mixed"
    TODO = "todo"
    VOTE = "vote"
    FORM = "form"
    SOLITAIRE = "solitaire"
    RED_PACKET = "red-packet"
    MEETING = "meeting"
    MEETING_NOTICE = "meeting-notice"
    CALENDAR = "calendar"
    DOCUMENT = "document"
    DRIVE_FILE = "drive-file"
    MARKDOWN = "markdown"
    NEWS = "news"
    NOTE = "note"
    CALL_NOTICE = "call-notice"
    CALL = "call"
    CALL_DOCUMENT = "call-document"
    CHANNEL_POST = "channel-post"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Message:
    """
    One group message, verified, decrypted and split into who wrote what (docs/decisions/0008).

    Attributes:
        message_id: The platform's id; the same on every delivery.
        group: Where it was written, e.g. ``room:wrAAAA``.
        sender: Who wrote it, e.g. ``userid:zhangsan``.
        sent_at: The platform's clock, UTC, milliseconds.
        text: As authored, or put before the group as one's own: text, the title and description
            of a link, the question of a poll. At most 8 KiB.
        quoted: Words of somebody else that this message answers. Never judged.
        shared: Words of others that this message passes on: a forwarded record, a file's name.
            Judged as advertising and by its links only, for what a member passes on is not what
            they say of anybody. At most 8 KiB.
        url: Where a link message points, or the first link in a record that is passed on.
        recalls: The message that a recall takes back; empty when the platform does not tell.
        attached: At most 20, in the message's order.
    """

    message_id: str
    group: Alias
    sender: Alias
    sent_at: datetime
    kind: MessageKind
    text: str = ""
    quoted: str = ""
    shared: str = ""
    url: str = ""
    recalls: str = ""
    attached: tuple[Attachment, ...] = ()

    @property
    def media(self) -> tuple[Media, ...]:
        return tuple(one for one in self.attached if isinstance(one, Media))
