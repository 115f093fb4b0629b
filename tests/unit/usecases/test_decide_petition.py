"""Appeals decided: by somebody without a hand in it, with reasons, and carried through at once."""

from dataclasses import replace

import pytest

from qungui.engine.authority import Bar
from qungui.engine.petitions import is_frozen
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import Word
from qungui.model.ledger import Committed
from qungui.model.order import OrderState
from qungui.model.petition import PetitionRef, PetitionState
from qungui.model.rulebook import ActCall, Sanction
from qungui.usecases.decide_petition import DecidePetition, Ruled, Ruling
from qungui.usecases.make_petition import MakePetition
from qungui.usecases.review_case import ReviewCase, Verdict
from qungui.usecases.settle_petition import Settled, SettlePetition
from tests.support.build import GROUP, PERSON
from tests.support.court import (
    ADMIN,
    CLERK,
    MEMBER,
    OWNER,
    STRANGER,
    Court,
    appeals,
    climbing,
    rung,
    sanctioned,
)

GRANT, REFUSE = Ruling.GRANT, Ruling.REFUSE
THREE = climbing(rung(Act.VERBAL_WARNING), rung(Act.WARN, at=2), rung(Act.REMOVE, at=3))


def word(by=CLERK, why="经复核"):
    return Word(by=by.person_id, why=why)


def appealed(law=THREE, times=1):
    court = Court(law)
    cases = [court.breaks(served=True) for _ in range(times)]
    MakePetition(court.move).appeal(cases[0].ref, "不服", PERSON)
    (petition,) = court.discipline().petitions
    return court, cases, petition, DecidePetition(court.move)


def now(court, petition):
    return court.discipline().petition(petition.petition_id)


def test_an_upheld_appeal_is_carried_through_at_once():
    court, cases, petition, decide = appealed(times=3)
    assert decide(petition.ref, word(), GRANT) is Ruled.GRANTED
    assert now(court, petition).state is PetitionState.SETTLED
    assert court.case(cases[0]).state is CaseState.VOID
    steps = [(act, step) for act, step, _ in court.standing()]
    assert sorted(steps) == sorted([(Act.VERBAL_WARNING, 1), (Act.WARN, 2), (Act.REINVITE, 0)])
    assert court.level() == 2
    sent = {one.body["order"] for one in court.sent.sent}
    assert court.the(Act.REINVITE).order_id in sent
    assert court.the(Act.REPORT).order_id in sent  # the member hears it


def test_a_refused_appeal_tells_the_member_why():
    court, cases, petition, decide = appealed()
    assert decide(petition.ref, word(why="证据清楚"), REFUSE) is Ruled.REFUSED
    assert now(court, petition).decided.why == "证据清楚"
    assert court.case(cases[0]).counts


def test_nobody_is_refused_without_a_reason():
    court, _, petition, decide = appealed()
    assert decide(petition.ref, word(why=""), REFUSE) is Ruled.NEEDS_REASON
    assert now(court, petition) == petition
    assert decide(petition.ref, word(why=""), GRANT) is Ruled.GRANTED


@pytest.mark.parametrize("first", Ruling)
@pytest.mark.parametrize("second", Ruling)
def test_what_is_decided_stays_decided(first, second):
    court, _, petition, decide = appealed()
    decide(petition.ref, word(), first)
    was = now(court, petition)
    assert decide(petition.ref, word(), second) is Ruled.ALREADY
    assert now(court, petition) == was


@pytest.mark.parametrize(
    ("who", "bar"), [(STRANGER, Bar.NO_ROLE), (MEMBER, Bar.OWN_CASE), (ADMIN, Bar.NO_ROLE)]
)
def test_somebody_who_may_not_decides_nothing(who, bar):
    court, _, petition, decide = appealed()
    for ruling in Ruling:
        assert decide(petition.ref, word(who), ruling) is bar
    assert now(court, petition) == petition


def test_whoever_confirmed_the_case_does_not_decide_the_appeal_against_it():
    court = Court()
    case = court.is_found()
    ReviewCase(court.move)(case.ref, word(CLERK), Verdict.CONFIRM)
    court.serve()
    MakePetition(court.move).appeal(case.ref, "不服", PERSON)
    (petition,) = court.discipline().petitions
    decide = DecidePetition(court.move)
    assert decide(petition.ref, word(CLERK), GRANT) is Bar.ACTED
    assert decide(petition.ref, word(OWNER), GRANT) is Ruled.GRANTED


def test_an_administrator_lets_somebody_back_in():
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.REMOVE),))))
    court.breaks(served=True)
    MakePetition(court.move).way_back(GROUP, PERSON, "已学群规", PERSON)
    (petition,) = court.discipline().petitions
    assert DecidePetition(court.move)(petition.ref, word(ADMIN), GRANT) is Ruled.GRANTED
    assert [act for act, _, _ in court.standing()] == [Act.REMOVE, Act.REINVITE]


def test_a_petition_that_is_nowhere_is_not_decided():
    _, _, _, decide = appealed()
    nowhere = PetitionRef(GROUP, PERSON, "petition-9")
    assert decide(nowhere, word(), GRANT) is Ruled.NO_SUCH_PETITION


class Busy:
    """A ledger in which others are always in the way, but for the first *times* changes."""

    def __init__(self, ledger, times):
        self._ledger, self._times = ledger, times

    def __getattr__(self, name):
        return getattr(self._ledger, name)

    def commit(self, change):
        self._times -= 1
        return self._ledger.commit(change) if self._times >= 0 else Committed.CONFLICT


def test_what_others_are_in_the_way_of_is_left_to_the_due_index():
    """The decision is made; whoever clicked hears so, and the sweep does the rest."""
    court, _, petition, _ = appealed(times=3)
    busy = replace(court.move, ledger=Busy(court.ledger, 1))
    assert DecidePetition(busy)(petition.ref, word(), GRANT) is Ruled.GRANTED
    granted = now(court, petition)
    assert (granted.state, granted.due is not None) == (PetitionState.GRANTED, True)
    assert SettlePetition(court.move)(petition.ref) is Settled.SETTLED
    assert court.level() == 2


def test_a_decision_that_could_not_be_made_is_not_said_to_be():
    court, _, petition, _ = appealed()
    busy = replace(court.move, ledger=Busy(court.ledger, 0))
    with pytest.raises(TransientError):
        DecidePetition(busy)(petition.ref, word(), GRANT)
    assert now(court, petition) == petition


def frozen():
    """A warning in which two cases stand, one of them appealed."""
    court = Court(appeals(climbing(rung(Act.WARN)), freezes=True))
    appealed, other = court.breaks(), court.breaks()
    MakePetition(court.move).appeal(appealed.ref, "不服", PERSON)
    (petition,) = court.discipline().petitions
    return court, petition, other


def refused_as(court, petition, other):
    """*petition* is refused while somebody else does something of their own."""
    decide = DecidePetition(court.overtaken(other))
    assert decide(petition.ref, word(), REFUSE) is Ruled.REFUSED


def test_what_two_appeals_hold_up_goes_on_though_both_are_refused_at_once():
    court, first, case = frozen()
    MakePetition(court.move).appeal(case.ref, "不服", PERSON)
    (second,) = (one for one in court.discipline().petitions if one != first)
    refused_as(court, first, lambda: DecidePetition(court.move)(second.ref, word(), REFUSE))
    assert court.the(Act.WARN).state is OrderState.NEW


def test_an_appeal_that_is_made_as_another_is_refused_holds_up_what_it_concerns():
    court, first, case = frozen()
    refused_as(court, first, lambda: MakePetition(court.move).appeal(case.ref, "不服", PERSON))
    assert is_frozen(court.the(Act.WARN))
