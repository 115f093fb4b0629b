import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.political import Concern, Political
from tests.support.build import facts

NEGATIVE = Political(of=Concern.NEGATIVE)
TOPIC = Political(of=Concern.TOPIC)


@pytest.mark.parametrize(
    "text", ["现在的体制太腐败了", "翻墙看到不少政府的黑料", "这个无能的政府迟早要垮台"]
)
def test_blame_of_the_state_is_flagged(text):
    assert isinstance(NEGATIVE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "市政府通知明天停水",
        "中央出台减税政策，对我们有利",
        "公司党支部组织学习反腐败条例",
        "那份说政府多烂的帖子是谣言，别传",
        "供应商的体制很灵活",
    ],
)
def test_news_and_notices_of_the_state_are_not(text):
    assert NEGATIVE.judge(facts(text)) == Clear()


@pytest.mark.parametrize(
    "text", ["美国大选你们看好谁", "俄乌这仗怎么看，大家说说", "特朗普要是上台会怎样"]
)
def test_an_opinion_on_a_political_topic_is_flagged(text):
    assert isinstance(TOPIC.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "今年两会的行业补贴政策发大家参考",
        "优秀员工评选，大家投票",
        "新闻：美国大选结果公布，汇率有波动",
        "关于报价大家怎么看",
    ],
)
def test_news_alone_and_other_opinions_are_not(text):
    assert TOPIC.judge(facts(text)) == Clear()


@pytest.mark.parametrize("concern", [Concern.NEGATIVE, Concern.TOPIC])
def test_words_of_the_group_count_for_either(concern):
    assert isinstance(Political(of=concern, words=("某事件",)).judge(facts("某 事 件")), Hit)


def test_without_a_concern_nothing_is_found():
    assert Political().judge(facts("现在的体制太腐败了")) == Clear()


@pytest.mark.parametrize("text", ["那帮官员全是贪官污吏", "特朗普要是上台会怎样"])
def test_an_undesirable_tendency_is_either(text):
    assert isinstance(Political(of=Concern.ANY).judge(facts(text)), Hit)


@pytest.mark.parametrize("text", ["中东航线又涨价，你们怎么看", "俄罗斯客户要订单确认，谁跟进"])
def test_trade_is_no_politics(text):
    assert Political(of=Concern.ANY).judge(facts(text)) == Clear()
