"""Negative information."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.negativity import CUES


class Negativity(Worded):
    """
    Gloom about the company or the work; figures and defects that somebody is to look into pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似散播负面信息"
    score = 0.4


SPEC = RuleSpec(
    name="negativity",
    topics=("negativity",),
    kind=Negativity,
    waits_for=Worded.waits_for,
)
