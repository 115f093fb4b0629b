"""What stands on record of an unlawful act is given out to those who may decide it, and logged."""

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.engine.authority import Bar
from qungui.model.act import Act
from qungui.model.case import CaseRef, CaseState
from qungui.model.ledger import AuditEntry, AuditKind, Change
from qungui.usecases.move_member import MoveMember
from qungui.usecases.package_evidence import PackageEvidence, Unpacked
from tests.support.build import (
    ADVERT,
    GROUP,
    NOON,
    OWNER,
    PERSON,
    at,
    case,
    decision,
    edition,
    group,
    order,
    settings,
)

FOUND = case(
    state=CaseState.CONFIRMED, escalated=True, decided=decision(choice="unlawful"), due=None
)


def package(of=FOUND, *orders):
    ledger, directory = MemoryLedger(), MemoryDirectory()
    directory.publish(edition())
    directory.link(group(), settings())
    ledger.open_case(of)
    ledger.commit(Change(group_id=GROUP, person_id=PERSON, new_orders=orders))
    move = MoveMember(ledger=ledger, directory=directory, clock=ManualClock(at(days=1)))
    return PackageEvidence(move, ledger.audit), ledger


def test_it_holds_what_was_found_who_decided_and_what_was_done():
    done = order(FOUND, act=Act.REFER, served_at=at(hours=1))
    give, _ = package(FOUND, done)
    evidence = give(FOUND.ref, by=OWNER)
    assert (evidence.message_id, evidence.at, evidence.person_id) == ("message-1", NOON, PERSON)
    assert [(each.clause_id, each.evidence) for each in evidence.found] == [
        (ADVERT, "低价**加微信")
    ]
    assert evidence.found[0].text == edition().clause(ADVERT).text
    assert evidence.decided == FOUND.decided
    assert evidence.measures == ((Act.REFER, at(hours=1)),)


def test_it_names_the_entries_that_tell_of_it_and_no_others():
    done = order(FOUND, act=Act.REFER, served_at=at(hours=1))
    give, ledger = package(FOUND, done)
    for facts in (
        {"case": FOUND.case_id},
        {"case": "case-9"},
        {"order": f"order-9 {done.order_id}"},
        {"order": f"{done.order_id}9", "step": "1"},
    ):
        ledger.audit.append(GROUP, AuditEntry(kind=AuditKind.ORDER_SERVED, at=NOON, facts=facts))
    assert give(FOUND.ref, by=OWNER).entries == (1, 3, 5)
    assert give(FOUND.ref, by=OWNER).entries == (1, 3, 5, 6)


def test_each_time_stands_in_the_log():
    give, ledger = package()
    give(FOUND.ref, by=OWNER)
    give(FOUND.ref, by=OWNER)
    entries = ledger.audit.verify_chain(GROUP).entries
    assert [each.kind for each in entries] == [AuditKind.EVIDENCE_PACKAGED] * 2
    assert entries[0].people == {"person": PERSON, "by": OWNER}


@pytest.mark.parametrize(
    "of",
    [
        case(state=CaseState.CONFIRMED, decided=decision(choice="light")),
        case(state=CaseState.NEEDS_REVIEW),
        case(state=CaseState.VOID, decided=decision(choice="unlawful")),
    ],
)
def test_nothing_is_given_out_unless_somebody_has_found_it_unlawful(of):
    give, ledger = package(of)
    assert give(of.ref, by=OWNER) is Unpacked.NOT_UNLAWFUL
    assert not ledger.audit.verify_chain(GROUP).entries


def test_only_those_who_may_decide_the_case_get_it():
    give, _ = package()
    assert give(FOUND.ref, by="person-somebody") is Bar.NO_ROLE
    assert give(FOUND.ref, by=PERSON) is Bar.OWN_CASE


def test_there_is_none_of_a_case_that_is_not_there():
    give, _ = package()
    assert give(CaseRef(GROUP, PERSON, "nothing"), by=OWNER) is Unpacked.NO_SUCH_CASE
