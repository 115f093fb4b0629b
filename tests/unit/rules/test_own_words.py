"""Words that a rulebook or a group writes are looked for as they stand; they are no patterns."""

import re
from dataclasses import fields
from functools import partial
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.model.call import Call
from qungui.model.finding import Hit
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from tests.support.build import facts
from tests.unit.rules.test_every_rule import NAMES, REQUIRED

# what else each needs to be looking for its words at all
BESIDE = {
    **REQUIRED,
    "political": {"of": "topic"},
    "vote-begging": {"kinds": ["投票"]},
}
SUFFICIENT = ("words", "phrases", "terms")
BY_WORDS = [
    (name, each.name)
    for name in NAMES
    for each in fields(RULE_BOOK[name].kind)
    if each.name in SUFFICIENT and name != "duplicate-ad"  # it compares, and finds nothing alone
]
LISTS = {
    name: [each.name for each in fields(RULE_BOOK[name].kind) if each.type == tuple[str, ...]]
    for name in NAMES
}
PATTERNS = {
    "甲.*乙": "甲丙乙",
    "甲.乙": "甲丙乙",
    "甲{2}乙": "甲甲乙",
    "甲?乙": "乙",
    "甲|乙": "乙",
    "(甲)乙": "甲乙",
    "[甲丙]乙": "丙乙",
    r"甲\d": "甲1",
    r"\w": "甲",
    "^buy": "buy",
    "甲$": "甲",
    "(?i)甲": "甲",
}


def judged(name, text, **parameters):
    said = {**BESIDE.get(name, {}), **parameters}
    return build(RULE_BOOK[name], Call(name, said), {}).judge(facts(text))


@pytest.mark.parametrize(("name", "key"), BY_WORDS)
@pytest.mark.parametrize("word", PATTERNS)
def test_a_word_that_looks_like_a_pattern_finds_itself_alone(name, key, word):
    alike = PATTERNS[word]
    assert re.search(word, alike)
    assert not isinstance(judged(name, f"说{alike}了", **{key: [word]}), Hit)
    assert isinstance(judged(name, f"说{word}了", **{key: [word]}), Hit)


SIGNS = st.text(r".*+?()[]{}|^$\甲a1-，“”@#/", min_size=1, max_size=12)


@pytest.mark.parametrize("name", [name for name in NAMES if LISTS[name]])
@given(words=st.lists(SIGNS, max_size=4), text=SIGNS)
def test_any_words_are_looked_for_in_any_text(name, words, text):
    judged(name, text, **dict.fromkeys(LISTS[name], words))


HOSTILE = [
    *(
        "(a+)+$",
        "(.*)*x",
        "(a|a)*b",
        "a" * 200 + "b",
        "ab" * 100 + "c",
        "@" * 100,
        "一" * 100 + "二",
    ),
    *("你" * 50 + "我", "政府" * 40, "1" * 200 + "2", "。" * 60, "http://" + "a." * 60, "“" * 50),
]
SHORT, LONG = 1024, 8192
SQUARE = (LONG // SHORT) ** 2


def cost(name, unit, size):
    """The least of several tries, since others use the machine too."""
    parameters = {**BESIDE.get(name, {}), **dict.fromkeys(LISTS[name], HOSTILE)}
    rule = build(RULE_BOOK[name], Call(name, parameters), {})
    seen = facts(unit * (size // len(unit.encode())))
    return min(map(partial(spent, rule, seen), range(3)))


def spent(rule, seen, _):
    began = process_time()
    rule.judge(seen)
    return process_time() - began


@pytest.mark.parametrize(
    "unit", ["a", "ab", "一", "政府", "1", "@a", "。", "“", "http://a.a ", "a 一"]
)
def test_eight_kilobytes_against_a_hostile_list_cost_what_their_length_says(unit):
    """Eight times the length is far from sixty-four times the work; a millisecond is noise."""
    for name in NAMES:
        long = cost(name, unit, LONG)
        assert long < 0.01 or long < SQUARE / 2 * cost(name, unit, SHORT), (name, long)
