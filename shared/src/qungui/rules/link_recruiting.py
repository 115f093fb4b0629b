"""Recruiting."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.recruiting import CUES


class LinkRecruiting(Worded):
    """
    Members called over to another group of the writer's.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "拉人去其他群"
    score = 0.8


SPEC = RuleSpec(
    name="link-recruiting",
    topics=("link-recruiting",),
    kind=LinkRecruiting,
    waits_for=Worded.waits_for,
)
