"""A register becomes what is known of people."""

from dataclasses import replace
from datetime import date, datetime

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.people import MemoryPeople
from qungui.model.person import Degree
from qungui.model.register import RegisterRow
from qungui.usecases.take_register import Taken, TakeRegister
from tests.support.build import NOON, ZHANG, at

ROW = RegisterRow(alias=ZHANG, name="张三", departments=("财务部",), position="主管")


def taking():
    people, clock = MemoryPeople(), ManualClock(NOON)
    return people, clock, TakeRegister(people=people, clock=clock)


def test_what_it_says_is_known_and_noted_once():
    people, _, take = taking()
    assert take([ROW]) == Taken(known=0, changed=1, left=0)
    assert take([ROW]) == Taken(known=1, changed=0, left=0)
    known = people.resolve(ZHANG)
    assert (known.name, known.department_names, known.position) == ("张三", ("财务部",), "主管")
    assert (known.degree, known.left_at) == (Degree.KNOWN, None)


def test_looking_only_counts():
    people, _, take = taking()
    assert take([ROW], really=False) == Taken(known=0, changed=1, left=0)
    assert people.get(people.resolve(ZHANG).person_id) is None


def test_whoever_left_did_when_the_register_first_said_so():
    people, clock, take = taking()
    gone = replace(ROW, has_left=True)
    assert take([gone]) == Taken(known=0, changed=1, left=1)
    clock.move_to(at(days=9))
    assert take([gone]) == Taken(known=1, changed=0, left=0)
    assert people.resolve(ZHANG).left_at == NOON


def test_whoever_works_there_again_is_back():
    people, _, take = taking()
    take([replace(ROW, has_left=True)])
    here = replace(ROW, has_left=False)
    assert take([here], really=False) == Taken(known=0, changed=1, left=0, back=1)
    assert take([here]) == Taken(known=0, changed=1, left=0, back=1)
    assert take([here]) == Taken(known=1, changed=0, left=0)
    assert people.resolve(ZHANG).left_at is None


def test_a_register_that_says_nothing_of_it_brings_nobody_back():
    people, _, take = taking()
    take([replace(ROW, has_left=True)])
    take([ROW])
    assert people.resolve(ZHANG).left_at == NOON


def test_what_it_does_not_say_stays_and_nobody_who_is_missing_has_left():
    people, _, take = taking()
    take([ROW])
    take([replace(ROW, departments=(), position="")])
    take([])
    known = people.resolve(ZHANG)
    assert (known.department_names, known.position, known.left_at) == (("财务部",), "主管", None)


def test_a_last_day_ends_with_that_day():
    people, _, take = taking()
    take([replace(ROW, last_day=date(2026, 6, 30))])
    known = people.resolve(ZHANG)
    assert known.leaves_at == datetime.fromisoformat("2026-07-01T00:00:00+08:00")
    assert known.left_at is None
