"""Religion."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.religion import CUES


class Religion(Worded):
    """
    Winning people over to a faith, and what is forwarded for luck; places and works pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似宗教宣传"
    score = 0.5


SPEC = RuleSpec(
    name="religion",
    topics=("religion",),
    kind=Religion,
    waits_for=Worded.waits_for,
)
