"""From a verified callback to the queue of its kind (CONTRACTS §1)."""

from collections import deque
from collections.abc import Mapping
from hashlib import sha256

from qungui.model.callback import CallbackEvent, CallbackRequest, Place, Received
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.ports import Callbacks, Queue

OPERATIONAL = frozenset(
    {
        "inactive_alert",
        "close_inactive_agent",
        "reopen_inactive_agent",
        "low_active_alert",
        "low_active",
        "active_restored",
    }
)
OF_A_PERSON = frozenset(
    {
        "template_card_event",
        "template_card_menu_event",
        "click",
        "view",
        "view_miniprogram",
        "enter_agent",
        "subscribe",
        "unsubscribe",
        "change_contact",
        "change_external_contact",
    }
)
ONE_TO_ONE = frozenset({"text", "image", "voice", "video", "location", "link"})

_OPS_LANE = "ops"
_REMEMBERED = 256  # plaintext hashes, to count replays that this process sees


class ReceiveCallback:
    def __init__(self, callbacks: Callbacks, queues: Mapping[Place, Queue]) -> None:
        self._callbacks = callbacks
        self._queues = queues
        self._recent: deque[str] = deque(maxlen=_REMEMBERED)

    def verify(self, request: CallbackRequest) -> str:
        """The exact plaintext that proves to the console that we hold the key."""
        return self._callbacks.echo(request)

    def receive(self, request: CallbackRequest) -> Received:
        """
        Queue the event; when this returns, it is kept.

        Raises:
            InvalidEventError: It was not the platform, or not a callback.
            TransientError: It may not be queued; the platform should call again.
        """
        event = self._callbacks.event(request)
        place, envelope = _routed(event)
        self._queues[place].send([envelope])
        replayed = envelope.envelope_id in self._recent
        self._recent.append(envelope.envelope_id)
        return Received(place=place, replayed=replayed)


def _routed(event: CallbackEvent) -> tuple[Place, Envelope]:
    if event.fields.get("MsgType") != "event":
        known = event.fields.get("MsgType") in ONE_TO_ONE
        return _to(Place.DESK, event, _person(event)) if known else _to(Place.UNKNOWN, event)
    match event.fields.get("Event", ""):
        case "msgaudit_notify":
            return _to(Place.COLLECT, event, event.receiver)
        case name if name in OPERATIONAL:
            return _to(Place.DESK, event, _OPS_LANE)
        case name if name in OF_A_PERSON:
            return _to(Place.DESK, event, _person(event))
        case _:
            return _to(Place.UNKNOWN, event)


def _person(event: CallbackEvent) -> str:
    """Who acted, or who it is about: contact events come from ``sys``."""
    sender = event.fields.get("FromUserName", "")
    subject = event.fields.get("UserID", "")
    return (subject if subject and sender in {"", "sys"} else sender).casefold()


def _to(place: Place, event: CallbackEvent, lane: str = "") -> tuple[Place, Envelope]:
    collects = place is Place.COLLECT
    return place, Envelope(
        kind=EnvelopeKind.COLLECT if collects else EnvelopeKind.CALLBACK,
        envelope_id=sha256(f"{event.identity}\n{event.plaintext}".encode()).hexdigest(),
        at=event.at,
        lane=lane,
        body={} if collects else {"identity": event.identity, "plaintext": event.plaintext},
    )
