"""A case is taken back without anybody asking."""

from dataclasses import replace

import pytest

from qungui.engine.authority import Bar
from qungui.model.act import Act
from qungui.model.case import CaseRef, CaseState
from qungui.model.decision import TAKEN_BACK, Word
from qungui.model.ledger import Change
from qungui.model.petition import PetitionKind, PetitionState
from qungui.usecases.escalate_case import EscalateCase, Escalated
from qungui.usecases.make_petition import MakePetition
from qungui.usecases.pardon_case import PardonCase, Pardoned
from qungui.usecases.review_case import ReviewCase, Verdict
from tests.support.build import ADVERT, GROUP, PERSON, decision
from tests.support.court import ADMIN, CLERK, MEMBER, STRANGER, Court


def word(by=ADMIN):
    return Word(by=by.person_id, why="经查不属实")


def test_a_pardon_takes_back_all_that_stood_on_the_case():
    court = Court()
    first = court.breaks(served=True)
    court.breaks(served=True)
    assert PardonCase(court.move)(first.ref, word()) is Pardoned.PARDONED
    assert court.case(first).state is CaseState.VOID
    assert court.case(first).voided.why == "经查不属实"
    assert sorted(act for act, _, _ in court.standing()) == sorted([Act.WARN, Act.REINVITE])
    (petition,) = court.discipline().petitions
    assert (petition.kind, petition.state) == (PetitionKind.PARDON, PetitionState.SETTLED)


def test_a_case_that_joins_a_step_as_it_is_taken_back_takes_that_step_anew():
    court = Court()
    first, second = court.breaks(), court.breaks(folded=False)
    escalate = EscalateCase(court.overtaken(lambda: PardonCase(court.move)(first.ref, word())))
    assert escalate(second.ref) is Escalated.ORDERED
    (warning,) = (order for order in court.orders() if order.act is Act.WARN and order.stands)
    assert warning.case_ids == (second.case_id,)


def test_a_case_is_pardoned_once():
    court = Court()
    case = court.breaks(served=True)
    pardon = PardonCase(court.move)
    pardon(case.ref, word())
    was = court.discipline()
    assert pardon(case.ref, word(CLERK)) is Pardoned.ALREADY
    assert court.discipline() == was


def test_what_nobody_confirmed_yet_is_not_pardoned():
    court = Court()
    assert PardonCase(court.move)(court.is_found().ref, word()) is Pardoned.ALREADY


def test_a_case_whose_appeal_is_open_can_be_pardoned_and_the_appeal_then_granted():
    court = Court()
    case = court.breaks(served=True)
    MakePetition(court.move).appeal(case.ref, "不服", PERSON)
    assert PardonCase(court.move)(case.ref, word()) is Pardoned.PARDONED
    assert {petition.kind for petition in court.discipline().petitions} == {
        PetitionKind.APPEAL,
        PetitionKind.PARDON,
    }


@pytest.fixture
def dismissed():
    """By a button."""
    court = Court()
    case = court.is_found()
    ReviewCase(court.move)(case.ref, Word(by=ADMIN.person_id), Verdict.DISMISS)
    return court, court.case(case)


def quoting(by=CLERK):
    return Word(by=by.person_id, why="原话：广告部三点开会")


def test_what_was_said_can_be_quoted_where_a_button_had_no_words(dismissed):
    court, case = dismissed
    assert PardonCase(court.move)(case.ref, quoting()) is Pardoned.QUOTED
    told = court.case(case)
    assert told.must_pass == ((ADVERT, "广告部三点开会"),)
    assert (told.state, told.decided.by) == (CaseState.DISMISSED, ADMIN.person_id)
    assert court.ledger.found_wrongly(told.rulebook) == [told.ref]
    assert court.logged()[-1] == "case-quoted"
    assert court.orders() == []


def test_it_is_quoted_once_and_by_whoever_may_decide(dismissed):
    court, case = dismissed
    pardon = PardonCase(court.move)
    assert pardon(case.ref, quoting(STRANGER)) is Bar.NO_ROLE
    assert pardon(case.ref, word()) is Pardoned.ALREADY
    pardon(case.ref, quoting())
    was = court.discipline()
    assert pardon(case.ref, quoting(ADMIN)) is Pardoned.ALREADY
    assert court.discipline() == was


def test_what_was_said_can_be_quoted_of_a_case_that_was_taken_back():
    court = Court()
    case = court.breaks(served=True)
    pardon = PardonCase(court.move)
    pardon(case.ref, word())
    assert pardon(case.ref, quoting()) is Pardoned.QUOTED
    assert court.case(case).voided.why == "经查不属实 原话：广告部三点开会"
    assert court.case(case).must_pass == ((ADVERT, "广告部三点开会"),)


def test_what_time_took_back_was_not_found_wrong():
    court = Court()
    case = court.breaks(served=True)
    over = replace(court.case(case), state=CaseState.VOID, voided=decision(by="", why=TAKEN_BACK))
    court.ledger.commit(Change(group_id=GROUP, person_id=PERSON, cases=(over,)))
    assert PardonCase(court.move)(case.ref, quoting()) is Pardoned.ALREADY


@pytest.mark.parametrize(("who", "bar"), [(STRANGER, Bar.NO_ROLE), (MEMBER, Bar.OWN_CASE)])
def test_somebody_who_may_not_pardons_nothing(who, bar):
    court = Court()
    case = court.breaks(served=True)
    assert PardonCase(court.move)(case.ref, word(who)) is bar
    assert court.case(case) == case


def test_a_case_that_is_nowhere_is_not_pardoned():
    nowhere = CaseRef(GROUP, PERSON, "case-9")
    assert PardonCase(Court().move)(nowhere, word()) is Pardoned.NO_SUCH_CASE
