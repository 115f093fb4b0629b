import pytest

from qungui.errors import InvalidEventError
from qungui.model.ledger import ORGANISATION, AuditKind
from tests.support.build import GROUP, OWNER, PERSON, at, audit_entry


@pytest.fixture
def log(stores):
    return stores.audit_log


def about(number, **people):
    return audit_entry(at=at(seconds=number), facts={"n": str(number)}, people=people)


def entries(log, group_id=GROUP):
    trail = log.verify_chain(group_id)
    assert trail.flaws == {}
    return list(trail.entries)


def test_an_entry_comes_back_whole(log):
    whole = audit_entry(facts={"set": "max=10 words", "reset": ""}, people={"by": OWNER})
    log.append(GROUP, whole)
    assert entries(log) == [whole]


def test_the_organisation_has_a_log_of_its_own(log):
    log.append(GROUP, about(1))
    log.append(ORGANISATION, about(2, by=OWNER))
    log.append("group-2", about(3))
    assert entries(log, ORGANISATION) == [about(2, by=OWNER)]
    assert entries(log) == [about(1)]


def test_a_log_of_no_possible_group_is_refused(log):
    with pytest.raises(InvalidEventError):
        log.append("a#b", about(1))


def test_the_logs_digests_are_those_of_its_entries(log):
    for number in range(3):
        log.append(GROUP, about(number))
    assert len({*log.verify_chain(GROUP).digests}) == 3


def test_somebody_is_forgotten_in_one_log_and_nobody_else_is(log):
    log.append(GROUP, about(1, person=PERSON))
    log.append(GROUP, about(2, person="person-2", by=PERSON))
    log.append(GROUP, about(3, person="person-2"))
    log.append("group-2", about(4, person=PERSON))
    assert log.forget(GROUP, {PERSON}, at(days=1)) == 2
    *before, word = entries(log)
    assert [entry.people for entry in before] == [
        {"person": ""},
        {"person": "person-2", "by": ""},
        {"person": "person-2"},
    ]
    assert (word.kind, word.at, word.people) == (AuditKind.PERSON_FORGOTTEN, at(days=1), {})
    assert word.facts == {"parts": "1.person 2.by"}
    assert entries(log, "group-2") == [about(4, person=PERSON)]


def test_somebody_is_forgotten_by_the_organisation_too(log):
    log.append(ORGANISATION, about(1, by=OWNER))
    assert log.forget(ORGANISATION, {OWNER}, at()) == 1
    assert entries(log, ORGANISATION)[0].people == {"by": ""}


def test_who_is_forgotten_already_leaves_no_further_word(log):
    log.append(GROUP, about(1, person=PERSON))
    log.forget(GROUP, {PERSON}, at())
    assert log.forget(GROUP, {PERSON}, at()) == 0
    assert log.forget("group-2", {PERSON}, at()) == 0
    assert len(entries(log)) == 2


def test_who_is_named_again_is_forgotten_again(log):
    log.append(GROUP, about(1, person=PERSON))
    log.forget(GROUP, {PERSON}, at())
    log.append(GROUP, about(2, person=PERSON))
    assert log.forget(GROUP, {PERSON}, at()) == 1
    assert [entry.people for entry in entries(log)] == [{"person": ""}, {}, {"person": ""}, {}]


def test_several_are_forgotten_at_once(log):
    log.append(GROUP, about(1, person=PERSON, by="person-2"))
    log.append(GROUP, about(2, person="person-3"))
    assert log.forget(GROUP, {PERSON, "person-2"}, at()) == 2
    *before, word = entries(log)
    assert [entry.people for entry in before] == [{"person": "", "by": ""}, {"person": "person-3"}]
    assert set(word.facts["parts"].split()) == {"1.person", "1.by"}
    assert log.verify_chain(GROUP).flaws == {}


def test_what_was_logged_of_late_comes_newest_first_however_much_it_is(log):
    for number in range(50):
        log.append(GROUP, about(number, person=PERSON))
    log.append("group-2", about(99))
    assert list(log.since(GROUP, at(seconds=2))) == [
        about(number, person=PERSON) for number in range(49, 1, -1)
    ]
    assert list(log.since(GROUP, at(seconds=50))) == []
    assert len(list(log.since(GROUP, at(seconds=-1)))) == 50
    assert list(log.since("group-3", at())) == []
