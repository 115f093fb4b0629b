"""Who joins after a removal: let in again, or in the group though nobody let them."""

from dataclasses import replace

import pytest

from qungui.engine.reentry import CAME_BACK, HOW_BACK, joined, unforgiven
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.case import CaseState
from qungui.model.decision import Decision
from qungui.model.ledger import AuditKind, Discipline
from qungui.model.order import OrderState
from qungui.model.petition import Petition, PetitionKind, PetitionState, petition_id_of
from qungui.model.rulebook import ActCall, Clause, Disposition, Sanction
from tests.support.build import (
    ADVERT,
    GROUP,
    NOON,
    OWNER,
    PERSON,
    at,
    breach,
    case,
    decision,
    docket,
    edition,
    order,
)
from tests.support.court import with_clause

OUT = order(
    step=2,
    act=Act.REMOVE,
    clause_ids=("R01.4.4b", ADVERT),
    state=OrderState.SERVED,
    served_at=NOON,
    told_at=NOON,
)
BACK = at(days=3)
DAILY = Clause(
    clause_id="R01.4.2",
    text="每天核对一次成员。",
    topic="roster-eligibility",
    disposition=Disposition.AUTOMATIC,
    rules=(Call("roster", {"eligible": ["公司在职员工"], "removes": True}),),
    sanction=Sanction(acts=(ActCall(Act.REMOVE),)),
)
LAW = with_clause(edition(), DAILY)


def kept(*orders, petitions=()):
    return Discipline(
        group_id=GROUP, person_id=PERSON, cases=(case(),), orders=orders, petitions=petitions
    )


def invitation(state=OrderState.HANDED_OVER, **changes):
    made = order(act=Act.REINVITE, step=0, ladder=None, about=OUT.order_id, at=at(days=1))
    return replace(made, state=state, **changes)


def application(state):
    return Petition(
        petition_id=petition_id_of(PetitionKind.RE_ENTRY, OUT.order_id),
        kind=PetitionKind.RE_ENTRY,
        group_id=GROUP,
        person_id=PERSON,
        about=OUT.order_id,
        words="我保证不再发广告",
        at=at(days=1),
        by=PERSON,
        state=state,
    )


def comes(discipline, when=BACK, *, is_here=True):
    """What follows from their joining."""
    return joined(docket(discipline, now=BACK, edition=LAW), when, is_here=is_here)


def still_out(discipline, *, is_here=True):
    """The removal after which nobody has let them in."""
    return unforgiven(docket(discipline, edition=LAW), BACK, is_here=is_here)


def test_those_in_charge_hear_of_it_and_the_member_how_to_be_let_in():
    change = comes(kept(OUT))
    assert change.audit.kind is AuditKind.CAME_BACK
    assert [(each.act, each.wanted, each.asked, each.about) for each in change.new_orders] == [
        (Act.REPORT, CAME_BACK, "", OUT.order_id),
        (Act.REPORT, HOW_BACK, PERSON, OUT.order_id),
    ]
    assert change.orders == ()


def test_it_is_told_once_a_day_however_often_they_come():
    first = comes(kept(OUT))
    told = kept(OUT, *first.new_orders)
    assert comes(told, at(days=3, hours=2)) is None
    assert comes(told, at(days=4)) is not None


@pytest.mark.parametrize(
    "removal",
    [
        replace(OUT, state=OrderState.VOID),
        replace(OUT, state=OrderState.HANDED_OVER, served_at=None),
        replace(OUT, served_at=at(days=4)),
        replace(OUT, closed=Decision(by=OWNER, at=at(days=1), why="已谈过")),
    ],
    ids=["taken back", "not carried out", "after it", "lifted"],
)
def test_without_a_removal_that_stands_nothing_follows(removal):
    assert comes(kept(removal)) is None


@pytest.mark.parametrize("state", [PetitionState.GRANTED, PetitionState.SETTLED])
def test_whose_application_was_granted_was_let_in(state):
    assert still_out(kept(OUT, petitions=(application(state),))) is None


@pytest.mark.parametrize("state", [PetitionState.OPEN, PetitionState.REFUSED])
def test_an_application_alone_lets_nobody_in(state):
    assert still_out(kept(OUT, petitions=(application(state),))) == OUT


@pytest.mark.parametrize("state", [s for s in OrderState if s is not OrderState.VOID])
def test_whoever_was_invited_again_was_let_in_however_far_that_is(state):
    assert still_out(kept(OUT, invitation(state))) is None


def test_an_invitation_that_was_taken_back_is_none():
    assert still_out(kept(OUT, invitation(OrderState.VOID))) == OUT


def test_an_invitation_after_an_earlier_removal_is_none_after_the_next():
    again = replace(OUT, order_id="second", served_at=at(days=2))
    assert still_out(kept(OUT, invitation(), again)) == again


@pytest.mark.parametrize(
    "state", [OrderState.HANDED_OVER, OrderState.CLAIMED_DONE, OrderState.OVERDUE]
)
def test_a_join_proves_the_invitation_that_somebody_had(state):
    change = comes(kept(OUT, invitation(state)))
    (proved,) = change.orders
    assert (proved.state, proved.served_at, proved.due) == (OrderState.PROVED, BACK, None)
    assert change.audit.kind is AuditKind.ORDER_PROVED
    assert change.new_orders == ()


def test_a_join_before_the_invitation_proves_nothing():
    assert comes(kept(OUT, invitation(at=at(days=4)))) is None


def gone(*before, **changes):
    """Removed as one who has left, after *before*; and that removal."""
    found = case("roster", breaches=(breach(clause_id=DAILY.clause_id),), **changes)
    removal = replace(OUT, order_id="gone", case_ids=(found.case_id,), served_at=at(days=1))
    discipline = kept(*before, removal)
    return replace(discipline, cases=(*discipline.cases, found)), removal


def test_whoever_was_taken_out_as_a_leaver_and_is_hired_again_has_not_come_back():
    discipline, removal = gone()
    assert comes(discipline) is None
    assert still_out(discipline, is_here=False) == removal


def test_being_hired_again_lets_nobody_in_who_was_removed_for_what_they_did():
    discipline, _ = gone(OUT)
    assert still_out(discipline) == OUT


def test_whoever_was_taken_out_by_a_persons_word_as_not_belonging_has_come_back():
    discipline, removal = gone(state=CaseState.CONFIRMED, decided=decision())
    assert still_out(discipline) == removal
