"""Recruiting."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.recruiting import CUES


@frozen(kw_only=True)
class LinkRecruiting:
    """
    Members called over to another group of the writer's.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="拉人去其他群", score=0.8)


SPEC = RuleSpec(
    name="link-recruiting",
    topics=("link-recruiting",),
    kind=LinkRecruiting,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
