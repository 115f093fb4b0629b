"""What members are allowed, on every store."""

from dataclasses import replace
from datetime import timedelta

from qungui.model.group import Role
from qungui.model.ledger import AuditKind
from qungui.model.permit import Permit, PermitKind
from tests.support.build import GROUP, NOON, OWNER, PERSON, at, audit_entry

LEAVE = Permit(
    kind=PermitKind.LEAVE,
    group_id=GROUP,
    person_id=PERSON,
    by=OWNER,
    roles=frozenset({Role.OWNER}),
    at=NOON,
    begins=NOON,
    ends=at(days=7),
)
GUEST = replace(LEAVE, kind=PermitKind.GUEST, person_id="", name="何军", ends=None, why="审计")
ENTRY = audit_entry(kind=AuditKind.PERMITTED)


def test_what_was_allowed_is_read_back_as_it_was(stores):
    assert stores.permits.of_group(GROUP) == []
    for permit in (LEAVE, GUEST):
        assert stores.permits.grant(permit, ENTRY)
    assert stores.permits.of_group(GROUP) == [GUEST, LEAVE]
    assert stores.permits.of_group("group-2") == []


def test_the_same_is_allowed_once_with_one_entry(stores):
    assert stores.permits.grant(LEAVE, ENTRY)
    assert not stores.permits.grant(replace(LEAVE, by=PERSON), ENTRY)
    assert stores.permits.of_group(GROUP) == [LEAVE]
    kinds = [entry.kind for entry in stores.audit_log.verify_chain(GROUP).entries]
    assert kinds == [AuditKind.PERMITTED]


def test_another_time_is_another_permit(stores):
    later = replace(LEAVE, begins=at(days=30), ends=at(days=37))
    assert stores.permits.grant(LEAVE, ENTRY)
    assert stores.permits.grant(later, ENTRY)
    assert len(stores.permits.of_group(GROUP)) == 2


def test_a_forgotten_person_is_in_none_and_has_given_none(stores):
    others = replace(LEAVE, person_id="person-2", begins=at(hours=1))
    by_them = replace(LEAVE, person_id="person-3", by=PERSON, begins=at(hours=2))
    for permit in (LEAVE, others, by_them):
        stores.permits.grant(permit, ENTRY)
    stores.permits.forget(GROUP, PERSON)
    stores.permits.forget(GROUP, PERSON)
    assert stores.permits.of_group(GROUP) == [others]
    stores.permits.forget(GROUP, None)
    assert stores.permits.of_group(GROUP) == []


def test_it_holds_from_its_beginning_and_not_at_its_end():
    a_moment = timedelta(milliseconds=1)
    assert not LEAVE.holds(NOON - a_moment)
    assert LEAVE.holds(NOON)
    assert LEAVE.holds(at(days=7) - a_moment)
    assert not LEAVE.holds(at(days=7))
    assert GUEST.holds(at(days=999))
