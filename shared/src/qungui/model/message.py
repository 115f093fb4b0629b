"""One group message."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qungui.model.ids import Alias


class MessageKind(StrEnum):
    """What a member sent. ``UNKNOWN`` is any kind that no rule reads; it still counts as one."""

    TEXT = "text"
    LINK = "link"
    IMAGE = "image"
    RECALL = "recall"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """
    One group message, verified, decrypted and split into who wrote what.

    Attributes:
        message_id: The platform's id; the same on every delivery.
        group: Where it was written, e.g. ``room:wrAAAA``.
        sender: Who wrote it, e.g. ``userid:zhangsan``.
        sent_at: The platform's clock, UTC, milliseconds.
        text: As authored: text, or a link's title and description. At most 8 KiB.
        quoted: Words of somebody else that this message answers. Never judged.
        url: Where a link message points.
        recalls: The message that a recall takes back.
    """

    message_id: str
    group: Alias
    sender: Alias
    sent_at: datetime
    kind: MessageKind
    text: str = ""
    quoted: str = ""
    url: str = ""
    recalls: str = ""
