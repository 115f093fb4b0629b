"""Whoever joins is greeted with the rules, once for each joining."""

from datetime import timedelta

import pytest

from qungui.model.group import GroupSettings, Mode
from tests.support.roster_world import NINE, OUTSIDER, RosterWorld

STRANGER = f"李某{OUTSIDER}"


def joined(regulation, *names, **changes):
    made = RosterWorld(regulation, **changes)
    made.show()
    for name in names:
        for _ in range(2):
            made.change("join", name, NINE, nickname=name)
    made.pass_to(NINE + timedelta(minutes=1))
    return made


def greeted(made, name):
    return [text for text in made.told(name) if text.startswith("【欢迎】")]


def posts(made):
    return [post.text for post in made.stage.power.posts]


def test_a_colleague_is_greeted_one_to_one_with_the_rules_and_what_else_the_clause_names():
    made = joined("R02", "唐欣")
    (text,) = greeted(made, "唐欣")
    first, second, *rules, last = text.splitlines()
    assert first == "【欢迎】欢迎加入“市场部工作群”！"
    assert second == "请先看一看群规："
    assert rules
    assert last == "协会活动内容请问群主或管理员。"
    assert len(text) <= 600
    assert posts(made) == []


def test_whom_the_app_cannot_reach_is_greeted_in_the_group_and_not_named():
    made = joined("R10", STRANGER)
    (text,) = posts(made)
    assert text.startswith("【欢迎】")
    assert "李某" not in text


def test_a_group_greets_in_its_own_words_once_it_has_switched_that_on():
    own = {"R17.3.3b": {"welcome": "请先看群公告。"}}
    assert greeted(joined("R17", "唐欣"), "唐欣") == []
    on = GroupSettings(version=1, values=own, modes={"R17.3.3b": Mode.ENFORCE})
    (text,) = greeted(joined("R17", "唐欣", settings=on), "唐欣")
    assert text == "【欢迎】欢迎加入“市场部工作群”！请先看群公告。"


@pytest.mark.parametrize("mode", [Mode.OFF, Mode.OBSERVE])
def test_where_the_clause_only_records_nobody_is_greeted(mode):
    quiet = GroupSettings(version=1, modes={"R02.3.3b": mode})
    assert greeted(joined("R02", "唐欣", settings=quiet), "唐欣") == []


def test_whoever_only_changes_their_name_is_not_greeted():
    made = joined("R02", "唐欣")
    made.change("profile", "唐欣", NINE + timedelta(hours=1), nickname="小唐")
    made.pass_to(NINE + timedelta(hours=2))
    assert len(greeted(made, "唐欣")) == 1
