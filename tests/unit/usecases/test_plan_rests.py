"""Every group that rests is planned, and planned anew where its rules or days changed."""

from dataclasses import replace
from datetime import date

import pytest

from qungui.model.call import Call
from qungui.model.group import Mode
from qungui.model.ids import UNFILED
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.own_days import OwnDays
from qungui.usecases.plan_rests import MOST
from tests.support.build import GROUP, NIGHT, RULEBOOK, at, clauses, edition, group
from tests.support.resting import Resting

OPENS = at(hours=10)


def named(number):
    return group(group_id=f"group-{number:04d}", aliases=())


def later(hours, **changes):
    """An edition whose window is another one, from then on."""
    call = Call("quiet-hours", {"from": "23:00", "to": "07:30", **changes}, {"notice_marks": []})
    changed = tuple(
        replace(each, rules=(call,)) if each.clause_id == NIGHT else each for each in clauses()
    )
    return edition(edition="2026-12", in_force_from=at(hours=hours), clauses=changed)


def test_each_group_is_planned_once():
    company = Resting(group(), named(2))
    assert company.plan(at()) == 2
    assert company.rests.get(GROUP).opens == OPENS
    assert company.plan(at()) == 0
    assert company.rests.get(GROUP).version == 1


def test_who_is_not_filed_not_linked_or_over_is_not_planned():
    company = Resting(group(), named(2))
    company.book.group_ids += [f"{UNFILED}x", "group-unknown"]
    company.book.ended["group-0002"] = at()
    assert company.plan(at()) == 1


def test_a_group_that_ends_or_rests_no_more_is_dropped():
    company = Resting(group())
    company.plan(at())
    company.book.ended[GROUP] = at()
    assert company.plan(at()) == 1
    assert company.rests.get(GROUP) is None
    assert company.plan(at()) == 0


@pytest.mark.parametrize(("hours", "opens"), [(1, at(hours=11)), (-1, at(hours=11))])
def test_a_new_edition_is_followed_from_its_first_hour(hours, opens):
    company = Resting(group())
    company.plan(at())
    company.directory.publish(later(hours))
    company.clock.move_to(at(hours=max(hours, 0)))
    assert company.plan(company.clock.now()) == 1
    assert company.rests.get(GROUP).opens == opens


def test_days_that_the_organisation_takes_off_are_followed():
    company = Resting(group(), law=later(-1, days=["day-off"]))
    company.plan(at())
    assert company.rests.get(GROUP).day == date(2026, 11, 28)
    chosen = OrganisationSettings(version=1, own_days=OwnDays(off=frozenset({date(2026, 11, 26)})))
    company.directory.commit(OrganisationChange(rulebook=RULEBOOK, settings=chosen))
    company.plan(at())
    assert company.rests.get(GROUP).day == date(2026, 11, 26)


def test_a_rest_that_has_begun_is_left_to_its_end():
    company = Resting(group())
    company.plan(at())
    company.minute(OPENS)
    begun = company.rests.get(GROUP)
    chosen = OrganisationSettings(version=1, modes={NIGHT: Mode.OFF})
    company.directory.commit(OrganisationChange(rulebook=RULEBOOK, settings=chosen))
    assert company.plan(OPENS) == 0
    assert company.rests.get(GROUP) == begun


def test_one_that_is_due_and_waits_for_its_run_is_not_planned_away():
    company = Resting(group())
    company.plan(at())
    company.clock.move_to(at(hours=11))
    assert company.plan(company.clock.now()) == 0
    assert company.rests.get(GROUP).opens == OPENS


def test_a_schedule_of_over_an_hour_ago_plans_nothing():
    company = Resting(group())
    assert company.plan(at(hours=-1, seconds=-1)) == 0
    assert company.plan(at(hours=-1)) == 1


def test_of_many_groups_each_envelope_plans_a_part():
    company = Resting(*map(named, range(2 * MOST + 1)))
    planned = [company.plan(at())]
    while waiting := company.quiet.take():
        planned += company.arrive(waiting)
    assert planned == [MOST, MOST, 1]
    assert len(company.rests.of(company.book.every())) == 2 * MOST + 1
