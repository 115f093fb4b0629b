"""Gambling."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.gambling import CUES


@frozen(kw_only=True)
class Gambling:
    """
    An invitation to gamble, or a place to do it; cards without stakes, raffles and figures of
    speech pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="含赌博内容或招揽", score=0.9)


SPEC = RuleSpec(
    name="gambling",
    topics=("gambling",),
    kind=Gambling,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
