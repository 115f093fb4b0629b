"""What rules are made of that differ in nothing but what they listen for."""

from typing import ClassVar

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import shown
from qungui.text.cues import Cues


@frozen(kw_only=True)
class Worded:
    """
    A topic that words tell; a rule of one says which.

    Attributes:
        words: Further words of the group's own choice.
        cues: The topic's own.
        reason, score: Of every hit.
    """

    words: tuple[str, ...] = ()

    cues: ClassVar[Cues]
    reason: ClassVar[str]
    score: ClassVar[float]

    def judge(self, facts: Facts) -> Finding:
        span = self.cues.find(facts.plain, self.words)
        return shown(facts, span, reason=self.reason, score=self.score)

    def waits_for(self) -> tuple[int, ...]:
        """As ``RuleSpec`` asks."""
        return self.cues.waits_for(self.words)
