import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.drugs import Drugs
from tests.support.build import facts

RULE = Drugs()


@pytest.mark.parametrize(
    "text",
    [
        "有没有人要大麻烟，本地自提",
        "周末开个趴，有上头电子烟，嗨一下",
        "k粉摇头丸都有货，私",
        "手上有点冰，找人一起溜冰嗨",
        "哥几个来我这吸点白粉",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "大麻籽油属于管制品，报关要注意",
        "茶叶子泡三遍还香",
        "街道禁毒办来做讲座",
        "带孩子溜冰记得戴护具",
        "海鲜要加冰块运输",
        "这款面霜美白粉底都有",
        "感冒药处方请医务室开",
        "消毒液本周补货",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Drugs(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
