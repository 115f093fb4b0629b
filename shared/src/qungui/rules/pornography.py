"""Pornography."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.words.pornography import CUES


class Pornography(Worded):
    """
    Pornographic content, links to it, sexual services; talk of checks, films and fashion passes.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = CUES
    reason = "含色情内容或招揽"
    score = 0.9


SPEC = RuleSpec(
    name="pornography",
    topics=("pornography",),
    kind=Pornography,
    waits_for=Worded.waits_for,
)
