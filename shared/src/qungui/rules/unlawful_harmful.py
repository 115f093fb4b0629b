"""What the law forbids."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.unlawful import CUES


@frozen(kw_only=True)
class UnlawfulHarmful:
    """
    Forged papers, traded data, false jobs, illegal finance, calls to gather, hunts for a person.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似违法或有害信息", score=0.6)


SPEC = RuleSpec(
    name="unlawful-harmful",
    topics=("unlawful-harmful",),
    kind=UnlawfulHarmful,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
