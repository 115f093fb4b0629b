"""Discrimination."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.discrimination import CUES


@frozen(kw_only=True)
class Discrimination:
    """
    A kind of people named together with scorn for them.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似歧视", score=0.5)


SPEC = RuleSpec(
    name="discrimination",
    topics=("discrimination",),
    kind=Discrimination,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
