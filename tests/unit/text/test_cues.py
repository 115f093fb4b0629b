import re
from importlib import import_module
from pkgutil import iter_modules
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qungui import rules
from qungui.text import words
from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon

CUES = Cues(
    alone=Lexicon.of("独苗"),
    together=(Together.of("苹果 香蕉", "腐烂 发霉", "今天 昨天", within=12),),
    phrases=(re.compile("第\\d篮"),),
    hints="篮",
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
    ids=["two of three", "far apart", "work", "quoted", "reported", "a hint alone", "nothing"],
)
def test_less_is_not(text):
    assert CUES.find(text) is None


def test_the_nearest_of_several_counts():
    assert CUES.find("苹果很多很多很多很多很多很多，今天香蕉腐烂") is not None


def test_a_hostile_text_costs_no_seconds():
    started = process_time()
    CUES.find("苹果" * 1_000 + "字" * 20 + "腐烂" * 1_000 + "字" * 20 + "今天" * 1_000)
    assert process_time() - started < 0.5


def known_cues():
    for package in (words, rules):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, Cues):
                    yield from ((f"{name} {n}", value, p) for n, p in enumerate(value.phrases))


PHRASES = list(known_cues())


@pytest.mark.parametrize(
    ("cues", "phrase"), [each[1:] for each in PHRASES], ids=[each[0] for each in PHRASES]
)
@settings(max_examples=4, derandomize=True, deadline=None)
@given(data=st.data())
def test_every_text_that_a_phrase_matches_holds_a_hint(cues, phrase, data):
    text = data.draw(st.from_regex(phrase))
    assert any(hint in text for hint in cues.hints.split())
