"""What may be published here at all."""

from dataclasses import replace

from qungui.model.finding import Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.rules.advertising import Advertising
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.leisure import CHAIN_LETTER, STRAY, TALK


@frozen(kw_only=True)
class PublicationScope:
    """
    What stands outside the scope of a company's group: leisure, luck, chain letters, private sales.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        plain = facts.plain
        span = STRAY.find(plain, self.words) or CHAIN_LETTER.find(plain) or TALK.find(plain)
        if span is None:
            sold = Advertising().judge(replace(facts, message=replace(facts.message, shared="")))
            if isinstance(sold, Hit):
                return replace(sold, reason="疑似超出发布范围：推销")
        return shown(facts, span, reason="疑似超出发布范围", score=0.4)


SPEC = RuleSpec(name="publication-scope", topics=("publication-scope",), kind=PublicationScope)
