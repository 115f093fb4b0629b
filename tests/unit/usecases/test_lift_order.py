"""What goes on, or is asked for, is ended by hand; the record of it stays."""

from dataclasses import replace

import pytest

from qungui.engine import demands
from qungui.engine.authority import Bar
from qungui.model.act import Act
from qungui.model.decision import Decision, Word
from qungui.model.order import OrderRef, OrderState
from qungui.model.rulebook import ActCall, Sanction
from qungui.usecases.lift_order import Lifted, LiftOrder
from tests.support.build import GROUP, PERSON
from tests.support.court import ADMIN, MEMBER, OWNER, STRANGER, Court, sanctioned


def word(by=ADMIN):
    return Word(by=by.person_id, why="已整改")


def under(act, **terms):
    """A member against whom *act* was carried out."""
    court = Court(sanctioned(Sanction(acts=(ActCall(act, terms),))))
    court.breaks()
    court.let_go()
    court.serve()
    return court, court.the(act), LiftOrder(court.move)


@pytest.mark.parametrize(
    ("act", "back"),
    [
        (Act.SUSPEND_POSTING, Act.RESTORE_POSTING),
        (Act.SUSPEND_ACCOUNT, Act.REINVITE),
        (Act.REMOVE, Act.REINVITE),
    ],
)
def test_what_goes_on_ends_and_is_undone(act, back):
    court, order, lift = under(act)
    assert lift(order.ref, word()) is Lifted.LIFTED
    now = court.order(order)
    assert (now.state, now.closed.by, now.closed.why) == (
        OrderState.SERVED,
        ADMIN.person_id,
        "已整改",
    )
    assert court.the(back).about == order.order_id
    assert court.the(back).order_id in {one.body["order"] for one in court.sent.sent}
    assert lift(order.ref, word()) is Lifted.ALREADY


@pytest.mark.parametrize(
    ("act", "terms"),
    [
        (Act.RECORD_FINE, {"cny": [100]}),
        (Act.REQUEST_RED_PACKET, {}),
        (Act.REQUIRE_APOLOGY, {"wait_minutes": 30}),
        (Act.PERSUADE_TO_LEAVE, {}),
    ],
)
def test_what_is_asked_for_is_waived(act, terms):
    court, order, lift = under(act, **terms)
    assert lift(order.ref, word()) is Lifted.LIFTED
    now = court.order(order)
    assert (now.state, now.due, now.is_demand_open) == (OrderState.SERVED, None, False)
    assert [made for made, _, _ in court.standing()] == [act]


def test_what_a_member_says_they_did_is_waived_as_well():
    court, order, lift = under(Act.REQUIRE_APOLOGY, wait_minutes=30)
    answer = Decision(by=MEMBER.person_id, at=court.now, why="answered")
    claim = replace(order, closed=answer)
    court.do(lambda docket: demands.claimed(docket.under(claim), claim))
    assert lift(order.ref, word()) is Lifted.LIFTED
    assert court.order(order).closed.by == ADMIN.person_id


def test_what_was_said_cannot_be_lifted():
    court, order, lift = under(Act.WARN)
    assert lift(order.ref, word()) is Lifted.NOTHING_LASTS
    assert court.order(order) == order


def test_what_was_paid_is_not_waived():
    court, order, lift = under(Act.RECORD_FINE, cny=[100])
    court.put(replace(order, state=OrderState.PROVED))
    assert lift(order.ref, word()) is Lifted.NOTHING_LASTS


def test_what_was_not_done_yet_is_not_done():
    court = Court()
    court.breaks()
    lift = LiftOrder(court.move)
    assert lift(court.the(Act.WARN).ref, word()) is Lifted.LIFTED
    assert court.standing() == []


def test_whoever_has_the_card_hears_that_it_is_taken_back():
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.REMOVE),))))
    court.breaks()
    with_owner = replace(
        court.the(Act.REMOVE), state=OrderState.HANDED_OVER, asked=OWNER.person_id, due=None
    )
    order = court.put(with_owner)
    assert LiftOrder(court.move)(order.ref, word()) is Lifted.LIFTED
    assert court.order(order).state is OrderState.VOID
    assert (court.the(Act.REPORT).asked, court.the(Act.REPORT).wanted) == (
        OWNER.person_id,
        "withdrawn",
    )


@pytest.mark.parametrize(("who", "bar"), [(STRANGER, Bar.NO_ROLE), (MEMBER, Bar.OWN_CASE)])
def test_somebody_who_may_not_lifts_nothing(who, bar):
    court, order, lift = under(Act.SUSPEND_POSTING)
    assert lift(order.ref, word(who)) is bar
    assert court.order(order) == order


def test_what_is_nowhere_or_only_follows_from_something_is_not_lifted():
    court, order, lift = under(Act.REMOVE)
    assert lift(OrderRef(GROUP, PERSON, "order-9"), word()) is Lifted.NO_SUCH_ORDER
    lift(order.ref, word())
    assert lift(court.the(Act.REINVITE).ref, word()) is Lifted.NO_SUCH_ORDER
