"""Personal attacks, abuse, coarse language."""

import re
from dataclasses import dataclass

from qungui.model.finding import Facts, Finding
from qungui.rules.rule import RuleSpec, shown
from qungui.text.cues import Cues
from qungui.text.lexicon import Lexicon
from qungui.text.words import insult as words

_CUES = Cues(
    alone=Lexicon.of(words.ABUSE, innocent=words.INNOCENT),
    phrases=(
        re.compile(r"(?:^|[，。！!,\s：:])滚(?:[，。！!,\s]|$|吧|开|远|回)"),
        re.compile(
            r"[你他她](?:们|就|才|真|这个?|那个?|个|是|种|人|简直|算什么){0,4}"
            r"(?:废物|垃圾|蠢|猪|狗|骗子|贱|恶心)(?!利用|分类|桶|站|处理|年|肉|场|粮|狗|猫|医|瘟)"
        ),
        re.compile(r"(?:[，。！!,\s]|^)(?:废物|垃圾|蠢货|贱)(?:[！!。]|$)"),
        re.compile(r"[猪狗]都?(?:比|不如)[你他她]|(?:连|比)[猪狗]都?不?(?:如|还)"),
        re.compile(r"(?<![a-z])(?:sb|nmsl|w?cnm|mdzz|nc)(?![a-z])"),
        re.compile(
            r"(?:楼上|层主|小编|作者|博主)(?:的|那位|这人|你)?(?:就?是|真是?|怎么不|脑子|去)(?:狗|猪|恶心|有病|死|蠢|废物|垃圾|瞎)"
        ),
        re.compile(
            r"(?:哪来的|你个|你这个?|你们这[帮群])(?:垃圾|废物|蠢|狗|猪|老东西|小人|臭|烂|死|破)"
        ),
        re.compile(r"你(?:那|这)?破\S{1,6}(?:白送|谁要|没人要|丢人)"),
    ),
    about=Lexicon.of(words.ABOUT),
    hints=frozenset("滚废垃蠢猪狗snmw骗贱恶楼层小作博破你哪"),
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
        span = _CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似辱骂或人身攻击", score=0.6)


SPEC = RuleSpec(name="insult", topics=("insult",), kind=Insult)
