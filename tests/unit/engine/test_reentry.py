"""Who joins after a removal: let in again, or in the group though nobody let them."""

from dataclasses import replace

import pytest

from qungui.engine.reentry import CAME_BACK, HOW_BACK, joined, unforgiven
from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.ledger import AuditKind, Discipline
from qungui.model.order import OrderState
from qungui.model.petition import Petition, PetitionKind, PetitionState, petition_id_of
from tests.support.build import ADVERT, GROUP, NOON, OWNER, PERSON, at, case, docket, order

OUT = order(
    step=2,
    act=Act.REMOVE,
    clause_ids=("R01.4.4b", ADVERT),
    state=OrderState.SERVED,
    served_at=NOON,
    told_at=NOON,
)
BACK = at(days=3)


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


def test_those_in_charge_hear_of_it_and_the_member_how_to_be_let_in():
    change = joined(docket(kept(OUT), now=BACK), BACK)
    assert change.audit.kind is AuditKind.CAME_BACK
    assert [(each.act, each.wanted, each.asked, each.about) for each in change.new_orders] == [
        (Act.REPORT, CAME_BACK, "", OUT.order_id),
        (Act.REPORT, HOW_BACK, PERSON, OUT.order_id),
    ]
    assert change.orders == ()


def test_it_is_told_once_a_day_however_often_they_come():
    first = joined(docket(kept(OUT), now=BACK), BACK)
    told = kept(OUT, *first.new_orders)
    assert joined(docket(told, now=BACK), at(days=3, hours=2)) is None
    assert joined(docket(told, now=BACK), at(days=4)) is not None


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
    assert joined(docket(kept(removal), now=BACK), BACK) is None


@pytest.mark.parametrize("state", [PetitionState.GRANTED, PetitionState.SETTLED])
def test_whose_application_was_granted_was_let_in(state):
    assert unforgiven(kept(OUT, petitions=(application(state),)), BACK) is None


@pytest.mark.parametrize("state", [PetitionState.OPEN, PetitionState.REFUSED])
def test_an_application_alone_lets_nobody_in(state):
    assert unforgiven(kept(OUT, petitions=(application(state),)), BACK) == OUT


@pytest.mark.parametrize("state", [s for s in OrderState if s is not OrderState.VOID])
def test_whoever_was_invited_again_was_let_in_however_far_that_is(state):
    assert unforgiven(kept(OUT, invitation(state)), BACK) is None


def test_an_invitation_that_was_taken_back_is_none():
    assert unforgiven(kept(OUT, invitation(OrderState.VOID)), BACK) == OUT


def test_an_invitation_after_an_earlier_removal_is_none_after_the_next():
    again = replace(OUT, order_id="second", served_at=at(days=2))
    assert unforgiven(kept(OUT, invitation(), again), BACK) == again


@pytest.mark.parametrize(
    "state", [OrderState.HANDED_OVER, OrderState.CLAIMED_DONE, OrderState.OVERDUE]
)
def test_a_join_proves_the_invitation_that_somebody_had(state):
    change = joined(docket(kept(OUT, invitation(state)), now=BACK), BACK)
    (proved,) = change.orders
    assert (proved.state, proved.served_at, proved.due) == (OrderState.PROVED, BACK, None)
    assert change.audit.kind is AuditKind.ORDER_PROVED
    assert change.new_orders == ()


def test_a_join_before_the_invitation_proves_nothing():
    assert joined(docket(kept(OUT, invitation(at=at(days=4))), now=BACK), BACK) is None
