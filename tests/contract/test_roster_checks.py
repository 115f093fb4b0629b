"""When groups are gone through, on every store."""

from dataclasses import replace

from qungui.model.ledger import DueItem
from qungui.model.roster_check import OpenFinding, RosterCheck, mark_of
from tests.support.build import ADVERT, GROUP, NIGHT, NOON, OWNER, PERSON, at

FOUND = OpenFinding(
    person_id=PERSON, clause_id=NIGHT, case_id="case-1", whose=OWNER, since=NOON, counts=False
)
CHECK = RosterCheck(
    group_id=GROUP,
    dues={ADVERT: at(days=1), NIGHT: at(days=7)},
    last=NOON,
    size=200,
    found=(FOUND,),
    told=("renamed-group 0",),
    asked_by=OWNER,
    asked_at=at(hours=1),
    kind="work",
    marks=frozenset({mark_of(PERSON), mark_of(OWNER)}),
)
NEXT = replace(CHECK, asked_by="", asked_at=None, version=1)


def test_what_is_kept_is_read_back_as_its_next_version(stores):
    assert stores.checks.get(GROUP) is None
    assert stores.checks.keep(CHECK)
    assert stores.checks.get(GROUP) == replace(CHECK, version=1)
    assert stores.checks.keep(NEXT)
    assert stores.checks.get(GROUP) == replace(NEXT, version=2)


def test_of_two_who_read_the_same_one_is_too_late(stores):
    stores.checks.keep(CHECK)
    assert not stores.checks.keep(CHECK)
    assert stores.checks.keep(NEXT)
    assert not stores.checks.keep(NEXT)


def test_it_is_due_when_its_first_clause_is_or_when_somebody_asks(stores):
    stores.checks.keep(CHECK)
    item = DueItem(kind="rostercheck", item_id=GROUP, group_id=GROUP, person_id="", due=at(hours=1))
    assert stores.due_index.due(at(minutes=59), 10) == []
    assert stores.due_index.due(at(hours=1), 10) == [item]
    stores.checks.keep(NEXT)
    assert stores.due_index.due(at(hours=23), 10) == []
    assert stores.due_index.due(at(days=1), 10) == [replace(item, due=at(days=1))]


def test_a_check_that_is_put_off_is_due_later_until_it_is_kept_anew(stores):
    stores.checks.keep(CHECK)
    (item,) = stores.due_index.due(at(hours=1), 10)
    stores.due_index.postpone(item, at(hours=2))
    assert stores.due_index.due(at(hours=1), 10) == []
    assert stores.checks.get(GROUP) == replace(CHECK, version=1)
    assert len(stores.due_index.due(at(hours=2), 10)) == 1


def test_without_anything_to_look_at_it_is_in_no_index(stores):
    stores.checks.keep(RosterCheck(group_id=GROUP))
    assert stores.due_index.due(at(days=999), 10) == []


def test_which_groups_have_one(stores):
    stores.checks.keep(CHECK)
    assert stores.checks.planned([GROUP, "group-2", GROUP]) == {GROUP}
    stores.checks.drop(GROUP)
    stores.checks.drop(GROUP)
    assert stores.checks.planned([GROUP]) == set()
    assert stores.due_index.due(at(days=9), 10) == []


def test_those_of_one_kind_are_found_together_and_no_others(stores):
    other = replace(CHECK, group_id="group-2", marks=frozenset())
    for each in (other, CHECK, replace(CHECK, group_id="group-3", kind="leisure")):
        stores.checks.keep(each)
    stores.checks.keep(RosterCheck(group_id="group-4"))
    found = [replace(each, version=0) for each in stores.checks.of_kind("work")]
    assert found == [CHECK, other]
    stores.checks.keep(replace(CHECK, version=1, kind="", marks=frozenset()))
    assert [each.group_id for each in stores.checks.of_kind("work")] == ["group-2"]
