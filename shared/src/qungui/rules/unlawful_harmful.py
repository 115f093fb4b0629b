"""What the law forbids."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.unlawful import CUES


class UnlawfulHarmful(Worded):
    """
    Forged papers, traded data, false jobs, illegal finance, calls to gather, hunts for a person.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似违法或有害信息"
    score = 0.6


SPEC = RuleSpec(
    name="unlawful-harmful",
    topics=("unlawful-harmful",),
    kind=UnlawfulHarmful,
    waits_for=Worded.waits_for,
)
