"""What a rule says about one message."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from qungui.model.group import Group, Role
from qungui.model.message import Message

RING_MOST = 24
"""Messages of a member that are remembered, the newest one among them."""

RING_HORIZON = timedelta(minutes=10)
"""How much older than the newest one a remembered message may be."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """
    One earlier message of the same member, as the activity ring keeps it.

    Attributes:
        mark: Short hash of the message id.
        content: Short hash of the normalised content; equal content, equal hash.
    """

    mark: str
    sent_at: datetime
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """
    All that a rule may look at. A rule does no I/O and reads no clock.

    Attributes:
        plain: ``message.text`` normalised for matching (text/normal.py); its positions are not
            those of ``message.text``, see ``original_span``.
        recent: Earlier messages of this member here, any order, the current one not included.
        roles: The sender's roles in the group.
    """

    message: Message
    plain: str
    group: Group
    roles: frozenset[Role]
    recent: tuple[Sighting, ...]
    sighting: Sighting
    timezone: str


@dataclass(frozen=True, slots=True)
class Hit:
    """
    The rule is broken.

    Attributes:
        reason: What was found, in Chinese, for a clerk; holds numbers, never a name.
        span: Half-open range in ``message.text`` that shows it; None when the whole message does.
        in_shared: The range is one of ``message.shared`` instead.
        score: 0 to 1, how sure; 1 where a count or a comparison decides.
        occasion: Breaches of one occasion share one reminder, e.g. the night of quiet hours;
            empty where each message is its own.
    """

    reason: str
    span: tuple[int, int] | None = None
    score: float = 1.0
    occasion: str = ""
    in_shared: bool = False


@dataclass(frozen=True, slots=True)
class Clear:
    """The rule looked and found nothing."""


@dataclass(frozen=True, slots=True)
class Abstain:
    """The rule could not look: an input is missing. Never guilt, never innocence."""

    why: str


@dataclass(frozen=True, slots=True)
class Crash:
    """The rule broke. Never punishes, always alarms."""

    error: str


type Finding = Hit | Clear | Abstain
type Outcome = Hit | Clear | Abstain | Crash


@dataclass(frozen=True, slots=True)
class Seen:
    """
    A member's activity around one message.

    Attributes:
        earlier: The ring without the message itself, any order.
        duplicate: The message was recorded before.
        first_of_day: No other message of the member was recorded here before on its day (UTC);
            a duplicate says what was said of it first.
    """

    earlier: tuple[Sighting, ...]
    duplicate: bool
    first_of_day: bool = False
