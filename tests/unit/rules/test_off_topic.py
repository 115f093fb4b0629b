import pytest

from qungui.model.finding import Abstain, Clear, Hit
from qungui.rules.off_topic import OffTopic
from tests.support.build import facts

RULE = OffTopic(keywords=("传感器", "仪表"))
LEISURE = "昨晚看球到两点，最后那个绝杀太漂亮了"


@pytest.mark.parametrize("keywords", [(), ("",), (" ",)])
def test_without_words_of_the_trade_the_rule_cannot_look(keywords):
    assert isinstance(OffTopic(keywords=keywords).judge(facts(LEISURE)), Abstain)


def test_leisure_is_flagged():
    assert isinstance(RULE.judge(facts(LEISURE)), Hit)


@pytest.mark.parametrize(
    "text", ["收到", "明天的会改到三点", "客户说追剧软件里也要用我们的传感器", "新仪表的说明书来了"]
)
def test_everyday_words_and_words_of_the_trade_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_quoted_words_are_somebody_elses():
    assert RULE.judge(facts("收到", quoted=LEISURE)) == Clear()
