"""Cutting somebody short."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.cues import Cues
from qungui.text.lexicon import Lexicon
from qungui.text.phrase import Phrase

_RUDE = """
打住打住 都是废话 全是废话 换个明白人 换个懂的 能不能换个人 讲的都是废 说的都是废 闭上嘴
闭上你的嘴 烦不烦 烦死了你 得了吧你 赶紧歇着 歇着吧 歇歇吧你 说来说去 车轱辘话 听腻了 没完了是吧
你少说 少说两句行 谁问你 瞎问 这么简单都不 这都不懂 轮到你说 闭嘴 住口 住嘴 少废话 废话真多
废话少说 没人想听 没人要听 没人爱听 谁想听你 谁要听你 谁爱听 轮不到你 轮得到你 别插嘴 你懂什么
你算老几 你算什么东西 懒得听你 别在这丢人 别丢人了 换个人讲 换个人说 换人讲 别念了 别讲了 别啰嗦
又臭又长 没人听 没人在听 听着就烦 听烦了 听不下去 赶紧跳过 快跳过 聊点别的 换个话题吧 没意思
说重点行不行 别浪费大家 浪费大家时间 赶紧下去 有完没完 没完没了 打断一下别 别扯了 少扯 瞎扯什么
谁让你说 谁让你讲 没问你 问你了吗 讲的什么玩意 说的什么东西 讲的什么东西 赶紧下去吧 讲得什么玩意
说的什么玩意 少在这 一边去 一边待着
"""
_CUES = Cues(
    alone=Lexicon.of(_RUDE, innocent="一边去掉 一边去除"),
    phrases=(
        Phrase(r"(?:你|@\S{1,12}\s?)(?:快|赶紧|就)?别[说讲]了(?!我)"),
        Phrase(r"别[说讲念]了[，,！!。\s]{0,2}(?:烦|吵|够|听)"),
        Phrase(r"别[说讲]了[，,！!\s]*别[说讲]了"),
        Phrase(r"(?:够了|行了|得了)[，,！!\s]*(?:别|不要)再?[说讲]"),
    ),
)


class Interruption(Worded):
    """
    Words that silence or slight another speaker; a person decides whether they did.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = _CUES
    reason = "疑似不尊重他人或打断发言"
    score = 0.5


SPEC = RuleSpec(
    name="interruption",
    topics=("interruption",),
    kind=Interruption,
    waits_for=Worded.waits_for,
)
