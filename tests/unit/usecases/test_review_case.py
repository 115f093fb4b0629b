"""Whether a finding is so: by the right person, once."""

import pytest

from qungui.engine.authority import Bar
from qungui.errors import InvalidEventError
from qungui.model.act import Act
from qungui.model.case import CaseRef, CaseState
from qungui.model.decision import Word
from qungui.model.group import Role
from qungui.model.order import OrderState
from qungui.model.rulebook import ActCall, Sanction
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.review_case import ReviewCase, Reviewed, Verdict
from tests.support.build import GROUP, PERSON, breach, case
from tests.support.court import ADMIN, CLERK, MEMBER, OWNER, STRANGER, Court, sanctioned

YES, NO = Verdict.CONFIRM, Verdict.DISMISS
BY_GRAVITY = sanctioned(
    Sanction(
        choices={"light": (ActCall(Act.WARN),), "grave": (ActCall(Act.REMOVE),)},
        confirm=Role.ADMINISTRATOR,
    )
)


def word(by=ADMIN, **said):
    return Word(by=by.person_id, **said)


def found(law=None, **left_open):
    court = Court(law, **left_open)
    case_ = court.is_found()
    return court, case_, ReviewCase(court.move)


def test_what_is_confirmed_is_answered_and_goes_out():
    court, case_, review = found()
    assert review(case_.ref, word(why="属实"), YES) is Reviewed.CONFIRMED
    now = court.case(case_)
    assert (now.state, now.decided.by, now.decided.why) == (
        CaseState.CONFIRMED,
        ADMIN.person_id,
        "属实",
    )
    assert now.decided.at == court.now
    (sent,) = court.sent.sent
    assert sent.body["order"] == court.the(Act.WARN).order_id


def test_what_is_dismissed_leads_to_nothing():
    court, case_, review = found()
    assert review(case_.ref, word(why="是工作通知"), NO) is Reviewed.DISMISSED
    assert (court.case(case_).state, court.standing()) == (CaseState.DISMISSED, [])


@pytest.mark.parametrize("first", [YES, NO])
@pytest.mark.parametrize("second", [YES, NO])
def test_what_is_decided_stays_decided(first, second):
    court, case_, review = found()
    review(case_.ref, word(), first)
    was = court.case(case_)
    assert review(case_.ref, word(OWNER), second) is Reviewed.ALREADY
    assert court.case(case_) == was


def test_what_lapsed_is_not_decided_any_more():
    court, case_, review = found()
    court.later(days=9)
    EscalateCase(court.move)(case_.ref)
    assert review(case_.ref, word(), YES) is Reviewed.ALREADY
    assert court.case(case_).state is CaseState.LAPSED


def test_what_needs_nobodys_word_is_not_decided():
    court = Court()
    assert ReviewCase(court.move)(court.breaks().ref, word(), YES) is Reviewed.ALREADY


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize(("who", "bar"), [(STRANGER, Bar.NO_ROLE), (MEMBER, Bar.OWN_CASE)])
def test_somebody_who_may_not_decides_nothing(who, bar, verdict):
    court, case_, review = found()
    assert review(case_.ref, word(who), verdict) is bar
    assert court.case(case_) == case_


def test_the_role_that_the_clause_names_decides_or_one_above_it():
    law = sanctioned(Sanction(acts=(ActCall(Act.WARN),), confirm=Role.OWNER))
    _, case_, review = found(law)
    assert review(case_.ref, word(ADMIN), YES) is Bar.NO_ROLE
    assert review(case_.ref, word(CLERK), YES) is Reviewed.CONFIRMED


@pytest.mark.parametrize(("choice", "act"), [("light", Act.WARN), ("grave", Act.REMOVE)])
def test_whoever_confirms_chooses_the_measure_where_the_clause_leaves_it_open(choice, act):
    court, case_, review = found(BY_GRAVITY)
    assert review(case_.ref, word(choice=choice), YES) is Reviewed.CONFIRMED
    assert [made for made, _, _ in court.standing()] == [act]


@pytest.mark.parametrize("law", [BY_GRAVITY, None])
def test_what_the_clause_does_not_leave_open_cannot_be_chosen(law):
    court, case_, review = found(law)
    assert review(case_.ref, word(choice="unlawful"), YES) is Reviewed.NO_SUCH_CHOICE
    assert court.case(case_) == case_


def test_that_there_is_no_way_back_is_said_with_the_word():
    court, case_, review = found(BY_GRAVITY)
    review(case_.ref, word(choice="grave", forever=True), YES)
    assert court.case(case_).decided.forever


def test_a_finding_can_be_decided_before_it_was_folded():
    court = Court()
    fresh = case(
        state=CaseState.NEEDS_REVIEW, breaches=(breach(automatic=False),), person_id=PERSON
    )
    court.ledger.open_case(fresh)
    assert ReviewCase(court.move)(fresh.ref, word(), YES) is Reviewed.CONFIRMED
    assert court.standing() == [(Act.WARN, 1, OrderState.NEW)]
    assert court.ledger.clause_counts.total() == 1


def test_a_case_that_is_nowhere_is_not_decided():
    court = Court()
    nowhere = CaseRef(GROUP, PERSON, "case-9")
    assert ReviewCase(court.move)(nowhere, word(), YES) is Reviewed.NO_SUCH_CASE
    with pytest.raises(InvalidEventError):
        ReviewCase(court.move)(CaseRef("group-9", PERSON, "case-9"), word(), YES)
