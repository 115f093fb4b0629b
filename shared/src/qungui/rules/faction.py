"""Cliques."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.faction import CUES


class Faction(Worded):
    """
    Some members called together against others.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似拉帮结派"
    score = 0.5


SPEC = RuleSpec(
    name="faction",
    topics=("faction",),
    kind=Faction,
    waits_for=Worded.waits_for,
)
