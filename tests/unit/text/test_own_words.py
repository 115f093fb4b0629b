"""Words that a group lists itself."""

from time import process_time

import pytest

from qungui.model.call import Call
from qungui.model.finding import Hit
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.text.normal import normal
from qungui.text.own_words import own_span, without
from tests.support.build import facts

# the same list and the same rule for all seven
OWNERS = build(RULE_BOOK["advertising"], Call("advertising", {"phrases": ["兼职", "vx"]}), {})


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("大家好这个兼职很好", "兼职"),
        ("找 兼职 吗", "兼职"),
        ("兼\u200b职", "兼\u200b职"),
        ("兼 职", "兼 职"),
        ("兼-职", "兼-职"),
        ("兼職", "兼職"),
        ("ＶＸ", "ＶＸ"),
    ],
)
def test_an_owners_list_finds_all_seven_forms_that_peers_miss(text, evidence):
    found = OWNERS.judge(facts(text))
    assert isinstance(found, Hit)
    assert text[slice(*found.span)] == evidence


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("低价*代开", "低价长期代开发票", "低价长期代开"),
        ("低价*代开", "低价代开", "低价代开"),
        ("低价**代开", "低价长期代开", "低价长期代开"),
        ("buy*now", "buy it now", "buy it now"),
        ("vx", "加vx888666", "vx"),
        ("ad", "an ad here", "ad"),
    ],
)
def test_a_word_is_found_in_its_place(word, text, found):
    start, end = own_span(normal(text), [word])
    assert normal(text)[start:end] == found


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("低价*代开", "低价买的房子上个月才刚刚交房呢代开门"),
        ("低价*代开", "代开低价"),
        ("ad", "loading"),
        ("ad", "add"),
        ("*", "什么都有"),
        ("兼职*", "兼职"),
        ("", "什么都有"),
        ("\u200b", "什么都有"),
    ],
)
def test_a_word_that_is_not_there_is_not_found(word, text):
    assert own_span(normal(text), [word]) is None


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("狗哥来了", ("狗哥",), "，，来了"),
        ("狗 哥和狗哥", ("狗哥",), "，，，和，，"),
        ("傻狗哥逼", ("狗哥",), "傻，，逼"),
        ("狗哥", ("", "猫"), "狗哥"),
        ("狗\u200b哥", ("狗*哥",), "，，，"),
    ],
)
def test_without_some_words_the_rest_keeps_its_place_and_stays_apart(text, words, left):
    assert without(text, words) == left


def test_a_wildcard_takes_time_in_proportion_to_the_text():
    def taken(length):
        text = "甲" * length
        begun = process_time()
        assert own_span(text, ["甲*" * 9 + "乙"]) is None
        return process_time() - begun

    taken(1_000)
    assert taken(32_000) < 200 * max(taken(1_000), 1e-4)
