"""Queue bodies and values (CONTRACTS §2). Both ends are ours, so any surprise is an error."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from qungui.errors import InvalidEventError
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.ids import Alias, derived_id
from qungui.model.message import Message, MessageKind
from qungui.model.order import OrderRef
from qungui.wire_attached import attachment_from_body, attachment_to_body

VERSION = 1
MAX_VIEW_BYTES = 8 * 1024
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def time_to_text(moment: datetime) -> str:
    """UTC, milliseconds, sorts as text: ``2026-11-25T08:30:00.123Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def time_from_text(text: str) -> datetime:
    """UTC; EventBridge's own times come without milliseconds."""
    moment = datetime.fromisoformat(text)
    if not text.endswith("Z"):
        msg = "not a time in UTC"
        raise ValueError(msg)
    return moment


def clipped(text: str) -> str:
    """At most 8 KiB of UTF-8, cut at a character."""
    raw = text.encode()
    return text if len(raw) <= MAX_VIEW_BYTES else raw[:MAX_VIEW_BYTES].decode(errors="ignore")


def envelope_to_json(envelope: Envelope) -> str:
    return json.dumps(
        {
            "v": VERSION,
            "kind": envelope.kind.value,
            "id": envelope.envelope_id,
            "group": envelope.group,
            "at": time_to_text(envelope.at),
            "body": dict(envelope.body),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def envelope_from_json(text: str, *, lane: str = "") -> Envelope:
    """
    Raises:
        InvalidEventError: Not JSON, not our shape, or a version or kind we do not know.
    """
    try:
        raw = json.loads(text)
        if raw["v"] != VERSION:
            msg = "unknown queue version"
            raise InvalidEventError(msg)
        return Envelope(
            kind=EnvelopeKind(raw["kind"]),
            envelope_id=raw["id"],
            group=raw["group"],
            at=time_from_text(raw["at"]),
            lane=lane,
            body=raw["body"],
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        msg = f"not a queue body: {type(error).__name__}"
        raise InvalidEventError(msg) from error


def message_to_body(message: Message) -> dict[str, Any]:
    return {
        "message_id": message.message_id,
        "group": str(message.group),
        "sender": str(message.sender),
        "sent_at": time_to_text(message.sent_at),
        "kind": message.kind.value,
        "text": message.text,
        "quoted": message.quoted,
        "url": message.url,
        "recalls": message.recalls,
        "shared": message.shared,
        "attached": [attachment_to_body(one) for one in message.attached],
    }


def message_from_body(body: Mapping[str, Any]) -> Message:
    """
    A body may lack ``shared`` and ``attached``: it then waited on the queue over a deployment.

    Raises:
        InvalidEventError: A field is missing or not what it should be.
    """
    try:
        return Message(
            message_id=_text(body["message_id"]),
            group=Alias.parse(_text(body["group"])),
            sender=Alias.parse(_text(body["sender"])),
            sent_at=_sent_at(_text(body["sent_at"])),
            kind=MessageKind(body["kind"]),
            text=_text(body["text"]),
            quoted=_text(body["quoted"]),
            url=_text(body["url"]),
            recalls=_text(body["recalls"]),
            shared=_text(body.get("shared", "")),
            attached=tuple(attachment_from_body(one) for one in body.get("attached", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        msg = f"not a message: {type(error).__name__}"
        # The error may quote the message.
        raise InvalidEventError(msg) from None


def _text(value: object) -> str:
    """A text that every store takes: half a character would stop its lane again and again."""
    if not isinstance(value, str):
        raise TypeError
    value.encode()
    return value


def _sent_at(text: str) -> datetime:
    """Far from both ends of what a time can be, so that windows can be laid around it."""
    moment = time_from_text(text)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        msg = "not a time of our days"
        raise ValueError(msg)
    return moment


def order_envelope(ref: OrderRef, *, at: datetime) -> Envelope:
    """The order's way to sanction_dispatch; only its place travels, the ledger has the rest."""
    return Envelope(
        kind=EnvelopeKind.ORDER,
        envelope_id=derived_id("send", ref.order_id, time_to_text(at)),
        group=ref.group_id,
        at=at,
        lane=ref.group_id,
        body={"group": ref.group_id, "person": ref.person_id, "order": ref.order_id},
    )


def order_ref_from_body(body: Mapping[str, Any]) -> OrderRef:
    """
    Raises:
        InvalidEventError: A field is missing.
    """
    try:
        return OrderRef(body["group"], body["person"], body["order"])
    except (KeyError, TypeError) as error:
        msg = f"not an order: {type(error).__name__}"
        raise InvalidEventError(msg) from error


def filing_envelope(group_id: str, *, at: datetime) -> Envelope:
    """To group_lifecycle: at *at*, by the schedule, something is due in the life of a group."""
    return _due_in_group(EnvelopeKind.FILING, group_id, at)


def quiet_envelope(group_id: str, *, at: datetime) -> Envelope:
    """To quiet_hours: by the schedule of *at*, the group's rest begins or ends."""
    return _due_in_group(EnvelopeKind.QUIET, group_id, at)


def check_envelope(group_id: str, *, at: datetime) -> Envelope:
    """The members of a group are to be gone through: what was due at *at*."""
    return _due_in_group(EnvelopeKind.CHECK_ROSTER, group_id, at)


def _due_in_group(kind: EnvelopeKind, group_id: str, at: datetime) -> Envelope:
    return Envelope(
        kind=kind,
        envelope_id=derived_id(kind.value, group_id, time_to_text(at)),
        group=group_id,
        at=at,
        lane=group_id,
        body={"group": group_id},
    )


def plan_quiet_envelope(after: str, *, at: datetime) -> Envelope:
    """To quiet_hours: groups whose id comes after *after* are to be planned."""
    return Envelope(
        kind=EnvelopeKind.PLAN_QUIET,
        envelope_id=derived_id("plan-quiet", after, time_to_text(at)),
        at=at,
        lane="plan",
        body={"after": after},
    )


def text_in(body: Mapping[str, Any], key: str) -> str:
    """
    Raises:
        InvalidEventError: It is missing, or no text.
    """
    try:
        return _text(body[key])
    except (KeyError, TypeError, ValueError) as error:
        msg = f"a body without a {key}"
        raise InvalidEventError(msg) from error


def trial_envelope(rulebook: str, *, at: datetime) -> Envelope:
    """To sanction_dispatch, who speaks to people: what is on trial is to be looked at."""
    return Envelope(
        kind=EnvelopeKind.TRIAL,
        envelope_id=derived_id("trial", rulebook, time_to_text(at)),
        at=at,
        lane=rulebook,
        body={"rulebook": rulebook},
    )


def trial_from_body(body: Mapping[str, Any]) -> str:
    """
    The rulebook.

    Raises:
        InvalidEventError: There is none.
    """
    try:
        return _text(body["rulebook"])
    except (KeyError, TypeError) as error:
        msg = f"not a trial: {type(error).__name__}"
        raise InvalidEventError(msg) from error


def callback_from_body(body: Mapping[str, Any]) -> str:
    """
    The plaintext of a verified callback.

    Raises:
        InvalidEventError: There is none.
    """
    plaintext = body.get("plaintext")
    if not isinstance(plaintext, str):
        msg = "not a callback"
        raise InvalidEventError(msg)
    return plaintext


def schedule_time(event: Mapping[str, Any]) -> datetime:
    """
    The instant an EventBridge schedule fired for, UTC.

    Raises:
        InvalidEventError: Not a schedule event.
    """
    try:
        moment = datetime.fromisoformat(event["time"])
    except (KeyError, TypeError, ValueError) as error:
        msg = "not a schedule event"
        raise InvalidEventError(msg) from error
    if moment.tzinfo is None:
        msg = "a schedule event without a zone"
        raise InvalidEventError(msg)
    return moment.astimezone(UTC)
