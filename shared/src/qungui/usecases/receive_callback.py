"""From a verified callback to the queue of its kind (CONTRACTS §1)."""

from collections import deque
from collections.abc import Mapping
from hashlib import sha256

from qungui.model.callback import CallbackEvent, CallbackRequest, Place, Received
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.notices.welcome import WELCOME
from qungui.ports import Callbacks, Queue

OPERATIONAL = frozenset(
    {
        "inactive_alert",
        "close_inactive_agent",
        "reopen_inactive_agent",
        "low_active_alert",
        "low_active",
        "active_restored",
        "batch_job_result",  # of a contacts job that somebody else began: we begin none
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
OF_A_GROUP = frozenset({"change_external_chat"})
OF_A_FORM = frozenset({"sys_approval_change", "open_approval_change"})
ONE_TO_ONE = frozenset({"text", "image", "voice", "video", "location", "link"})

BOT_TURNS = frozenset({"text", "mixed", "image", "voice", "file", "video"})
BOT_EVENTS = frozenset({"template_card_event", "enter_chat", "feedback_event"})

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
        if event.fields.get("msgtype") == "stream":
            return Received(place=None, replayed=False)
        place, envelope = _routed(event)
        self._queues[place].send([envelope])
        answer = self._callbacks.reply(request, WELCOME) if _opened_a_chat(event) else ""
        replayed = envelope.envelope_id in self._recent
        self._recent.append(envelope.envelope_id)
        return Received(place=place, replayed=replayed, answer=answer)


def _opened_a_chat(event: CallbackEvent) -> bool:
    """The first time in a day that somebody opens the bot's one-to-one chat; it may be greeted."""
    names = event.fields.get("msgtype"), event.fields.get("eventtype")
    return names == ("event", "enter_chat") and event.fields.get("chattype") == "single"


def _routed(event: CallbackEvent) -> tuple[Place, Envelope]:
    if "msgtype" in event.fields:
        return _routed_of_bot(event)
    if event.fields.get("MsgType") != "event":
        known = event.fields.get("MsgType") in ONE_TO_ONE
        return _to(Place.DESK, event, _person(event)) if known else _to(Place.UNKNOWN, event)
    place, lane = _of_event(event)
    return _to(place, event, lane)


def _of_event(event: CallbackEvent) -> tuple[Place, str]:
    """Where an event goes, and in which lane."""
    match event.fields.get("Event", ""):
        case "msgaudit_notify":
            return Place.COLLECT, event.receiver
        case name if name in OPERATIONAL:
            return Place.DESK, _OPS_LANE
        case name if name in OF_A_PERSON:
            return Place.DESK, _person(event)
        case name if name in OF_A_GROUP:
            return Place.LIFECYCLE, event.fields.get("ChatId", "")
        case name if name in OF_A_FORM:
            return Place.LIFECYCLE, _form(event)
        case _:
            return Place.UNKNOWN, ""


def _routed_of_bot(event: CallbackEvent) -> tuple[Place, Envelope]:
    """The AI bot's own JSON: lower-case names, and no time of its own."""
    kind = event.fields["msgtype"]
    known = kind in BOT_TURNS or (kind == "event" and event.fields.get("eventtype") in BOT_EVENTS)
    person = event.fields.get("userid", "").casefold()
    return _to(Place.DESK, event, person) if known else _to(Place.UNKNOWN, event)


def _form(event: CallbackEvent) -> str:
    """The number of an approval form; the older numeric one may be missing."""
    numbers = (event.fields.get(name, "") for name in ("SpNoStr", "SpNo", "ThirdNo"))
    return next(filter(None, numbers), "")


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
