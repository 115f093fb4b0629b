"""Violence."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.violence import CUES


@frozen(kw_only=True)
class Violence:
    """
    A threat to somebody's body or property, or gore that is offered to others to look at.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似暴力内容或威胁", score=0.6)


SPEC = RuleSpec(
    name="violence",
    topics=("violence",),
    kind=Violence,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
