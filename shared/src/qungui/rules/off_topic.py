"""Talk that has nothing to do with the group's trade."""

from dataclasses import dataclass

from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit
from qungui.rules.rule import RuleSpec
from qungui.text.lexicon import Lexicon
from qungui.text.normal import original_span
from qungui.text.wording import Wording, own_words

_LEISURE = """
旅游攻略 古镇 自驾游 民宿推荐 看球 球赛 绝杀 世界杯 欧冠 英超 追剧 电视剧 综艺 明星 八卦 绯闻
王者荣耀 吃鸡 打游戏 上分 开黑 星座 算命 麻将 钓鱼 美食探店 奶茶店 网红店 逛街 美甲 相亲 减肥食谱
养生偏方 股票涨停 彩票 买彩票 段子 搞笑视频
"""
_WORDING = Wording(Lexicon.of(_LEISURE))


@dataclass(frozen=True, slots=True, kw_only=True)
class OffTopic:
    """
    Leisure talk without a word of the trade. Without the trade's words the rule cannot look.

    Attributes:
        allowed: What belongs in the group, in the regulation's words, for whoever decides.
        keywords: Words of the group's trade, set by the group.
    """

    allowed: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        trade = own_words(self.keywords)
        if not trade:
            return Abstain("本群没有设置行业关键词")
        if any(word in facts.plain for word in trade):
            return Clear()
        span = _WORDING.find(facts.plain)
        if span is None:
            return Clear()
        where = original_span(facts.message.text, span)
        return Hit(reason="疑似与本行业无关的内容", span=where, score=0.4)


SPEC = RuleSpec(name="off-topic", topics=("off-topic",), kind=OffTopic)
