"""A person is forgotten, on every store: nothing tells of them, and all that is left fits."""

import pytest

from qungui.errors import InvalidEventError
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.model.ledger import ORGANISATION, AuditKind, Change, Committed, Discipline
from qungui.model.order import OrderState
from qungui.usecases.verify_chains import VerifyChains
from tests.contract.conftest import in_memory
from tests.support.build import (
    GROUP,
    PERSON,
    RULEBOOK,
    ZHANG,
    at,
    breach,
    case,
    escalation,
    group_order,
    order,
    person,
)
from tests.support.faults import Crashed, FaultPlan, Faulty
from tests.support.forgetting import CLERK, OTHER, SECOND, WHO, forgetting, leave_traces

PORTS = (
    *("ledger", "activity", "watches", "issues", "directory", "group_book"),
    *("permits", "checks", "register", "organisation"),
    *("audit_log", "anchors", "people"),
)


@pytest.fixture
def forget(stores):
    leave_traces(stores)
    return forgetting(stores)


def verified(stores):
    return VerifyChains(audit_log=stores.audit_log, anchors=stores.anchors)()


def words_of(stores):
    """The organisation's log after the entry that the traces left there."""
    return [entry.kind for entry in stores.audit_log.verify_chain(ORGANISATION).entries][1:]


def assert_forgotten(stores):
    assert stores.people.get(PERSON) is None
    assert stores.people.resolve(ZHANG) == person()
    assert (list(stores.ledger.on_record(PERSON)), stores.ledger.company(PERSON)) == ([], ())
    assert stores.group_book.memberships(PERSON) == {}
    for group_id in (GROUP, SECOND):
        kept = stores.ledger.discipline(group_id, PERSON)
        assert kept == Discipline(group_id=group_id, person_id=PERSON)
        trail = stores.audit_log.verify_chain(group_id)
        assert PERSON not in {who for entry in trail.entries for who in entry.people.values()}
    for group_id in stores.group_book.every():
        assert PERSON not in str(stores.group_book.known(group_id))
        assert "zhangsan" not in str(stores.group_book.known(group_id))
    assert PERSON not in str(stores.permits.of_group(GROUP))
    assert PERSON not in str(stores.checks.get(GROUP))
    assert PERSON not in str(stores.directory.group(GROUP))
    assert PERSON not in str(stores.register.filing(SECOND))
    assert stores.organisation.settings(RULEBOOK).offices == {"行政管理部": (OTHER,)}
    (watch,) = stores.watches.of_group(GROUP)
    assert (watch.words, set(watch.owed)) == ("", {CLERK})
    (issue,) = stores.issues.of_group(GROUP)
    assert (issue.by, issue.words, issue.assignee) == ("", "", OTHER)
    (review,) = stores.ledger.discipline(GROUP, OTHER).orders
    assert review.wanted == f"case#{GROUP}#{CLERK}#2"
    orders = stores.ledger.discipline(GROUP, "").orders
    assert {(one.about, one.asked, one.wanted, one.state) for one in orders} == {
        ("", "", "", OrderState.VOID)
    }
    assert verified(stores).is_whole


def test_nothing_tells_of_who_is_forgotten_and_every_chain_fits(stores, forget):
    assert not verified(stores).damages
    done = forget(WHO, CLERK)
    assert (done.groups, done.parts, done.was_known) == (2, 7, True)
    assert_forgotten(stores)


def test_others_are_left_as_they_were(stores, forget):
    forget(WHO, CLERK)
    assert stores.directory.group(GROUP).group.roles == {Role.ADMINISTRATOR: (OTHER,)}
    assert stores.group_book.memberships(OTHER).keys() >= {GROUP}
    entries = stores.audit_log.verify_chain(GROUP).entries
    assert any(OTHER in entry.people.values() for entry in entries)


def test_that_somebody_was_forgotten_is_on_record_by_whom_and_not_whom(stores, forget):
    forget(WHO, CLERK)
    *_, word = stores.audit_log.verify_chain(ORGANISATION).entries
    assert (word.kind, word.facts, word.people) == (AuditKind.PERSON_ERASED, {}, {"by": CLERK})


def test_the_second_time_finds_nothing_and_leaves_no_word(stores, forget):
    forget(WHO, CLERK)
    before = words_of(stores)
    assert not forget(WHO, CLERK).anything
    assert not forget(stores.people.resolve(ZHANG), CLERK).anything
    assert words_of(stores) == before


def test_somebody_nobody_knows_is_nobody_to_forget(stores, forget):
    assert not forget(person(Alias("userid", "nobody")), CLERK).anything
    assert words_of(stores) == []


def test_nobody_forgets_themselves(stores, forget):
    with pytest.raises(InvalidEventError):
        forget(WHO, PERSON)
    assert stores.people.get(PERSON) is not None


def undecided(stores):
    finding = breach(automatic=False)
    open_case = case("message-5", state=CaseState.NEEDS_REVIEW, breaches=(finding,), at=at(hours=3))
    stores.ledger.open_case(open_case)


def test_what_is_undecided_is_decided_first_unless_it_is_said_otherwise(stores, forget):
    undecided(stores)
    assert [each.since for each in forget.unsettled(PERSON)] == [at(hours=3)]
    with pytest.raises(InvalidEventError):
        forget(WHO, CLERK)
    assert stores.people.get(PERSON) is not None
    forget(WHO, CLERK, even_so=True)
    assert_forgotten(stores)
    assert list(stores.worklist.undecided(GROUP)) == []


def test_what_was_on_its_way_goes_no_further(stores, forget):
    one = case("message-5", at=at(hours=3))
    stores.ledger.open_case(one)
    stores.ledger.commit(escalation(one, standings=(), new_orders=(order(one, act=Act.REMOVE),)))
    forget(WHO, CLERK)
    assert list(stores.due_index.due(at(days=999), 99)) == []


def test_a_new_message_of_theirs_begins_afresh(stores, forget):
    forget(WHO, CLERK)
    again = stores.people.resolve(ZHANG)
    stores.people.record(again)
    one = case("message-8", at=at(days=2), person_id=again.person_id)
    assert stores.ledger.open_case(one)
    kept = stores.ledger.discipline(GROUP, again.person_id)
    assert (kept.cases, kept.orders, kept.standings) == ((one,), (), ())
    assert stores.people.get(again.person_id).name == ""


def test_a_message_of_before_that_comes_again_brings_nothing_back(stores, forget):
    forget(WHO, CLERK)
    assert not stores.ledger.open_case(case())
    assert stores.ledger.discipline(GROUP, PERSON).cases == ()


def test_what_was_ordered_for_the_group_about_others_stays(stores, forget):
    order_about_other = group_order(Act.CHANGE_OWNER, about=OTHER, asked=OTHER, wanted="下周")
    change = Change(group_id=GROUP, person_id="", new_orders=(order_about_other,))
    assert stores.ledger.commit(change) is Committed.DONE
    forget(WHO, CLERK)
    assert order_about_other in stores.ledger.discipline(GROUP, "").orders


def dying_at(stores, boundary, plan=None):
    plan = plan or FaultPlan(crash_at=[boundary])
    ports = {
        ("book" if name == "group_book" else name): Faulty(getattr(stores, name), name, plan)
        for name in PORTS
    }
    return forgetting(stores, **ports), plan


def crossings() -> int:
    stores = in_memory()
    leave_traces(stores)
    forget, plan = dying_at(stores, -1)
    forget(WHO, CLERK)
    return len(plan.crossed)


@pytest.mark.parametrize("boundary", range(crossings()))
def test_whoever_dies_anywhere_does_the_rest_when_asked_again(boundary):
    stores = in_memory()
    leave_traces(stores)
    forget, _ = dying_at(stores, boundary)
    with pytest.raises(Crashed):
        forget(WHO, CLERK)
    assert verified(stores).is_whole
    forgetting(stores)(WHO, CLERK)
    assert_forgotten(stores)
    assert AuditKind.PERSON_ERASED in words_of(stores)


def test_whoever_dies_again_and_again_gets_there(stores):
    leave_traces(stores)
    boundary, done = 0, None
    while done is None:
        forget, _ = dying_at(stores, boundary)
        boundary += 9
        try:
            done = forget(WHO, CLERK)
        except Crashed:
            assert verified(stores).is_whole
    assert boundary > 9
    assert_forgotten(stores)


def test_a_member_who_writes_meanwhile_is_forgotten_as_far_as_they_had_written(stores):
    leave_traces(stores)
    later = case("message-6", at=at(hours=4))
    plan = FaultPlan(interrupt_at=range(4, 9))
    plan.interruption = lambda: stores.ledger.open_case(later)
    forget, _ = dying_at(stores, 0, plan)
    forget(WHO, CLERK, even_so=True)
    assert len(plan.interrupted) == 5
    left = stores.ledger.discipline(GROUP, PERSON)
    assert left.cases in {(), (later,)}
    assert (left.orders, left.petitions) == ((), ())
