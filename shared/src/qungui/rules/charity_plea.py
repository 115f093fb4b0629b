"""Pleas for help."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.charity import CUES


class CharityPlea(Worded):
    """
    A plea for money for people in need for which no office vouches.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "疑似未经证实的求助或募捐"
    score = 0.5


SPEC = RuleSpec(
    name="charity-plea",
    topics=("charity-plea",),
    kind=CharityPlea,
    waits_for=Worded.waits_for,
)
