import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.charity_plea import CharityPlea
from tests.support.build import facts

RULE = CharityPlea()


@pytest.mark.parametrize(
    "text",
    [
        "好心人救救我侄子，车祸昏迷，手术费还差八万，水滴筹链接在下面",
        "献爱心，给山里娃买棉衣，一人二十，扫码",
        "同学得了尿毒症，家里房子都卖了，大家捐点",
        "流浪狗救助站断粮了，求打赏，码在图里",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "工会组织的爱心捐款周五截止，交到办公室",
        "红十字会来公司做急救培训",
        "求助：谁会用数据透视表",
        "慈善总会寄来感谢信",
        "山区项目的勘察报告发了",
        "灾区物流停运，改走铁路",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = CharityPlea(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
