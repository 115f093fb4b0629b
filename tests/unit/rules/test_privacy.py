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


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("小王的手机号是13812345678", "13812345678"),
        ("小陳的手機號碼是１３８－１２３４－５６７８", "１３８－１２３４－５６７８"),
        ("他私人电话一三八一二三四五六七八", "一三八一二三四五六七八"),
        ("13812345678，这是小李的电话", "13812345678"),
        ("我拿到了小张的手机号13812345678", "13812345678"),
        ("13812345678 大家一起打爆他", "13812345678"),
        ("她家电话010-85007938", "010-85007938"),
        ("张三 110101199003074258", "110101199003074258"),
        ("小周的身份证号110101900307451", "110101900307451"),
        ("老张的银行卡号 6222 0212 3456 7890 128", "6222 0212 3456 7890 128"),
        ("李梅住在建国路88号2单元", "李梅住在建国路88号"),
    ],
)
def test_somebody_elses_number_or_home_acts(text, shows):
    start, end = RULE.judge(facts(text)).span
    assert text[start:end] == shows


@pytest.mark.parametrize(
    "text",
    [
        "我的手机号换了 13812345678，请更新",
        "有事打我13812345678",
        "我的身份证号110101199003074258，帮我订票",
        "报销打到我的卡6222021234567890128",
        "本人手机13812345678",
    ],
)
def test_ones_own_number_is_ones_own_to_give(text):
    assert RULE.judge(facts(text)) == Clear()


@pytest.mark.parametrize(
    "text",
    [
        "客服热线 400-800-1234",
        "客服小张的电话13812345678",
        "联系人张经理 13800001111",
        "司机王师傅 13812345678，明早7点到",
        "客户小陈的电话13812345678，他要看样品",
        "公司对公账户 6222021234567890128",
        "货款请打到6222021234567890128 户名张三",
        "他家电话是010-85007938，可以订位",
        "小王住在7天酒店302室",
    ],
)
def test_a_number_given_for_work_is_nobodys(text):
    assert RULE.judge(facts(text)) == Clear()


@pytest.mark.parametrize(
    "text",
    [
        "订单号 13812345678",
        "快递单号6222021234567890128",
        "工单编号：110101199003074258",
        "本期营收 13812345678 元",
        "身份证格式例如110101199003074258",
        "项目编号 110101199003074518",
    ],
)
def test_numbers_of_things_are_nobodys(text):
    assert RULE.judge(facts(text)) == Clear()
