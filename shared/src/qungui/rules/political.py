"""Negative news about the state, and political topics: both only ever flag."""

from enum import StrEnum

from qungui.model.finding import Clear, Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.classifier import Head
from qungui.text.own_words import own_span
from qungui.text.scores import SIGNS, told
from qungui.text.words.political import NEGATIVE, TOPICS, topic


class Concern(StrEnum):
    NONE = "none"
    NEGATIVE = "negative"  # blame of the Party or the government
    TOPIC = "topic"  # a political topic with an opinion on it; news alone is encouraged elsewhere
    ANY = "any"  # an undesirable tendency: either


@frozen(kw_only=True)
class Political:
    """
    Blame of the Party or the government, an opinion on a political topic, or either, as the clause
    says; a person decides whether it is.

    Attributes:
        of: Which of them; ``none`` finds nothing.
        words: Further words of the group's own choice.
    """

    of: Concern = Concern.NONE
    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        plain = facts.plain
        if self.of is Concern.NONE:
            return Clear()
        span = NEGATIVE.find(plain) if self.of is not Concern.TOPIC else None
        if span is not None:
            return shown(facts, span, reason="疑似涉党政负面消息", score=0.5)
        span = topic(plain) if self.of is not Concern.NEGATIVE else None
        span = span or own_span(plain, self.words)
        if span is None and self.of is not Concern.NEGATIVE:
            span = told(Head.POLITICAL, plain)
        return shown(facts, span, reason="疑似政治话题讨论", score=0.5)


SPEC = RuleSpec(
    name="political",
    topics=("political",),
    kind=Political,
    waits_for=lambda rule: (
        *NEGATIVE.waits_for(rule.words),
        TOPICS.sign,
        SIGNS[Head.POLITICAL],
    ),
    idle=lambda rule: rule.of is Concern.NONE,
)
