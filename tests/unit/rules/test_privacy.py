import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.privacy import Privacy
from tests.support.build import facts

RULE = Privacy()


@pytest.mark.parametrize(
    "text",
    [
        "前台小赵的手机号13800001111，追债的去找她",
        "老张住院的诊断书我拍了，发群里给大家看看",
        "来，看看小李的工资条，居然两万",
        "身份证110101199003074518，这人欠我钱",
        "她老公出轨的聊天记录我截图了，大家围观",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "我的手机号换了，请更新",
        "值班室电话是 8801，夜间打这个",
        "体检报告请自行到前台领取",
        "工资条已发到个人邮箱，注意查收",
        "请把身份证复印件交到人事",
        "客户住址在系统里查，不要发群里",
        "诊断证明交给部门文员请假用",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Privacy(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
