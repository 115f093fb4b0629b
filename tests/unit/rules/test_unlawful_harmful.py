import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.unlawful_harmful import UnlawfulHarmful
from tests.support.build import facts

RULE = UnlawfulHarmful()


@pytest.mark.parametrize(
    "text",
    [
        "需要离职证明、社保代缴证明的，我都能做，盖真章",
        "信用卡刷出来，两个点，秒到",
        "高价回收对公账户，一套三千",
        "身份证借我用用办张卡，给你五百",
        "帮人跑分，一天八百，只要有支付宝",
        "驾照分不够的找我，一分六十",
        "有全省考生名单，家长电话都有，出售",
        "代发论文，包见刊，先付后改",
        "周末一起去区政府门口拉横幅，人越多越好",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "离职证明去人事拿",
        "对公账户信息变更，请客户更新",
        "驾照到期的同事记得换证",
        "拾到身份证一张，失主来前台",
        "论文查重系统开通了",
        "考生名单请各监考老师核对",
        "银行提醒：出租出借账户违法",
        "发票抬头改了，新的税号在附件",
        "去区政府门口集合，统一乘车参加植树",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = UnlawfulHarmful(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"
