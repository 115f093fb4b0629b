"""Everyday words that are written by their sound are read as meant, names and English are not."""

import pytest

from qungui.text.aloud import as_heard
from qungui.text.everyday import common, is_everyday, sounding_like, unspelled
from qungui.text.normal import normal, original_span
from qungui.text.words.everyday import EVERYDAY, LIKELIEST, SELDOM, UNUSUAL


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ting说shangmian要换届le", "听说上面要换届了"),
        ("mingdan已经定le", "名单已经定了"),
        ("明天上午hui议室见", "明天上午会议室见"),
        ("他是dongbei人", "他是东北人"),
        ("wo men zai beijing", "我 men 在 北京"),
        ("他去玫埚了", "他去美国了"),
        ("他去过邰蜿两次", "他去过台湾两次"),
        ("打第二针，不是低鲕针", "打第二针,不是第二针"),
    ],
)
def test_an_everyday_word_in_disguise_is_read_as_meant(text, meant):
    assert normal(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "nba季后赛",
        "微信号:xiaoli",
        "看 jd.com 和taobao.com",
        "发hetong.pdf",
        "@xiaowang 你看下",
        "zhaopin@example.com",
        "data表里没有这个demo",
        "用maven和pandas写",
        "kaoqin系统登不上",
        "他叫zhangwei",
        "韭菜和橙子各一斤",
        "蜘蛛网",
        "戛纳电影节",
        "合同写壹佰叁拾捌元",
    ],
)
def test_names_english_and_words_with_unusual_characters_stay(text):
    assert normal(text) == text


def test_a_run_of_letters_is_read_as_a_whole_or_not_at_all():
    assert normal("去yuchangwai") == "去yuchangwai"


def test_a_word_that_some_topic_looks_for_comes_first():
    assert normal("这人真是chu生") == "这人真是畜生"
    assert normal("有啥bijiao好的") == "有啥比较好的"


def test_evidence_is_the_members_own_writing():
    text = "听说 mingdan 已经定了"
    start = normal(text).index("名单")
    first, last = original_span(text, (start, start + 2))
    assert text[first:last] == "mingdan"


def test_of_words_that_sound_alike_the_likeliest_is_meant():
    assert sounding_like(as_heard("一下"))[0] == "一下"
    likeliest = [row[0] + other for row in LIKELIEST.split() for other in row[1:]]
    assert all(is_everyday(word) for word in likeliest)


def test_unusual_characters_stand_in_no_everyday_word_but_few():
    unusual = set("".join(UNUSUAL.split()))
    everyday = {row[0] + other for row in EVERYDAY.split() for other in row[1:]}
    assert len([word for word in everyday if not unusual.isdisjoint(word)]) < len(everyday) / 20
    assert len(unusual & common()) < len(unusual) / 4
    seldom = [row[0] + other for row in SELDOM.split() for other in row[1:]]
    assert all(not unusual.isdisjoint(word) for word in seldom)
    assert [word for word in seldom if unspelled(word)] == []


def test_nothing_is_read_into_everyday_words():
    unusual = set("".join(UNUSUAL.split()))
    words = (row[0] + other for row in EVERYDAY.split() for other in row[1:])
    assert unspelled("".join(word for word in words if unusual.isdisjoint(word))) == []
