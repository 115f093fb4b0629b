import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.link_recruiting import LinkRecruiting
from tests.support.build import facts

RULE = LinkRecruiting()


@pytest.mark.parametrize(
    "text",
    [
        "我新拉了个抢券群，想进的扫下面的码",
        "大家都来我的新群聊，这里不好玩",
        "建了个炒币群，懂的来，链接 http://q.invalid/1",
        "兄弟姐妹移步新群，二维码在图里",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "项目群已建好，组员请扫码进群",
        "进群请改备注",
        "客户群里有人问价格，谁跟进",
        "这个群是通知群，请勿闲聊",
        "周末读书会在二楼",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = LinkRecruiting(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
