"""What a bridge reports: messages for the judge, and changes of a group."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from qungui.adapters.bridge.changes import change_to_body
from qungui.adapters.quotes import split_quote
from qungui.errors import InvalidEventError
from qungui.model.attachment import Media, MediaKind
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.ids import Alias, derived_id
from qungui.model.message import Message, MessageKind
from qungui.wire import clipped, message_to_body

_VERSION = 1
_LONGEST_ID = 100
_LONGEST_NAME = 255
_MESSAGES: Mapping[str, MessageKind] = {
    "text": MessageKind.TEXT,
    "link": MessageKind.LINK,
    "image": MessageKind.IMAGE,
    "file": MessageKind.FILE,
}
_CHANGES = frozenset(change.value for change in BridgeChange)
_OF_A_MEMBER = frozenset({BridgeChange.JOINED, BridgeChange.LEFT, BridgeChange.PROFILE})
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class BridgeEvent:
    """
    Attributes:
        is_message: A group message; otherwise a change of the group.
    """

    envelope: Envelope
    is_message: bool


def read(body: bytes) -> BridgeEvent:
    """
    Raises:
        InvalidEventError: Not the documented JSON.
    """
    try:
        raw = json.loads(body)
        if raw["v"] != _VERSION or raw["kind"] not in _CHANGES | _MESSAGES.keys():
            msg = "an unknown version or kind of bridge event"
            raise InvalidEventError(msg)
        group = Alias("bridge", _id(raw["group"]["id"]))
        at = datetime.fromtimestamp(raw["ts"] / 1000, UTC)
        event_id = derived_id("bridge", _id(raw["source"]), _id(raw["event_id"]))
        is_message = raw["kind"] in _MESSAGES
        if is_message:
            content = message_to_body(_message(raw, group, at, event_id))
        else:
            content = change_to_body(_change(raw, group))
    except (ValueError, KeyError, TypeError, OverflowError, OSError, RecursionError) as error:
        msg = f"not a bridge event: {type(error).__name__}"
        raise InvalidEventError(msg) from error
    envelope = Envelope(
        kind=EnvelopeKind.MESSAGE if is_message else EnvelopeKind.BRIDGED,
        envelope_id=event_id,
        group=str(group),
        at=at,
        lane=str(group),
        body=content,
    )
    return BridgeEvent(envelope, is_message)


def _message(raw: Mapping[str, Any], group: Alias, at: datetime, message_id: str) -> Message:
    kind = _MESSAGES[raw["kind"]]
    text = clipped(_text(raw, "text"))
    said, quoted = split_quote(text)
    is_file = kind is MessageKind.FILE  # its text is its name
    return Message(
        message_id=message_id,
        group=group,
        sender=Alias("bridge", _id(raw["sender"]["id"])),
        sent_at=at,
        kind=kind,
        text="" if is_file else said,
        quoted=quoted,
        shared=text if is_file else "",
        attached=(Media(kind=MediaKind.FILE, name=text[:_LONGEST_NAME]),) if is_file else (),
        url=clipped(_text(raw, "url")),
    )


def _change(raw: Mapping[str, Any], group: Alias) -> BridgedGroupChanged:
    change = BridgeChange(raw["kind"])
    moves = change in _OF_A_MEMBER
    return BridgedGroupChanged(
        group=group,
        change=change,
        name=_name(raw["group"]),
        member=Alias("bridge", _id(raw["sender"]["id"])) if moves else None,
        nickname=_name(raw["sender"]) if moves else "",
        picture=_picture(raw["sender"]) if moves else None,
        removed=_flag(raw, "removed") if change is BridgeChange.LEFT else None,
        inviter=_inviter(raw) if change is BridgeChange.JOINED else None,
    )


def _picture(raw: Mapping[str, Any]) -> tuple[str, ...] | None:
    """What the bridge, or who looks for it, sees in an avatar."""
    words = raw.get("avatar")
    if words is None:
        return None
    if not isinstance(words, list) or len(words) > _MOST_WORDS:
        msg = "avatar"
        raise TypeError(msg)
    return tuple(_name({"name": word}) for word in words)


def _flag(raw: Mapping[str, Any], name: str) -> bool | None:
    value = raw.get(name)
    if value is not None and not isinstance(value, bool):
        raise TypeError(name)
    return value


def _inviter(raw: Mapping[str, Any]) -> Alias | None:
    inviter = raw.get("inviter")
    return None if inviter is None else Alias("bridge", _id(inviter["id"]))


def _name(raw: Mapping[str, Any]) -> str:
    return _text(raw, "name")[:_LONGEST_ID]


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name) or ""
    if not isinstance(value, str):
        raise TypeError(name)
    return value.encode(errors="replace").decode()


def _id(value: object) -> str:
    """An id that can stand in a key and in a queue's lane."""
    good = isinstance(value, str) and value.isprintable() and "#" not in value
    if not good or not 0 < len(str(value).encode()) <= _LONGEST_ID:
        msg = "an id that cannot be kept"
        raise InvalidEventError(msg)
    return str(value)
