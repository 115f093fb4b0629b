import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.discrimination import Discrimination
from tests.support.build import facts

RULE = Discrimination()


@pytest.mark.parametrize(
    "text",
    [
        "外地来的素质就是低",
        "东北人都不是好东西",
        "女的开车就是马路杀手，少掺和",
        "乡巴佬也想进我们部门",
        "残疾人来上班不是添乱吗",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "外地同事的补贴标准更新了",
        "女同事体检安排在周三",
        "东北人参到货了",
        "我们不能歧视残疾人",
        "老乡会周末聚餐",
        "农村客户的订单多了",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Discrimination(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
