"""From an archive record's JSON to a message."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from qungui.adapters.wecom.ids import person_alias
from qungui.adapters.wecom.quotes import split_quote
from qungui.errors import InvalidEventError
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.wire import clipped

_UNSPEAKABLE = re.compile(
    "[\ud800-\udfff\ufffe\uffff]"
)  # half an emoji, cut by the sender's client
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

type Record = Mapping[str, Any]


def message_from_record(text: str) -> Message | None:
    """
    The message, or None for what is not written in a group.

    The list of receivers is dropped: in a large group it is most of the record.

    Raises:
        InvalidEventError: Not JSON, or a field is missing or not what it should be.
    """
    try:
        record = json.loads(text)
        if record["action"] == "switch" or not record["roomid"]:
            return None
        return _message(record)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        # The error may quote the message.
        msg = f"not an archive record: {type(error).__name__}"
        raise InvalidEventError(msg) from None


def _message(record: Record) -> Message:
    kind = _kind(record)
    text, quoted, url, recalls = "", "", "", ""
    match kind:
        case MessageKind.TEXT:
            text, quoted = split_quote(_spoken(record["text"]["content"]))
        case MessageKind.LINK:
            link = record["link"]
            parts = (_spoken(link.get("title", "")), _spoken(link.get("description", "")))
            text = "\n".join(part for part in parts if part)
            url = _spoken(link.get("link_url", ""))
        case MessageKind.RECALL:
            recalls = _name(record["revoke"]["pre_msgid"])
    return Message(
        message_id=_name(record["msgid"]),
        group=Alias("room", _name(record["roomid"])),
        sender=person_alias(_name(record["from"])),
        sent_at=_EPOCH + timedelta(milliseconds=_whole(record["msgtime"])),
        kind=kind,
        text=clipped(text),
        quoted=clipped(quoted),
        url=clipped(url),
        recalls=recalls,
    )


def _kind(record: Record) -> MessageKind:
    match record["msgtype"]:
        case "text":
            return MessageKind.TEXT
        case "link":
            return MessageKind.LINK
        case "image":
            return MessageKind.IMAGE
        case "revoke":
            return MessageKind.RECALL
        case _:
            return MessageKind.UNKNOWN


def _name(value: object) -> str:
    if not isinstance(value, str) or not value or _UNSPEAKABLE.search(value):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _spoken(value: object) -> str:
    """Text that can be encoded; a null is an empty text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError
    return _UNSPEAKABLE.sub("�", value)
