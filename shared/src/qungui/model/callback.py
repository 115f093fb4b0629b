"""One call of the platform to us."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from qungui.model.frozen import frozen


@frozen(kw_only=True)
class CallbackRequest:
    """
    A call as it arrived; nothing in it is verified.

    Attributes:
        identity: Which of our callback addresses was called, e.g. ``archive``.
        timestamp: Seconds since 1970, as the query has it.
        payload: The query's echostr, or the whole body.
    """

    identity: str
    signature: str
    timestamp: str
    nonce: str
    payload: bytes


@frozen(kw_only=True)
class CallbackEvent:
    """
    What the platform said, verified and decrypted.

    Attributes:
        receiver: Whom it was meant for; the corp id for all but the AI bot.
        at: The platform's clock, UTC, whole seconds.
        plaintext: Exactly as decrypted; the same on every retry.
        fields: Text of the elements or members that routing looks at, e.g. ``Event``, by name;
            empty when nobody can read it.
    """

    identity: str
    receiver: str
    at: datetime
    plaintext: str
    fields: Mapping[str, str]


class Place(StrEnum):
    """Where a callback goes."""

    COLLECT = "collect"
    DESK = "desk"
    LIFECYCLE = "lifecycle"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Received:
    """
    A callback that is kept, or needs no keeping.

    Attributes:
        place: None for the question how a streamed answer goes on: it is asked again.
        answer: What the platform is answered, sealed; empty for nearly all.
        replayed: This process queued the same plaintext before; the queue drops the repeat.
    """

    place: Place | None
    replayed: bool
    answer: str = ""
