"""Works of others."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.copying import CUES


class Copyright(Worded):
    """
    Works of others given away; with a source or leave it passes.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似未经许可传播他人作品"
    score = 0.5


SPEC = RuleSpec(
    name="copyright",
    topics=("copyright",),
    kind=Copyright,
    waits_for=Worded.waits_for,
)
