"""The form of a kind in the regulation's own words, and how it is read."""

from dataclasses import replace
from datetime import date

import pytest

from qungui.calendars.calendar import Calendar
from qungui.lifecycle.law import Wording, law_of
from qungui.model.application import Fault
from qungui.rulebook.shipped import edition
from qungui.usecases.group_form import (
    Sender,
    Written,
    blank_form,
    read_form,
    written_as_text,
    written_in,
)

SHANGHAI = Calendar.of("Asia/Shanghai")
SENDER = Sender(person_id="p")


def law(regulation, kind=""):
    return law_of(edition(regulation), kind, SHANGHAI)


BUDGET = replace(law("R01"), required=(Wording("X.1", ("预算",)),))


def test_a_form_has_the_words_of_its_kind_and_no_kind_where_there_is_none():
    project = blank_form(law("R14", "项目群")).splitlines()
    assert "项目：" in project
    assert "负责人：" in project
    assert not any(line.startswith("类别") for line in blank_form(law("R05")).splitlines())


def test_what_only_this_regulation_asks_for_is_on_the_form_and_read():
    assert "预算：" in blank_form(BUDGET).splitlines()
    written = written_as_text("群名：甲\n预算：三千\n申请单位：生产部", BUDGET)
    form, problems = read_form("f", SENDER, written, BUDGET)
    assert (form.further, form.unit, problems) == ({"预算": "三千"}, "生产部", ())


def test_fields_are_read_by_any_of_their_words():
    written = written_in({"微信群名": " 甲群 ", "牵头部门": "行政部", "结束日期": "2026年7月1日"})
    form, _ = read_form("f", SENDER, written, law("R12", "临时"))
    assert (form.name, form.unit, form.ends_on) == ("甲群", "行政部", date(2026, 7, 1))


@pytest.mark.parametrize("nothing", ["", "无", "暂无", "/", "——"])
def test_what_means_nothing_is_nothing(nothing):
    form, problems = read_form("f", SENDER, written_in({"群主": nothing}), law("R01"))
    assert (form.owner, problems) == ((), ())


def test_a_name_is_one_line():
    form, _ = read_form("f", SENDER, written_in({"群名": "甲\n 乙\t群"}), law("R01"))
    assert form.name == "甲 乙 群"


def test_what_cannot_be_read_or_is_said_in_two_ways_is_a_problem_of_its_field():
    written = Written(values={"预计结束日期": "月底"}, two_ways=frozenset({"群名"}))
    _, problems = read_form("f", SENDER, written, law("R12", "临时"))
    assert [(one.fault, one.field) for one in problems] == [
        (Fault.TWO_WAYS, "微信群名称"),
        (Fault.UNREADABLE, "预计结束日期"),
    ]


def test_a_text_that_names_no_field_is_no_form():
    assert written_as_text("今天几点开会", law("R12")) is None
