import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.religion import Religion
from tests.support.build import facts

RULE = Religion()


@pytest.mark.parametrize(
    "text",
    [
        "主必救你，礼拜天带上家人来我家祷告",
        "扫码领佛经，抄一遍业障全消",
        "转发观世音菩萨像，七天内有好运",
        "大师说今年犯太岁，请一尊开光貔貅就好，要的找我",
        "信基督的弟兄姊妹一起来查经",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "去五台山出差，寺庙旁那家酒店还行",
        "佛山仓的货明天到",
        "铁观音两箱放前台，给客户的",
        "教堂改造项目下周开标",
        "神马情况，系统又挂了",
        "圣诞活动物料已经下单",
        "她信得过这家供应商",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = Religion(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
