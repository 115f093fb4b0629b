import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.faction import Faction
from tests.support.build import facts

RULE = Faction()


@pytest.mark.parametrize(
    "text",
    [
        "我们几个老员工联合起来，把新来的经理架空",
        "山东的都跟我走，别理那帮南方人",
        "咱们抱团，把他挤走",
        "支持我的站我这边，投票都投否决",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "抱团取暖，共渡难关",
        "山东办事处周五开会",
        "大家拧成一股绳，把项目做好",
        "请支持方案一的同事投票",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Faction(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
