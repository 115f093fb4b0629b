"""Drugs."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.drugs import CUES


class Drugs(Worded):
    """
    Drugs offered or taken, also under their nicknames; campaigns against them pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似涉毒"
    score = 0.6


SPEC = RuleSpec(
    name="drugs",
    topics=("drugs",),
    kind=Drugs,
    waits_for=Worded.waits_for,
)
