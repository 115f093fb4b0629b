import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.contact_control import ContactControl
from tests.support.build import facts

RULE = ContactControl()


@pytest.mark.parametrize(
    "text",
    [
        "刘总，加我私人微信吧，价格好商量",
        "李姐，咱俩私下做这单，不走公司账",
        "货款您直接转我个人卡上，给您少两个点",
        "加个微信单独聊，我给您返点",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "刘总，合同请走公司流程",
        "加了客户的企业微信，资料已同步",
        "货款请转公司账户",
        "有问题在服务群里说就行",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = ContactControl(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
