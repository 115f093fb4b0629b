"""Cliques."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.faction import CUES


@frozen(kw_only=True)
class Faction:
    """
    Some members called together against others.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似拉帮结派", score=0.5)


SPEC = RuleSpec(
    name="faction",
    topics=("faction",),
    kind=Faction,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
