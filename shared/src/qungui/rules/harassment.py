"""Harassment and threats."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.harassment import CUES


@frozen(kw_only=True)
class Harassment:
    """
    Pestering, stalking or threatening a person.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似骚扰或威胁他人", score=0.6)


SPEC = RuleSpec(
    name="harassment",
    topics=("harassment",),
    kind=Harassment,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
