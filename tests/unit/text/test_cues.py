from time import process_time

import pytest

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon
from qungui.text.phrase import Phrase
from qungui.text.scan import ALWAYS, signs_in

CUES = Cues(
    alone=Lexicon.of("独苗"),
    together=(Together.of("苹果 香蕉", "腐烂 发霉", "今天 昨天", within=12),),
    phrases=(Phrase("第\\d篮"),),
    unless=Lexicon.of("试验"),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一棵独苗", "独苗"),
        ("昨天苹果发霉了", "昨天苹果发霉"),
        ("苹果放着放着今天发霉", "苹果放着放着今天发霉"),
        ("拿第3篮来", "第3篮"),
    ],
)
def test_what_is_said_is_found_in_its_place(text, found):
    start, end = CUES.find(text)
    assert text[start:end] == found


@pytest.mark.parametrize(
    "text",
    [
        "苹果发霉",
        "苹果今天到货，库房里那几箱旧的早就发霉",
        "试验：昨天苹果发霉",
        "他说“昨天苹果发霉”",
        "举报昨天苹果发霉",
        "一个篮子",
        "",
    ],
    ids=["two of three", "far apart", "work", "quoted", "reported", "no number", "nothing"],
)
def test_less_is_not(text):
    assert CUES.find(text) is None


def test_the_nearest_of_several_counts():
    assert CUES.find("苹果很多很多很多很多很多很多，今天香蕉腐烂") is not None


def test_a_hostile_text_costs_no_seconds():
    started = process_time()
    CUES.find("苹果" * 1_000 + "字" * 20 + "腐烂" * 1_000 + "字" * 20 + "今天" * 1_000)
    assert process_time() - started < 0.5


def test_what_it_waits_for_stands_in_every_text_that_says_it():
    words = Cues(alone=Lexicon.of("独苗"), together=(Together.of("苹果 香蕉", "腐烂"),))
    assert waits(words, "一棵独苗")
    assert waits(words, "香蕉腐烂")
    assert not waits(words, "腐烂的梨")
    assert not waits(words, "一个篮子")
    assert words.waits_for(("篮子",)) == (ALWAYS,)
    assert ALWAYS in CUES.waits_for()


def waits(words, text):
    return any(signs_in(text) & each == each for each in words.waits_for())
