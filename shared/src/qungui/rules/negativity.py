"""Negative information."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.negativity import CUES


@frozen(kw_only=True)
class Negativity:
    """
    Gloom about the company or the work; figures and defects that somebody is to look into pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似散播负面信息", score=0.4)


SPEC = RuleSpec(
    name="negativity",
    topics=("negativity",),
    kind=Negativity,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
