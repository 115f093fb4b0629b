"""What rules are made of that differ in nothing but what they listen for."""

from typing import ClassVar

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import shown
from qungui.text.classifier import Head
from qungui.text.cues import Cues
from qungui.text.scores import SIGNS, told


@frozen(kw_only=True)
class Worded:
    """
    A topic that words tell; a rule of one says which.

    Attributes:
        words: Further words of the group's own choice.
        cues: The topic's own.
        head: Of the classifier, where one knows the topic.
        reason, score: Of every hit.
    """

    words: tuple[str, ...] = ()

    cues: ClassVar[Cues]
    head: ClassVar[Head | None] = None
    reason: ClassVar[str]
    score: ClassVar[float]

    def judge(self, facts: Facts) -> Finding:
        span = self.cues.find(facts.plain, self.words)
        if span is None and self.head is not None:
            span = told(self.head, facts.plain)
        return shown(facts, span, reason=self.reason, score=self.score)

    def waits_for(self) -> int:
        """As ``RuleSpec`` asks."""
        signs = self.cues.waits_for(self.words)
        return signs if self.head is None else signs | SIGNS[self.head]
