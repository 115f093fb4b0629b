"""What a message asks of others, and of whom."""

import pytest

from qungui.model.watch import Ask
from qungui.text.asks import asked, confirms, is_for_everybody
from qungui.text.mentions import mentions
from qungui.text.normal import normal
from qungui.text.problems import is_beyond_the_group

TASK = {Ask.SAME_DAY, Ask.INSTRUCTION}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("@王芳 今天把库存查清楚", TASK),
        ("@王芳 下班前把报表交上来", TASK),
        ("@王芳 马上处理一下", TASK | {Ask.QUESTION, Ask.POST}),
        ("@王芳 两小时内回复客户", TASK),
        ("@王芳 17点前发我", TASK),
        ("@王芳 把设备台账整理好", {Ask.INSTRUCTION}),
        ("【指令】三号线停机检修", {Ask.INSTRUCTION, Ask.NOTICE}),
        ("【通知】明天停电", {Ask.NOTICE}),
        ("明天停电，收到请回复", TASK - {Ask.SAME_DAY} | {Ask.NOTICE}),
        ("@王芳 打印机坏了，麻烦看一下", {Ask.QUESTION, Ask.POST}),
        ("股权证哪天到呢", {Ask.POST}),
        ("股东大会能不能线上开？", {Ask.POST}),
        ("大家周末去哪儿喝酒？", set()),
    ],
)
def test_a_message_that_asks_for_something(text, wanted):
    assert asked(normal(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "大家好",
        "今天天气不错",
        "@王芳 今天辛苦了，报表做得很好",
        "@王芳 今天不用报表了",
        "祝大家节日快乐",
        "好的",
    ],
)
def test_a_message_that_asks_for_nothing_that_can_be_late(text):
    assert not asked(normal(text)) - {Ask.INSTRUCTION}


def test_a_notice_that_wants_no_answer_is_none_to_confirm():
    assert Ask.NOTICE not in asked(normal("【通知】明天停电，无需回复"))


def test_who_is_meant():
    assert is_for_everybody(normal("各位，今天把台账交上来"))
    assert is_for_everybody(normal("@所有人 今天盘点"))
    assert not is_for_everybody(normal("@王芳 今天盘点"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@王芳 今天盘点", ("王芳",)),
        ("@王芳，@胡斌：今天盘点", ("王芳", "胡斌")),
        ("@王芳\u2005今天盘点 @王芳", ("王芳",)),
        ("@王芳芳 今天盘点", ("王芳芳",)),
        ("@王芳芬 今天盘点", ()),
        ("今天盘点@胡斌", ("胡斌",)),
        ("王芳 今天盘点", ()),
        ("a@b.com 今天盘点", ()),
        ("@Lucy Wang 今天盘点", ("Lucy Wang",)),
    ],
)
def test_a_whole_name_behind_a_mention_is_meant_and_the_longest(text, named):
    assert mentions(text, ["王芳", "王芳芳", "胡斌", "Lucy", "Lucy Wang", ""]) == named


def test_a_word_of_confirmation_may_stand_anywhere():
    assert confirms(normal("好的收到！"), ("收到",))
    assert not confirms(normal("好的"), ("收到", "执行"))


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("五店的灯坏了三天了，本群解决不了", True),
        ("这个我们没法处理，@工程部", True),
        ("需要总部协调", True),
        ("灯坏了", False),
        ("没有解决不了的问题", False),
        ("之前解决不了的，已经修好了", False),
    ],
)
def test_what_a_group_cannot_solve_by_itself(text, is_so):
    assert is_beyond_the_group(normal(text)) is is_so
