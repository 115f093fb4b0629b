"""Harassment and threats."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.harassment import CUES


class Harassment(Worded):
    """
    Pestering, stalking or threatening a person.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似骚扰或威胁他人"
    score = 0.6


SPEC = RuleSpec(
    name="harassment",
    topics=("harassment",),
    kind=Harassment,
    waits_for=Worded.waits_for,
)
