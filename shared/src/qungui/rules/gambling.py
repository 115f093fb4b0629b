"""Gambling."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.gambling import CUES


class Gambling(Worded):
    """
    An invitation to gamble, or a place to do it; cards without stakes, raffles and figures of
    speech pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "含赌博内容或招揽"
    score = 0.9


SPEC = RuleSpec(
    name="gambling",
    topics=("gambling",),
    kind=Gambling,
    waits_for=Worded.waits_for,
)
