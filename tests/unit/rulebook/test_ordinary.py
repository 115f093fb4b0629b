"""Words of a list that people say without meaning what the list is for."""

import pytest

from qungui.rulebook.frequent import FREQUENT
from qungui.rulebook.ordinary import doubtful
from qungui.text.normal import normal


def doubts(*words, names=()):
    return [why for _, why, _ in doubtful({"words": list(words)}, names)]


@pytest.mark.parametrize("word", ["的", "我*你", "Ａ", "*"])
def test_a_single_character_is_in_nearly_every_message(word):
    assert doubts(word) == ["只有一个字，几乎每句话都会命中"]


@pytest.mark.parametrize("word", ["今*开会", "发票"])
def test_what_work_talk_holds_is_shown_with_it(word):
    assert [why.startswith("平常说话也会用到，如“") for why in doubts(word)] == [True]


@pytest.mark.parametrize("word", ["老公", "老公 ", "為什麼", "外卖", "OK", "我*知道"])
def test_what_stands_in_one_message_of_a_thousand_is_told(word):
    assert doubts(word) == ["千条平常消息里不止一条有它"]


@pytest.mark.parametrize("word", ["兼职*", "*兼职"])
def test_a_star_that_stands_for_nothing_else_is_told(word):
    assert doubts(word) == ["里的 * 只当它自己，夹在两个字之间才代表别的字"]


@pytest.mark.parametrize(
    "key", ["words", "phrases", "terms", "keywords", "offers", "allowed", "allowed_words"]
)
def test_every_list_that_texts_are_searched_for_is_looked_through(key):
    assert [word for word, _, _ in doubtful({key: ["的", "兼职"]})] == ["的"]


@pytest.mark.parametrize("word", ["兼职", "vx", "代开", "加我", "低价*代开", "", " "])
def test_what_hardly_anybody_says_without_meaning_it_is_not(word):
    assert doubts(word) == []


def test_a_word_in_somebodys_name_would_find_whoever_calls_them():
    names = ("王昊天", "Ida Liu", "")
    assert doubts("昊天", "id", "liu", names=names) == [
        "也在姓名“王昊天”里",
        "也在姓名“Ida Liu”里",
    ]


def test_the_frequent_ones_are_as_texts_are_matched():
    assert [each for each in FREQUENT.split() if normal(each) != each] == []
