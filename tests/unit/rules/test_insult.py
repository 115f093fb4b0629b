import pytest

from qungui.model.finding import Clear, Hit
from qungui.rules.insult import Insult
from tests.support.build import facts


@pytest.mark.parametrize(
    "text",
    [
        "你是不是蠢货，表都填不对",
        "你 脑 子 有 病",
        "滚，别来烦我",
        "你就是个废物",
        "狗都比你会算账",
        "真是猪腦子",
        "你这人真是SB",
    ],
)
def test_abuse_is_flagged(text):
    assert isinstance(Insult().judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "废物利用做了个花架",
        "垃圾分类从下周一开始",
        "页面滚动有点卡",
        "今年是猪年",
        "方案骂归骂，还得改",
        "公司招收智障人士就业有补贴",
        "他说我“蠢货”，请管理员看看",
        "有人骂人白痴，我截图了",
        "@小李 第三行数字不对，麻烦改一下",
        "usb 接口坏了",
    ],
)
def test_its_neighbours_are_not(text):
    assert Insult().judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    assert isinstance(Insult(words=("老油条",)).judge(facts("你个老 油 条")), Hit)


@pytest.mark.parametrize("words", [(), ("",)])
def test_an_empty_list_of_the_group_matches_nothing(words):
    assert Insult(words=words).judge(facts("大家好")) == Clear()


def test_the_span_shows_the_words_as_written():
    text = "大家看，你 脑子進水 了"
    start, end = Insult().judge(facts(text)).span
    assert text[start:end] == "脑子進水"


def test_quoted_words_are_somebody_elses():
    assert Insult().judge(facts("请注意用语", quoted="蠢货")) == Clear()
