"""Cutting somebody short."""

import re
from dataclasses import dataclass

from qungui.model.finding import Facts, Finding
from qungui.rules.rule import RuleSpec, shown
from qungui.text.lexicon import Lexicon
from qungui.text.wording import Wording

_RUDE = """
闭嘴 住口 住嘴 少废话 废话真多 废话少说 没人想听 没人要听 没人爱听 谁想听你 谁要听你 谁爱听
轮不到你 轮得到你 别插嘴 你懂什么 你算老几 你算什么东西 懒得听你 别在这丢人 别丢人了 换个人讲
换个人说 换人讲 赶紧下去吧 讲得什么玩意 说的什么玩意 少在这 一边去 一边待着
"""
_WORDING = Wording(
    Lexicon.of(_RUDE, innocent="一边去掉 一边去除"),
    (
        re.compile(r"(?:你|@\S{1,12}\s?)(?:快|赶紧|就)?别[说讲]了(?!我)"),
        re.compile(r"别[说讲]了[，,！!\s]*别[说讲]了"),
        re.compile(r"(?:够了|行了|得了)[，,！!\s]*(?:别|不要)再?[说讲]"),
    ),
    hints=frozenset("别要"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """
    Words that silence or slight another speaker; a person decides whether they did.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = _WORDING.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似不尊重他人或打断发言", score=0.5)


SPEC = RuleSpec(name="interruption", topics=("interruption",), kind=Interruption)
