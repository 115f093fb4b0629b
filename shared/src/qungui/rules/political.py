"""Negative news about the state, and political topics: both only ever flag."""

import re
from dataclasses import dataclass
from enum import StrEnum

from qungui.model.finding import Clear, Facts, Finding
from qungui.rules.rule import RuleSpec, shown
from qungui.text.lexicon import Lexicon
from qungui.text.wording import Wording

_STATE = "(?:政府|执政党|共产党|中央|体制|国家领导|领导人|政权|当局|公检法)"
_BLAME = (
    "(?:多烂|太烂|真烂|烂透|腐朽|(?<!反)腐败|黑暗|无能|独裁|专制|暴政|垮台|下台|倒台|完蛋|推翻"
    "|骗老百姓|愚弄|洗脑|掩盖真相|草菅人命|吃人)"
)
_NEGATIVE = Wording(
    Lexicon.of(""),
    (
        re.compile(f"{_STATE}[^。！？!?\\n]{{0,14}}{_BLAME}"),
        re.compile(f"{_BLAME}[^。！？!?\\n]{{0,6}}的?{_STATE}"),
        re.compile(f"(?:墙外|翻墙|外网)[^。\\n]{{0,14}}(?:{_STATE}|内幕|黑料|真相)"),
        re.compile(f"(?:骂|反对|打倒|推翻|抵制){_STATE}"),
    ),
    hints=frozenset("政党央体领当检墙网"),
)
_TOPIC_WORDS = """
美国大选 总统大选 大选结果 换届内幕 总统选举 民主党 共和党 特朗普 川普 拜登 普京 泽连斯基 白宫
国会山 议会选举 台独 武统 统独 台海局势 俄乌 巴以冲突 政变 政治体制 政治制度 一党 多党制 三权分立
民主制度 言论自由 敏感事件 政治运动 派系斗争 高层斗争 站队
"""
_TALK = re.compile(
    "觉得|认为|看好|支持谁|谁会[赢上]|谁能[赢上]|上台|下台|怎么看|讨论|投票|站哪|该不该"
    "|要我说|我看|大家说|有没有人"
)


_TOPIC = Wording(Lexicon.of(_TOPIC_WORDS))
_OWN = Wording(Lexicon.of(""))


class Concern(StrEnum):
    NONE = "none"
    NEGATIVE = "negative"  # blame of the Party or the government
    TOPIC = "topic"  # a political topic with an opinion on it; news alone is encouraged elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Political:
    """
    What one clause means by politics; a person decides whether it is.

    Attributes:
        of: Blame of the state, or any political topic that is talked about.
        words: Further words of the group's own choice.
    """

    of: Concern = Concern.NONE
    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        plain = facts.plain
        if self.of is Concern.NEGATIVE:
            span = _NEGATIVE.find(plain, self.words)
            return shown(facts, span, reason="疑似涉党政负面消息", score=0.5)
        if self.of is Concern.TOPIC:
            span = _TOPIC.find(plain)
            if span is None or not _TALK.search(plain):
                span = _OWN.find(plain, self.words)
            return shown(facts, span, reason="疑似政治话题讨论", score=0.5)
        return Clear()


SPEC = RuleSpec(
    name="political",
    topics=("political",),
    kind=Political,
    idle=lambda rule: rule.of is Concern.NONE,
)
