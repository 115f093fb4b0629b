"""The register of groups, line by line."""

from datetime import date, timedelta

import pytest

from qungui.lifecycle.moves import Step
from qungui.model.filing import Filing, LifeState
from qungui.model.person import PersonFacts
from qungui.usecases.list_filings import ListFilings, Ownerless
from tests.support.register_office import RegisterOffice


@pytest.fixture
def office():
    return RegisterOffice("R12")


def listing(office):
    return ListFilings(
        register=office.register,
        find=office.live_on.find,
        people=office.people,
        clock=office.clock,
    )


def lines(office, *states):
    of = listing(office)
    return list(of(of.numbers(states or tuple(LifeState))))


def ended(office, group_id):
    office.propose(group_id, kind="临时")
    office.take(Step.END, "linxiao", group_id=group_id, why="团建结束")


def test_a_line_says_whose_a_group_is_and_when_it_must_be_gone(office):
    ended(office, "group-1")
    (line,) = lines(office)
    assert line.last_day == date(2026, 6, 20)
    assert [person.userid for person in line.people.values()] == ["linxiao"]
    assert line.needs == ()


def test_the_pressing_come_first_and_say_why(office):
    office.propose("group-1", kind="部门级")
    ended(office, "group-2")
    office.pass_time(office.clock.now() + timedelta(days=8))
    seen = Filing(
        group_id="unfiled-1",
        rulebook=office.rulebook,
        name="新群",
        state=LifeState.UNFILED,
        since=office.clock.now(),
        owner=office.ids["hubin"],
    )
    office.live_on.see(seen, office.clock.now())
    found = [(line.filing.state, line.needs) for line in lines(office)]
    assert found == [
        (LifeState.OVERDUE, (LifeState.OVERDUE,)),
        (LifeState.UNFILED, (LifeState.UNFILED,)),
        (LifeState.AWAITING_FILING, ()),
    ]


@pytest.mark.parametrize(
    ("owner", "why"),
    [("", Ownerless.NOBODY), ("person-gone", Ownerless.UNKNOWN), (None, Ownerless.LEFT)],
)
def test_a_group_that_nobody_in_the_company_owns_is_told(office, owner, why):
    if owner is None:
        owner = office.ids["hubin"]
        left = PersonFacts(left_at=office.clock.now() - timedelta(days=1))
        office.people.note(office.people.get(owner), left)
    office.propose(kind="部门级", owner=owner)
    (line,) = lines(office)
    assert line.needs == (why,)


def test_whoever_leaves_tomorrow_owns_it_today(office):
    leaves = PersonFacts(left_at=office.clock.now() + timedelta(days=1))
    office.people.note(office.people.get(office.ids["linxiao"]), leaves)
    office.propose(kind="部门级")
    assert lines(office)[0].needs == ()


def test_what_is_over_needs_no_owner(office):
    ended(office, "group-1")
    office.take(Step.ANNOUNCE, "linxiao", why="结束", on=date(2026, 6, 17), operator="林晓")
    office.pass_time(office.clock.now() + timedelta(days=4))
    (line,) = lines(office, LifeState.DISSOLVED)
    assert (line.ownerless, line.last_day) == (None, None)


def test_numbers_are_told_apart_from_those_that_are_not_listed(office):
    for number in range(150):
        office.propose(f"group-{number}", name=f"第{number}群", kind="部门级")
    office.propose("group-x", kind="临时")
    every = listing(office).numbers(tuple(LifeState))
    some = listing(office).numbers([LifeState.ACTIVE])
    assert list(some) == ["group-x"]
    assert some["group-x"] == every["group-x"]
    assert len({line.number for line in lines(office)}) == 151
