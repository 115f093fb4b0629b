"""Pornography."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.pornography import CUES


@frozen(kw_only=True)
class Pornography:
    """
    Pornographic content, links to it, sexual services; talk of checks, films and fashion passes.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="含色情内容或招揽", score=0.9)


SPEC = RuleSpec(
    name="pornography",
    topics=("pornography",),
    kind=Pornography,
    waits_for=lambda rule: CUES.waits_for(rule.words),
)
