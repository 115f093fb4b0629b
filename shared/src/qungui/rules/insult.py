"""Personal attacks, abuse, coarse language."""

import re
from dataclasses import dataclass

from qungui.model.finding import Facts, Finding
from qungui.rules.rule import RuleSpec, shown
from qungui.text.lexicon import Lexicon
from qungui.text.wording import Wording
from qungui.text.words import insult as words

_WORDING = Wording(
    Lexicon.of(words.ABUSE, innocent=words.INNOCENT),
    (
        re.compile(r"(?:^|[，。！!,\s])滚(?:[，。！!,\s]|$|吧|开|远)"),
        re.compile(
            r"[你他她](?:们|就|才|真|这个?|那个?|个|是|简直){0,4}"
            r"(?:废物|垃圾|蠢|猪|狗)(?!利用|分类|桶|站|处理|年|肉)"
        ),
        re.compile(r"(?:[，。！!,\s]|^)(?:废物|垃圾)(?:[！!。]|$)"),
        re.compile(r"[猪狗]都?(?:比|不如)[你他她]|(?:连|比)[猪狗]都?不?(?:如|还)"),
        re.compile(r"(?<![a-z])(?:sb|nmsl|w?cnm)(?![a-z])"),
    ),
    hints=frozenset("滚废垃蠢猪狗sn"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Insult:
    """
    Words that attack or abuse somebody; a person decides whether they did.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = _WORDING.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似辱骂或人身攻击", score=0.6)


SPEC = RuleSpec(name="insult", topics=("insult",), kind=Insult)
