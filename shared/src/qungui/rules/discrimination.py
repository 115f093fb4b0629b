"""Discrimination."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.discrimination import CUES


class Discrimination(Worded):
    """
    A kind of people named together with scorn for them.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似歧视"
    score = 0.5


SPEC = RuleSpec(
    name="discrimination",
    topics=("discrimination",),
    kind=Discrimination,
    waits_for=Worded.waits_for,
)
