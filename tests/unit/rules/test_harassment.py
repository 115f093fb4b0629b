import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.harassment import Harassment
from tests.support.build import facts

RULE = Harassment()


@pytest.mark.parametrize(
    "text",
    [
        "我每天给她打电话，打到她答应为止",
        "美女给个微信呗，哥请你吃饭",
        "别以为换了座位我就找不到你，我知道你家住哪",
        "你不回我消息，我就天天去你公司楼下等你",
        "再不还钱我让你全家不得安宁",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "客户每天给我们打电话催货",
        "骚扰电话太多，谁有拦截软件推荐",
        "美女主持人明天到，安排一下车",
        "下班等你一起吃饭",
        "夜里施工吵，业主投诉了",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Harassment(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
