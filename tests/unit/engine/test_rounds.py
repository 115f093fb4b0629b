"""Which clauses have somebody read a list at set times, and what stands in it."""

from datetime import time, timedelta

import pytest

from qungui.engine.rounds import About, breaches_of, led, rounds
from qungui.model.case import CaseState
from qungui.model.group import GroupSettings, Mode
from qungui.rulebook import shipped
from tests.support.build import NIGHT, NOON, at, case
from tests.support.members import employee

WEEK = timedelta(days=7)


def held(regulation, **chosen):
    return rounds(shipped.edition(regulation), GroupSettings(**chosen))


@pytest.mark.parametrize(
    ("regulation", "clause_id", "about", "to", "days"),
    [
        ("R03", "R03.4c", About.UNDONE, "文字编辑员", 1),
        ("R04", "R04.12", About.BREACHES, "各部门领导", 7),
        ("R21", "R21.11", About.BREACHES, "部门负责人", 7),
    ],
)
def test_a_duty_with_a_time_is_a_round_for_whom_it_reaches(regulation, clause_id, about, to, days):
    (found,) = held(regulation)
    assert (found.clause.clause_id, found.about, found.to) == (clause_id, about, to)
    assert (found.every.fixed, found.run_at) == (timedelta(days=days), time(9))


@pytest.mark.parametrize("regulation", ["R15", "R18", "R22", "R25"])
def test_a_duty_that_reaches_nobody_and_a_look_at_accounts_are_none(regulation):
    assert held(regulation) == ()


def test_a_group_has_it_at_its_own_times_and_may_do_without():
    chosen = {"R04.12": {"every": "1 day", "run_at": "18:00"}}
    (found,) = held("R04", values=chosen)
    assert (found.every.fixed, found.run_at) == (timedelta(days=1), time(18))
    assert held("R04", modes={"R04.12": Mode.OBSERVE}) == ()


def test_whoever_leads_a_department_leads_all_in_it_but_themselves():
    leader = employee(person_id="p1", departments=(2,), leads=(2,))
    own, other = employee(person_id="p2", departments=(1, 2)), employee(person_id="p3")
    assert led(leader, [leader, own, other]) == (own,)


def test_what_counts_since_the_last_round_is_told():
    since, until = NOON - WEEK, NOON

    def breach(moment, **changes):
        return case(NIGHT, at=moment, **changes)

    told = [breach(since), breach(at(minutes=-1), state=CaseState.CONFIRMED)]
    others = [
        breach(since - timedelta(seconds=1)),
        breach(until),
        breach(since, state=CaseState.NEEDS_REVIEW),
        breach(since, state=CaseState.VOID),
    ]
    assert breaches_of([*told, *others], since, until) == tuple(told)
