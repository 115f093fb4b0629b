import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.rumor_unverified import RumorUnverified
from tests.support.build import facts

RULE = RumorUnverified()


@pytest.mark.parametrize(
    "text",
    [
        "听说隔壁小区有人得了怪病，赶紧囤口罩",
        "我表哥在银行，说那家银行要倒闭了，快取钱",
        "刚得到内部消息，下周全员裁员三成",
        "网传这种牛奶喝了致癌，别给孩子喝",
        "有人说今晚地震，大家睡楼下",
        "转给亲人：手机放枕边会得癌症，某专家讲的",
        "内部人士说我们股票要暴雷",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "天气预报说明天降温",
        "供电所通知：周三停电检修",
        "听说你升职了，恭喜",
        "朋友说那家面馆不错",
        "网传停课的消息是谣言，学校已辟谣",
        "财务说报销款明天到",
        "听说新系统下周上线，要培训吗",
        "据统计本月客诉下降",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = RumorUnverified(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
