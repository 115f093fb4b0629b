"""Hearsay."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.rumor import CUES


class RumorUnverified(Worded):
    """
    An alarm on hearsay, or one that urges at once; whoever refutes or quotes an office passes. A
    look, never a verdict: truth does not stand in the text.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似未经证实的消息"
    score = 0.4


SPEC = RuleSpec(
    name="rumor-unverified",
    topics=("rumor-unverified",),
    kind=RumorUnverified,
    waits_for=Worded.waits_for,
)
