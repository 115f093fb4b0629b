"""Works of others."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.copying import CUES


@frozen(kw_only=True)
class Copyright:
    """
    Works of others given away; with a source or leave it passes.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似未经许可传播他人作品", score=0.5)


SPEC = RuleSpec(
    name="copyright",
    topics=("copyright",),
    kind=Copyright,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
