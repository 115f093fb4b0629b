"""What a person decided about somebody, and why."""

from dataclasses import replace
from datetime import datetime

from qungui.model.frozen import frozen

LAPSED = "lapsed"
"""Why a finding or an order is over that nobody decided in time."""

CORRECTED = "corrected"
"""Why a case is void whose member put right what it was about."""

TAKEN_BACK = "taken-back"
"""Why a case is void whose message was taken back in time."""

ANSWERED = "answered"
"""Why a case is void whose member had answered in time, as it turned out later."""

_QUOTES = "原话"
_AROUND = ' \n:：，,“”"「」『』'


@frozen(kw_only=True)
class Decision:
    """
    Attributes:
        by: Person id; empty where time decided.
        at: Wall clock.
        why: In the words of whoever decided; a key of our own where time did.
        choice: By gravity, where the regulation leaves the measure to whoever confirms.
        forever: Of a removal: there is no way back.
    """

    by: str
    at: datetime
    why: str = ""
    choice: str = ""
    forever: bool = False

    @property
    def quoted(self) -> str:
        """The sentence behind 原话, the last word of why; empty where nobody quoted one."""
        return _quoted(self.why)

    def adding(self, words: str) -> "Decision":
        """Somebody has more to say of it."""
        return replace(self, why=" ".join(filter(None, (self.why, words))))


@frozen(kw_only=True)
class Word:
    """What a person says of something that waits for it; as in :class:`Decision`."""

    by: str
    why: str = ""
    choice: str = ""
    forever: bool = False

    @property
    def quoted(self) -> str:
        """As that of the decision."""
        return _quoted(self.why)

    def at(self, now: datetime) -> Decision:
        return Decision(by=self.by, at=now, why=self.why, choice=self.choice, forever=self.forever)


def _quoted(why: str) -> str:
    _, quotes, sentence = why.rpartition(_QUOTES)
    return sentence.strip(_AROUND) if quotes else ""
