"""Pleas for help."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.charity import CUES


@frozen(kw_only=True)
class CharityPlea:
    """
    A plea for money for people in need for which no office vouches.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似未经证实的求助或募捐", score=0.5)


SPEC = RuleSpec(
    name="charity-plea",
    topics=("charity-plea",),
    kind=CharityPlea,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
