"""What a rule says about one message."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.group import Group, Role
from qungui.model.inspection import Inspection
from qungui.model.message import Message
from qungui.model.own_days import NO_OWN_DAYS, OwnDays
from qungui.model.tally import Noted, Question

RING_MOST = 24
"""Messages of a member that are remembered, the newest one among them."""

RING_HORIZON = timedelta(minutes=10)
"""How much older than the newest one a remembered message may be."""


class SeenAs(StrEnum):
    """What is remembered of a message's kind; one letter, for it stands in every entry."""

    IMAGE = "I"
    VOICE = "V"
    CONFIRMING = "C"  # a word such as 收到 in it
    OTHER = "."


@frozen
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
    kind: SeenAs = SeenAs.OTHER


class Tone(StrEnum):
    """How a message reads beside the talk around it (text/tone.py); one letter, as it is kept."""

    PLAIN = "p"
    ASKING = "a"  # a question
    HEATED = "h"  # words of a quarrel
    IDLE = "i"  # laughter, numbers, stickers: nothing said


@frozen
class GroupSighting:
    """
    One earlier message of anybody in the group, as the group window keeps it.

    Attributes:
        mark: Short hash of the message id.
        person: Who wrote it; compared only.
    """

    mark: str
    person: str
    sent_at: datetime
    kind: SeenAs = SeenAs.OTHER
    tone: Tone = Tone.PLAIN


@frozen
class Posted:
    """
    Content that was published in the group before, by whomever.

    Attributes:
        sketch: What ``text/likeness.py`` keeps of it, to be compared; never words.
    """

    sent_at: datetime
    sketch: str


@frozen(kw_only=True)
class Facts:
    """
    All that a rule may look at. A rule does no I/O and reads no clock.

    Attributes:
        plain: ``message.text`` normalised for matching (text/normal.py); its positions are not
            those of ``message.text``, see ``original_span``.
        recent: Earlier messages of this member here, any order, the current one not included.
        roles: The sender's roles in the group.
        noted: By the key of a question, what was answered; a key that is missing was not asked.
        around: Earlier messages of everybody in the group, any order, the current one not
            included; None where nobody keeps them. Holds at least what the rules that need the
            group look back on.
        author: The sender as ``around`` names them.
        posted: Advertisements published here before; None where nobody keeps them.
        repeated: Pieces of what it says, as a rule that traces them writes them, that stood in
            other groups of the organisation before; None where no rule traces any.
        own_days: The organisation's.
        allowed_words: They mean nothing wrong in the group; no rule sees them.
    """

    message: Message
    plain: str
    group: Group
    roles: frozenset[Role]
    recent: tuple[Sighting, ...]
    sighting: Sighting
    timezone: str
    person_id: str = ""
    noted: Mapping[str, Noted] = field(default_factory=dict)
    around: tuple[GroupSighting, ...] | None = None
    author: str = ""
    posted: tuple[Posted, ...] | None = None
    repeated: tuple[str, ...] | None = None
    own_days: OwnDays = NO_OWN_DAYS
    allowed_words: tuple[str, ...] = ()

    @property
    def inspections(self) -> tuple[Inspection | None, ...]:
        """Of ``message.media``, in its order; None where nobody could look inside."""
        return tuple(one.inspection for one in self.message.media)


@frozen
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
        whose: Whom it counts against, by person id; empty for the one who was looked at.
    """

    reason: str
    span: tuple[int, int] | None = None
    score: float = 1.0
    occasion: str = ""
    in_shared: bool = False
    whose: str = ""


@frozen
class Clear:
    """The rule looked and found nothing; *why* where that is not plain."""

    why: str = ""


@frozen
class Abstain:
    """
    The rule could not look: an input is missing. Never guilt, never innocence.

    Attributes:
        asks: What would tell, for whoever keeps it.
    """

    why: str
    asks: tuple[Question, ...] = ()


@frozen
class Crash:
    """The rule broke. Never punishes, always alarms."""

    error: str


type Finding = Hit | Clear | Abstain
type Outcome = Hit | Clear | Abstain | Crash


@frozen
class Seen:
    """
    A member's activity around one message.

    Attributes:
        earlier: The ring without the message itself, any order.
        duplicate: The message was recorded before.
        first_of_day: No other message of the member was recorded here before on its day (UTC);
            a duplicate says what was said of it first.
        awaited: Watches that wait for an answer of the member, by id.
    """

    earlier: tuple[Sighting, ...]
    duplicate: bool
    first_of_day: bool = False
    awaited: tuple[str, ...] = ()
