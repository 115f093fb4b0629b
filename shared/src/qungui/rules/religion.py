"""Religion."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.religion import CUES


@frozen(kw_only=True)
class Religion:
    """
    Winning people over to a faith, and what is forwarded for luck; places and works pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似宗教宣传", score=0.5)


SPEC = RuleSpec(
    name="religion",
    topics=("religion",),
    kind=Religion,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
