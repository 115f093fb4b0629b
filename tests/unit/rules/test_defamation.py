import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.defamation import Defamation
from tests.support.build import facts

RULE = Defamation()


@pytest.mark.parametrize(
    "text",
    [
        "什么狗屁公司，就会坑员工",
        "销售部那些人整天吃回扣，谁不知道",
        "千万别买咱们的产品，全是贴牌的垃圾",
        "老板卷款跑路的货色，你们还信",
        "人事就是老板养的一条狗",
        "外包那家公司是骗子，专骗定金",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "公司今年效益不好，奖金少了点",
        "采购流程太慢，建议优化",
        "售后电话打不通，请客服主管跟进",
        "防骗提醒：有人冒充公司财务行骗",
        "产品次品率上升，质检加严",
        "客户说我们物流慢",
        "老板说下午开会",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Defamation(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
