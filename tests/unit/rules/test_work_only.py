from dataclasses import replace
from datetime import time

import pytest

from qungui.model.finding import Abstain, Clear, Hit
from qungui.rules.work_only import WorkOnly
from tests.support.build import at, facts, group, spoken

RULE = WorkOnly()


@pytest.mark.parametrize(
    "text",
    [
        "晚上谁去吃烧烤，我请客",
        "你老婆生了吗，男孩女孩",
        "有没有人开黑，三缺一",
        "昨晚那部电视剧结局太气人了",
        "拿公司公众号给我妹的花店打个广告",
        "出售内幕，要的私我",
    ],
)
def test_it_is_found(text):
    assert isinstance(RULE.judge(facts(text)), Hit)


@pytest.mark.parametrize(
    "text",
    [
        "客户晚上想吃烧烤，谁陪同接待",
        "二期合同今天寄出",
        "王工把检测数据传一下",
        "食堂今晚有火锅",
        "客户老婆是我们的渠道商",
        "年会节目请各部门报名",
        "严禁出售内部消息，发现的请私聊我",
    ],
)
def test_its_neighbours_are_not(text):
    assert RULE.judge(facts(text)) == Clear()


def test_words_of_the_group_count():
    rule = WorkOnly(words=("老地方见",))
    text = "今晚 老 地 方 見"
    start, end = rule.judge(facts(text)).span
    assert text[start:end] == "老 地 方 見"


TALK = "谁晚上去唱歌，我请客，唱k去不去"


def test_working_hours_bound_it():
    hours = WorkOnly(working_hours=(time(9), time(18)))
    assert isinstance(hours.judge(facts(TALK, sent_at=at(hours=2))), Hit)
    assert hours.judge(facts(TALK, sent_at=at(hours=6))) == Clear()


def test_a_group_of_another_kind_is_left_alone():
    rule = WorkOnly(group_kind="工作群")
    chat = replace(facts(TALK), group=group(name="员工交流群"))
    assert rule.judge(chat) == Clear()
    assert isinstance(rule.judge(facts(TALK)), Hit)


def test_a_long_run_of_messages_in_an_hour_acts():
    rule = WorkOnly(messages_per_hour=3)
    seen = replace(facts("好的"), author="me")
    many = tuple(spoken("me", at(minutes=-minutes)) for minutes in range(3))
    assert rule.judge(replace(seen, around=many)) == Hit(reason="一小时内 4 条消息，上限 3 条")
    assert rule.judge(replace(seen, around=many[:2])) == Clear()
    others = tuple(replace(each, person="you") for each in many)
    assert rule.judge(replace(seen, around=others)) == Clear()
    assert isinstance(rule.judge(seen), Abstain)
