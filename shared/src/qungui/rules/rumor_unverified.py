"""Hearsay."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.rumor import CUES


@frozen(kw_only=True)
class RumorUnverified:
    """
    An alarm on hearsay, or one that urges at once; whoever refutes or quotes an office passes. A
    look, never a verdict: truth does not stand in the text.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似未经证实的消息", score=0.4)


SPEC = RuleSpec(
    name="rumor-unverified",
    topics=("rumor-unverified",),
    kind=RumorUnverified,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
