from datetime import timedelta

import pytest

from qungui.errors import InvalidEventError, TransientError
from qungui.model.ids import Alias
from qungui.model.person import Degree, PersonFacts, facts_said
from tests.support.build import NOON, ZHANG, at, person

EXTERNAL = Alias("external", "wmZHANGoutside000000000000000004")


def test_somebody_unrecorded_is_a_person_of_their_own_the_same_each_time(stores):
    assert stores.people.resolve(ZHANG) == person()
    assert stores.people.resolve(ZHANG) == stores.people.resolve(ZHANG)
    assert stores.people.resolve(EXTERNAL).person_id != person().person_id


def test_resolving_records_nobody(stores):
    stores.people.resolve(ZHANG)
    assert stores.people.get(person().person_id) is None


def test_a_recorded_person_can_be_reached_again(stores):
    stores.people.record(person())
    stores.people.record(person())
    assert stores.people.get(person().person_id) == person()
    assert stores.people.resolve(ZHANG) == person()


def test_recording_adds_names_and_loses_none(stores):
    stores.people.record(person())
    stores.people.record(person(aliases=(EXTERNAL,)))
    known = stores.people.get(person().person_id)
    assert set(known.aliases) == {ZHANG, EXTERNAL}
    assert known.userid == "zhangsan"
    assert stores.people.resolve(EXTERNAL) == known


def test_a_name_of_somebody_else_is_not_taken_over(stores):
    stores.people.record(person())
    with pytest.raises(TransientError):
        stores.people.record(person(person_id="person-2"))
    stores.clock.advance(timedelta(minutes=2))
    assert stores.people.resolve(ZHANG).person_id == person().person_id
    assert stores.people.get("person-2") is None


def test_an_id_with_a_separator_is_refused(stores):
    with pytest.raises(InvalidEventError):
        stores.people.resolve(Alias("userid", "zhang#san"))


def test_what_is_learned_about_a_person_is_kept_and_nothing_else_forgotten(stores):
    stores.people.note(person(), PersonFacts(degree=Degree.KNOWN, consented_at=NOON))
    stores.people.note(person(), PersonFacts(left_at=at(days=1)))
    stores.people.note(person(), PersonFacts(leaves_at=at(days=2)))
    stores.people.record(person())
    known = stores.people.resolve(ZHANG)
    assert known.leaves_at == at(days=2)
    assert (known.degree, known.consented_at, known.left_at) == (Degree.KNOWN, NOON, at(days=1))


def test_whoever_is_here_again_has_not_left(stores):
    stores.people.note(person(), PersonFacts(left_at=NOON, name="张三"))
    stores.people.note(person(), PersonFacts(is_here=True))
    stores.people.note(person(), PersonFacts(is_here=True))
    known = stores.people.resolve(ZHANG)
    assert (known.name, known.left_at) == ("张三", None)


def test_what_the_directory_says_of_a_person_is_kept_and_may_be_emptied(stores):
    says = PersonFacts(name="张三", departments=(2, 7), leads=(7,), superior="person-boss")
    stores.people.note(person(), says)
    known = stores.people.resolve(ZHANG)
    assert facts_said(says).items() <= {f: getattr(known, f) for f in known.__slots__}.items()
    stores.people.note(person(), PersonFacts(leads=(), superior=""))
    known = stores.people.resolve(ZHANG)
    assert (known.name, known.departments, known.leads, known.superior) == ("张三", (2, 7), (), "")


def test_after_a_rename_both_userids_are_one_person_reached_by_the_new_one(stores):
    old, new = ZHANG, Alias("userid", "aaa-zhangsan")
    stores.people.note(person(), PersonFacts(current_userid=old.name))
    both = person(aliases=(old, new))
    stores.people.note(both, PersonFacts(current_userid=new.name))
    stores.people.record(person())
    assert stores.people.resolve(new).person_id == stores.people.resolve(old).person_id
    assert stores.people.resolve(old).userid == new.name


def test_who_is_forgotten_is_somebody_unrecorded_under_every_name(stores):
    both = person(aliases=(ZHANG, EXTERNAL))
    stores.people.note(both, PersonFacts(name="张三", current_userid="zhangsan", left_at=NOON))
    stores.people.record(person(Alias("userid", "lisi")))
    stores.people.forget(both)
    stores.people.forget(both)
    assert stores.people.get(both.person_id) is None
    assert stores.people.resolve(ZHANG) == person()
    assert stores.people.resolve(EXTERNAL) == person(EXTERNAL)
    assert stores.people.get(person(Alias("userid", "lisi")).person_id) is not None


def test_a_name_that_is_somebody_elses_stays_theirs(stores):
    stores.people.record(person(EXTERNAL, person_id="person-2"))
    stores.people.record(person())
    stores.people.forget(person())
    assert stores.people.resolve(EXTERNAL).person_id == "person-2"


def test_many_are_read_at_once_and_strangers_are_left_out(stores):
    for number in range(120):
        stores.people.record(person(Alias("userid", f"staff-{number}")))
    wanted = [person(Alias("userid", f"staff-{number}")).person_id for number in range(130)]
    found = stores.people.get_many([*wanted, *wanted])
    assert len(found) == 120
    assert found[wanted[7]] == stores.people.get(wanted[7])


def test_everybody_with_a_position_is_found_by_it(stores):
    manager, other = person(ZHANG), person(EXTERNAL)
    stores.people.note(manager, PersonFacts(position="店长", name="张三"))
    stores.people.note(other, PersonFacts(name="李四"))
    assert stores.people.posts() == {manager.person_id: "店长"}
    stores.people.note(manager, PersonFacts(position="总监"))
    assert stores.people.posts() == {manager.person_id: "总监"}


def test_what_a_register_says_is_kept(stores):
    facts = PersonFacts(position="主管", department_names=("财务部", "行政部"), company="徽创")
    stores.people.note(person(), facts)
    known = stores.people.get(person().person_id)
    assert (known.position, known.department_names, known.company) == (
        "主管",
        ("财务部", "行政部"),
        "徽创",
    )
