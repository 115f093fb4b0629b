"""Violence."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.violence import CUES


class Violence(Worded):
    """
    A threat to somebody's body or property, or gore that is offered to others to look at.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似暴力内容或威胁"
    score = 0.6


SPEC = RuleSpec(
    name="violence",
    topics=("violence",),
    kind=Violence,
    waits_for=Worded.waits_for,
)
