"""What every rule promises."""

from dataclasses import MISSING, fields, replace
from datetime import timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.model.call import Call
from qungui.model.finding import Abstain, Clear, Hit
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.text.masking import masked
from tests.support.build import NOON, facts, sighting

REQUIRED = {"quiet-hours": {"from": "22:00", "to": "07:30"}}
NAMES = [name for name, spec in RULE_BOOK.items() if spec.judges_messages]
RULES = [build(RULE_BOOK[name], Call(name, REQUIRED.get(name, {})), {}) for name in NAMES]
# nothing without their numbers and lists; the others judge by a lexicon of their own
BY_PARAMETERS = {
    *("duplicate-ad", "file-limit", "flooding", "image-limit", "length-limit"),
    *("photo-consent", "political", "posting-mode", "quarrel", "vote-begging", "voice-limit"),
}

TEXTS = st.one_of(
    st.text(max_size=80),
    st.text("低价代开发票加微信蠢滚闭嘴政府大选罢工你0123456789元，。 -\u200b", max_size=60),
)


@given(TEXTS, st.sampled_from(MessageKind), st.sampled_from(RULES))
def test_a_rule_answers_any_text_with_a_finding_inside_it(text, kind, rule):
    said = rule.judge(facts(text, kind=kind))
    assert isinstance(said, Hit | Clear | Abstain)
    if isinstance(said, Hit):
        start, end = said.span or (0, len(text))
        assert 0 <= start <= end <= len(text)
        assert 0 < said.score <= 1
        assert said.reason


@pytest.mark.parametrize("name", sorted(BY_PARAMETERS))
@given(text=TEXTS, count=st.integers(0, 30))
def test_a_rule_without_its_numbers_matches_nothing(name, text, count):
    recent = tuple(sighting(number, NOON) for number in range(count))
    rule = build(RULE_BOOK[name], Call(name), {})
    assert rule.judge(facts(text * 10, recent=recent)) == Clear()


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_blank_lists_match_nothing_that_empty_ones_do_not(rule):
    lists = [field.name for field in fields(rule) if field.type == tuple[str, ...]]
    blank = replace(rule, **dict.fromkeys(lists, ("", " ", "\u200b")))
    for text in ("大家 好", "a b c", "低价代开发票，加微信 piao66"):
        assert blank.judge(facts(text)) == rule.judge(facts(text))


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_words_of_somebody_else_are_never_judged(rule):
    quoted = "低价代开发票，加微信 piao66，滚，大家一起罢工，闭嘴"
    assert not isinstance(rule.judge(facts("好的", quoted=quoted)), Hit)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"advertising"}))
def test_words_passed_on_are_judged_as_advertising_alone(name):
    shared = "滚，你这个废物，大家一起罢工，闭嘴，看好特朗普上台，王者荣耀" + "字" * 300
    rule = build(RULE_BOOK[name], Call(name, REQUIRED.get(name, {})), {})
    assert rule.judge(facts("", shared=shared)) == rule.judge(facts(""))


@given(st.sampled_from(RULES), TEXTS, st.integers(1, 40))
def test_what_was_said_later_changes_nothing(rule, text, count):
    later = tuple(sighting(n, NOON + timedelta(milliseconds=n)) for n in range(1, count + 1))
    assert rule.judge(facts(text, recent=later)) == rule.judge(facts(text))


@pytest.mark.parametrize("role", Role)
def test_no_role_is_above_the_clauses_on_content(role):
    text = "低价代开发票，加微信 piao66"
    rule = build(RULE_BOOK["advertising"], Call("advertising"), {})
    assert isinstance(rule.judge(facts(text, roles={role})), Hit)


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_has_a_default_that_the_text_need_not_give(name):
    required = {f.name.rstrip("_") for f in fields(RULE_BOOK[name].kind) if f.default is MISSING}
    assert required == set(REQUIRED.get(name, {}))


@pytest.mark.parametrize(
    "unit", ["a", "1", "a-", "@a", "一", "大家把", "政府", "加微信", "中-", "他说“"]
)
def test_a_hostile_text_of_eight_kilobytes_costs_no_seconds(unit):
    started = process_time()
    seen = facts(unit * (8192 // len(unit.encode())))
    for rule in RULES:
        rule.judge(seen)
    masked(seen.message.text)
    assert process_time() - started < 1
