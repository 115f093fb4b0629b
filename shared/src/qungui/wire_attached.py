"""What a message carries beside its words, in queue bodies."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from qungui.model import attachment
from qungui.model.attachment import Attachment, ContactCard, Media, MediaKind
from qungui.model.ids import Alias
from qungui.model.inspection import Inspection

_ATTACHMENTS: Mapping[str, type[Attachment]] = {
    "media": Media,
    "red-packet": attachment.RedPacket,
    "card": ContactCard,
    "place": attachment.Place,
    "mini-program": attachment.MiniProgram,
    "poll": attachment.Poll,
    "call": attachment.Call,
}
_NAMES = {kind: name for name, kind in _ATTACHMENTS.items()}


def attachment_to_body(one: Attachment) -> dict[str, Any]:
    fields = asdict(one)
    if isinstance(one, ContactCard):
        fields["person"] = str(one.person)
    elif isinstance(one, Media):
        del fields["inspection"]  # only where somebody looked: older readers do not know it
        if one.inspection is not None:
            fields["inspection"] = _inspection_to_body(one.inspection)
    return {"is": _NAMES[type(one)], **fields}


def attachment_from_body(body: Mapping[str, Any]) -> Attachment:
    """Raises KeyError, TypeError or ValueError."""
    fields = {name: value for name, value in body.items() if name != "is"}
    kind = _ATTACHMENTS[body["is"]]
    if kind is Media:
        fields["kind"] = MediaKind(fields["kind"])
        if "inspection" in fields:
            fields["inspection"] = _inspection_from_body(fields["inspection"])
    elif kind is ContactCard:
        fields["person"] = Alias.parse(fields["person"])
    return kind(**fields)


def _inspection_to_body(seen: Inspection) -> dict[str, Any]:
    return {**asdict(seen), "labels": sorted(seen.labels)}


def _inspection_from_body(body: Mapping[str, Any]) -> Inspection:
    """Labels as a list: of a text, each character would be one."""
    labels = body["labels"]
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise TypeError
    return Inspection(**{**body, "labels": frozenset(labels)})
