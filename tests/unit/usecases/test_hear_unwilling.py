"""A newcomer who does not want to be there is told of, so that they can go without a mark."""

from datetime import timedelta

import pytest

from qungui.model.group import GroupSettings, Mode
from tests.support.build import message
from tests.support.roster_world import ADMIN, NINE, OUTSIDER, OWNER, RosterWorld

UNWILLING = "我不想进这个群，别拉我"


class Classmates(RosterWorld):
    def __init__(self, **changes):
        super().__init__("R08", **changes)
        self.know("唐欣")
        self.show()
        self.change("join", "唐欣", NINE, nickname="唐欣")

    def says(self, name, text, after=timedelta(minutes=5), number=1):
        said = message(
            text,
            message_id=f"words-{number}",
            group=self.group.aliases[0],
            sender=self.person(name).aliases[0],
            sent_at=NINE + after,
        )
        self.stage.deliver(said)
        self.pass_to(NINE + after + timedelta(minutes=3))
        return said

    @property
    def heard(self):
        """By whoever runs the group."""
        return [text for who in (OWNER, ADMIN) for text in self.told(who) if "非自愿" in text]


def test_those_in_charge_hear_once_of_a_newcomer_who_does_not_want_to_be_there():
    made = Classmates()
    said = made.says("唐欣", UNWILLING)
    made.stage.deliver(said)
    made.says("唐欣", "谁把我拉进来的？", timedelta(days=1), number=2)
    (heard,) = made.heard
    assert "R08.10c" in heard
    assert "唐欣" in heard
    assert made.cases("唐欣") == []


@pytest.mark.parametrize("text", ["同意，大家好", "不想在群里聊工作"])
def test_other_words_of_a_newcomer_are_nobodys_business(text):
    made = Classmates()
    made.says("唐欣", text)
    assert made.heard == []


def test_whoever_has_been_there_for_longer_just_leaves():
    made = Classmates()
    made.says("唐欣", UNWILLING, timedelta(days=7, seconds=1))
    assert made.heard == []


def test_a_week_after_joining_somebody_is_new_still():
    made = Classmates()
    made.says("唐欣", UNWILLING, timedelta(days=7))
    assert len(made.heard) == 1


def test_of_whom_nobody_knows_when_they_came_nothing_is_told():
    made = Classmates()
    made.says(ADMIN, UNWILLING)
    made.says(f"路人{OUTSIDER}", UNWILLING, number=2)
    assert made.heard == []


def test_a_second_joining_is_told_of_anew():
    made = Classmates()
    made.says("唐欣", UNWILLING)
    made.change("leave", "唐欣", NINE + timedelta(days=1), removed=False)
    made.change("join", "唐欣", NINE + timedelta(days=2), nickname="唐欣")
    made.says("唐欣", UNWILLING, timedelta(days=2, minutes=5), number=2)
    assert len(made.heard) == 2


def test_where_the_clause_only_records_nobody_is_told():
    made = Classmates(settings=GroupSettings(version=1, modes={"R08.10c": Mode.OBSERVE}))
    made.says("唐欣", UNWILLING)
    assert made.heard == []
