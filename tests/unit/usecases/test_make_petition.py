"""Appeals and applications to come back, by the member or for them."""

from datetime import timedelta

import pytest

from qungui.engine.authority import Bar
from qungui.engine.petitions import Denied, NotYet
from qungui.model.act import Act
from qungui.model.case import CaseRef
from qungui.model.decision import Word
from qungui.model.order import OrderRef
from qungui.model.petition import PetitionKind, PetitionState
from qungui.model.rulebook import ActCall, Sanction
from qungui.model.span import Span, Unit
from qungui.usecases.decide_petition import DecidePetition, Ruling
from qungui.usecases.make_petition import MakePetition, Petitioned
from qungui.usecases.pardon_case import PardonCase
from tests.support.build import GROUP, PERSON
from tests.support.court import ADMIN, CLERK, MEMBER, STRANGER, Court, climbing, rung, sanctioned

WORDS = "我没有发广告"
ME = MEMBER.person_id
OUT = climbing(rung(Act.REMOVE))


def warned():
    court = Court()
    return court, court.breaks(served=True), MakePetition(court.move)


def removed(**terms):
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.REMOVE, terms),))))
    court.breaks(served=True)
    return court, MakePetition(court.move)


def test_a_member_appeals_against_their_case():
    court, case, make = warned()
    assert make.appeal(case.ref, WORDS, ME) is Petitioned.MADE
    (petition,) = court.discipline().petitions
    assert (petition.kind, petition.about, petition.words, petition.by) == (
        PetitionKind.APPEAL,
        case.case_id,
        WORDS,
        ME,
    )


def test_a_member_appeals_against_the_order_that_they_know():
    court, case, make = warned()
    assert make.appeal(court.the(Act.WARN).ref, WORDS, ME) is Petitioned.MADE
    (petition,) = court.discipline().petitions
    assert petition.about == case.case_id


def test_of_an_order_whose_first_case_counts_no_more_the_next_is_appealed():
    court = Court(climbing(rung(Act.WARN)))
    first = court.breaks()
    second = court.breaks()
    court.serve()
    PardonCase(court.move)(first.ref, Word(by=CLERK.person_id))
    warning = court.the(Act.WARN)
    assert MakePetition(court.move).appeal(warning.ref, WORDS, ME) is Petitioned.MADE
    assert second.case_id in [petition.about for petition in court.discipline().petitions]


def test_an_appeal_is_made_once_however_often_it_is_sent():
    court, case, make = warned()
    make.appeal(case.ref, WORDS, ME)
    assert make.appeal(case.ref, "再说一次", ME) is Petitioned.ALREADY
    (petition,) = court.discipline().petitions
    assert petition.words == WORDS


def test_what_was_decided_cannot_be_appealed_again():
    court, case, make = warned()
    make.appeal(case.ref, WORDS, ME)
    (petition,) = court.discipline().petitions
    DecidePetition(court.move)(
        petition.ref, Word(by=CLERK.person_id, why="证据清楚"), Ruling.REFUSE
    )
    assert make.appeal(case.ref, WORDS, ME) is Denied.MADE_BEFORE


def test_whoever_runs_the_group_may_appeal_for_a_member_who_cannot():
    court, case, make = warned()
    assert make.appeal(case.ref, WORDS, ADMIN.person_id) is Petitioned.MADE
    (petition,) = court.discipline().petitions
    assert (petition.by, petition.person_id) == (ADMIN.person_id, ME)


def test_nobody_else_may():
    court, case, make = warned()
    assert make.appeal(case.ref, WORDS, STRANGER.person_id) is Bar.NO_ROLE
    assert court.discipline().petitions == ()


@pytest.mark.parametrize(
    "ref", [CaseRef(GROUP, PERSON, "case-9"), OrderRef(GROUP, PERSON, "order-9")]
)
def test_what_is_nowhere_cannot_be_appealed(ref):
    _, _, make = warned()
    assert make.appeal(ref, WORDS, ME) is Denied.NOTHING_DONE


def test_too_late_is_too_late():
    court, case, make = warned()
    court.later(days=30)
    assert make.appeal(case.ref, WORDS, ME) is Denied.TOO_LATE


def test_whoever_was_removed_asks_to_come_back_once():
    court, make = removed()
    assert make.way_back(GROUP, PERSON, WORDS, ME) is Petitioned.MADE
    assert make.way_back(GROUP, PERSON, WORDS, ME) is Petitioned.ALREADY
    (petition,) = court.discipline().petitions
    assert (petition.kind, petition.about) == (
        PetitionKind.RE_ENTRY,
        court.the(Act.REMOVE).order_id,
    )
    assert petition.state is PetitionState.OPEN


def test_whoever_is_barred_hears_until_when():
    court, make = removed(barred_for=Span(30, Unit.DAY))
    until = court.the(Act.REMOVE).served_at + timedelta(days=30)
    assert make.way_back(GROUP, PERSON, WORDS, ME) == NotYet(until)
    court.later(days=31)
    assert make.way_back(GROUP, PERSON, WORDS, ME) is Petitioned.MADE


def test_it_is_the_last_removal_that_counts():
    court, make = removed()
    first = court.the(Act.REMOVE)
    court.later(days=1)
    court.breaks(served=True)
    make.way_back(GROUP, PERSON, WORDS, ME)
    (petition,) = court.discipline().petitions
    assert petition.about != first.order_id


def test_whoever_was_never_removed_has_no_way_back():
    _, _, make = warned()
    assert make.way_back(GROUP, PERSON, WORDS, ME) is Denied.NOTHING_DONE


def test_whoever_was_let_back_has_no_way_back_to_ask_for():
    court, make = removed()
    (case,) = court.discipline().cases
    PardonCase(court.move)(case.ref, Word(by=CLERK.person_id))
    assert make.way_back(GROUP, PERSON, WORDS, ME) is Denied.NOTHING_DONE


def test_somebody_who_runs_the_group_may_ask_for_them_and_nobody_else():
    _, make = removed()
    assert make.way_back(GROUP, PERSON, WORDS, STRANGER.person_id) is Bar.NO_ROLE
    assert make.way_back(GROUP, PERSON, WORDS, ADMIN.person_id) is Petitioned.MADE
