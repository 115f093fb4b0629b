"""Changes of bridged groups, on their way through the queue."""

from collections.abc import Mapping
from typing import Any

from qungui.errors import InvalidEventError
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.ids import Alias


def change_to_body(event: BridgedGroupChanged) -> dict[str, Any]:
    return {
        "group": str(event.group),
        "change": event.change.value,
        "name": event.name,
        "member": None if event.member is None else str(event.member),
        "nickname": event.nickname,
        "picture": None if event.picture is None else list(event.picture),
        "removed": event.removed,
        "inviter": None if event.inviter is None else str(event.inviter),
    }


def change_from_body(body: Mapping[str, Any]) -> BridgedGroupChanged:
    """
    Raises:
        InvalidEventError: A field is missing or not what it should be.
    """
    try:
        member = body["member"]
        return BridgedGroupChanged(
            group=Alias.parse(body["group"]),
            change=BridgeChange(body["change"]),
            name=_text(body["name"]),
            member=None if member is None else Alias.parse(member),
            nickname=_text(body["nickname"]),
            picture=_words(body.get("picture")),
            removed=_maybe(body.get("removed")),
            inviter=None if body.get("inviter") is None else Alias.parse(body["inviter"]),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        msg = f"not a change of a bridged group: {type(error).__name__}"
        raise InvalidEventError(msg) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _words(value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_text, value))


def _maybe(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise TypeError
    return value
