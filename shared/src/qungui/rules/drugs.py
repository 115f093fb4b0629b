"""Drugs."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.drugs import CUES


@frozen(kw_only=True)
class Drugs:
    """
    Drugs offered or taken, also under their nicknames; campaigns against them pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似涉毒", score=0.6)


SPEC = RuleSpec(
    name="drugs",
    topics=("drugs",),
    kind=Drugs,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
