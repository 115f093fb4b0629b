"""What the bot answers: only what stands in the edition."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.model.linked import Linked
from qungui.notices import bot
from qungui.rulebook.loader import load
from tests.support.build import NOON, at, group, settings

R01 = load(Path(__file__).parents[3] / "shared/src/qungui/rulebook/rulebooks/R01.yaml").edition
LINKED = Linked(group(rules_from=at(days=-1)), settings(), (R01,))
HERE = bot.Place(chat_id="CHAT", linked=LINKED)


def ask(words, place=HERE, now=NOON):
    return bot.answer(place, words, now)


def test_the_answer_begins_with_what_applies():
    assert ask("你好").startswith(f"“{group().name}”适用《{R01.title}》{R01.edition}版（R01）。")


@pytest.mark.parametrize("words", ["条款", "@群规助手 规定", "本群有什么规则？", "@群规助手 群规"])
def test_who_asks_for_the_rules_gets_every_clause_in_short(words):
    said = ask(words)
    assert all(f"{clause.clause_id} {clause.text}" in said for clause in R01.clauses)


@pytest.mark.parametrize(
    "words", ["R01.3.10", "@群规助手 条款 3.10", "请问第3.10条是什么", "r01.3.10？", "3.10."]
)
def test_a_clause_is_found_by_its_number_however_it_is_written(words):
    said = ask(words)
    assert R01.clause("R01.3.10").text in said
    assert "警告（R01.4.4a），再犯移出本群（R01.4.4b）" in said
    assert R01.clause("R01.3.11").text not in said


def test_a_number_without_its_letter_finds_every_part():
    said = ask("2.2")
    assert R01.clause("R01.2.2a").text in said
    assert R01.clause("R01.2.2b").text in said


def test_a_reminder_is_called_one():
    assert "违反后：提醒，不计入违规次数。" in ask("3.11")


def test_what_a_person_confirms_first_is_said_so():
    assert "违反后：经人确认后移出本群。" in ask("4.5")


def test_a_number_that_is_none_is_said_to_be_none():
    assert "没有这个编号的条款" in ask("9.99")


@pytest.mark.parametrize("words", ["你好", "", "@群规助手", "我有3个问题"])
def test_anything_else_is_told_how_to_ask(words):
    assert "您可以这样问我" in ask(words)


def test_an_unlinked_group_is_told_so_and_nothing_else_is_made_up():
    said = ask("条款", bot.Place(chat_id="CHAT"))
    assert "不知道本群适用哪一份规定" in said
    assert R01.title not in said


def test_rules_that_have_not_begun_are_not_told_as_if_they_had():
    said = ask("条款", now=at(days=-2))
    assert "尚未开始施行" in said


def test_one_to_one_every_regulation_is_named():
    other = replace(R01, rulebook="r02", regulation="R02", title="学习群规定", clauses=())
    said = ask("R01.3.10", bot.Place(chat_id="", in_force=(R01, other)))
    assert "《公司微信群管理规定》" in said
    assert "《学习群规定》" in said
    assert R01.clause("R01.3.10").text in said


def test_one_to_one_with_no_regulation_says_so():
    assert "没有正在施行的群规" in ask("条款", bot.Place(chat_id=""))


def test_a_long_regulation_is_cut_at_a_line_and_says_how_much_is_left():
    clause = R01.clauses[0]
    many = tuple(replace(clause, clause_id=f"R01.9.{n}", text="条" * 150) for n in range(90))
    linked = Linked(LINKED.group, LINKED.settings, (replace(R01, clauses=many),))
    said = ask("条款", bot.Place(chat_id="CHAT", linked=linked))
    assert len(said.encode()) <= 20_480
    *_, before, last = said.split("\n")
    assert before.endswith("条" * 150)
    assert last.startswith("其余 ")


@given(st.text())
def test_whatever_is_asked_is_answered_within_the_platforms_bounds(words):
    for place in (HERE, bot.Place(chat_id="CHAT"), bot.Place(chat_id="", in_force=(R01,))):
        said = ask(words, place)
        assert said
        assert len(said.encode()) <= 20_480
