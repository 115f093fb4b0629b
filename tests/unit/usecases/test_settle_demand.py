"""What became of what a member was asked for, as somebody says."""

import pytest

from qungui.engine import demands, petitions
from qungui.engine.authority import Bar
from qungui.model.act import Act
from qungui.model.decision import Word
from qungui.model.order import SAID_NO, SILENT, OrderRef, OrderState
from qungui.model.rulebook import ActCall, Sanction
from qungui.usecases.settle_demand import End, Ended, SettleDemand
from tests.support.build import GROUP, PERSON
from tests.support.court import (
    ADMIN,
    MEMBER,
    STRANGER,
    Court,
    appeals,
    climbing,
    on_refusal,
    rung,
    sanctioned,
)

APOLOGY = climbing(rung(ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 30})), on_refusal(Act.REMOVE))
FINE = sanctioned(Sanction(acts=(ActCall(Act.RECORD_FINE, {"cny": [100]}),)))


def word(by=ADMIN, why=""):
    return Word(by=by.person_id, why=why)


def asked(law=APOLOGY, act=Act.REQUIRE_APOLOGY):
    court = Court(law)
    court.breaks()
    court.let_go()
    court.serve()
    return court, court.the(act), SettleDemand(court.move)


def claims(court, order):
    court.do(lambda docket: demands.claimed(docket.under(order), order))


def is_silent(court, order):
    court.do(lambda docket: demands.refused(docket.under(order), order, SILENT))


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (End.MET, OrderState.PROVED),
        (End.REFUSED, OrderState.REFUSED),
        (End.WAIVED, OrderState.SERVED),
    ],
)
def test_an_open_demand_ends_as_somebody_says(end, state):
    court, order, settle = asked()
    assert settle(order.ref, word(why="本人说明"), end) is Ended(end.value)
    now = court.order(order)
    assert (now.state, now.due) == (state, None)
    assert settle(order.ref, word(), End.REFUSED) is Ended.ALREADY
    assert settle(order.ref, word(), End.NOT_MET) is Ended.ALREADY
    assert court.order(order) == now


def test_what_a_member_refused_leads_on_and_is_in_the_log():
    court, order, settle = asked()
    settle(order.ref, word(), End.REFUSED)
    assert court.order(order).why == SAID_NO
    assert court.the(Act.REMOVE).state is OrderState.NEW
    assert court.ledger.audit.verify_chain(GROUP).entries[-1].people["by"] == ADMIN.person_id


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (End.MET, OrderState.PROVED),
        (End.NOT_MET, OrderState.HANDED_OVER),
        (End.WAIVED, OrderState.SERVED),
    ],
)
def test_a_claim_is_looked_at(end, state):
    court, order, settle = asked()
    claims(court, order)
    assert settle(order.ref, word(), end) is Ended(end.value)
    assert court.order(order).state is state


def test_only_a_claim_can_be_not_so():
    court, order, settle = asked()
    assert settle(order.ref, word(), End.NOT_MET) is Ended.ALREADY
    assert court.order(order) == order


@pytest.mark.parametrize("end", [End.MET, End.WAIVED])
def test_what_comes_late_still_ends_it_and_what_it_led_to(end):
    court, order, settle = asked()
    is_silent(court, order)
    assert settle(order.ref, word(), end) is Ended(end.value)
    assert court.the(Act.REMOVE).state is OrderState.VOID


def test_silence_that_led_on_is_not_refused_again():
    court, order, settle = asked()
    is_silent(court, order)
    assert settle(order.ref, word(), End.REFUSED) is Ended.ALREADY


def test_a_fine_is_paid_or_waived_and_the_statement_names_who_said_so():
    court, order, settle = asked(FINE, Act.RECORD_FINE)
    assert order.cny == 100
    assert settle(order.ref, word(), End.MET) is Ended.MET
    paid = court.order(order)
    assert (paid.state, paid.closed.by, paid.is_money_entry) == (
        OrderState.PROVED,
        ADMIN.person_id,
        True,
    )


@pytest.mark.parametrize(("who", "bar"), [(STRANGER, Bar.NO_ROLE), (MEMBER, Bar.OWN_CASE)])
def test_somebody_who_may_not_ends_nothing(who, bar):
    court, order, settle = asked()
    for end in End:
        assert settle(order.ref, word(who), end) is bar
    assert court.order(order) == order


def test_what_nobody_was_asked_for_cannot_end():
    court = Court(APOLOGY)
    court.breaks()
    settle = SettleDemand(court.move)
    assert settle(court.the(Act.REQUIRE_APOLOGY).ref, word(), End.MET) is Ended.NOT_ASKED
    warned = Court()
    warned.breaks(served=True)
    settle = SettleDemand(warned.move)
    assert settle(warned.the(Act.WARN).ref, word(), End.MET) is Ended.NOT_ASKED
    assert settle(OrderRef(GROUP, PERSON, "order-9"), word(), End.MET) is Ended.NO_SUCH_ORDER


def test_no_refusal_counts_while_an_appeal_is_open_that_holds_it():
    court, order, settle = asked(appeals(APOLOGY, freezes=True))
    (case,) = court.discipline().cases
    court.do(lambda docket: petitions.appeal(docket.under(case), case, "不服", PERSON))
    assert settle(order.ref, word(), End.REFUSED) is Ended.APPEALED
    assert settle(order.ref, word(), End.MET) is Ended.MET
