"""Whether an order that is held for a person goes out."""

from dataclasses import replace

import pytest

from qungui.engine import demands, petitions
from qungui.engine.authority import Bar
from qungui.engine.shortfall import Shortfall
from qungui.model.act import Act
from qungui.model.decision import LAPSED, Word
from qungui.model.group import Role
from qungui.model.order import SILENT, OrderRef, OrderState
from qungui.model.rulebook import ActCall
from qungui.usecases.permit_order import Answer, PermitOrder, Permitted
from tests.support.build import GROUP, PERSON, decision
from tests.support.court import (
    ADMIN,
    CLERK,
    MEMBER,
    OTHER_ADMIN,
    STRANGER,
    Court,
    appeals,
    climbing,
    on_refusal,
    rung,
)

GO, DECLINE = Answer.GO, Answer.DECLINE
CONFIRMED = climbing(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR))
DISSUADED = climbing(
    rung(Act.DISSUADE),
    rung(Act.DISSUADE, at=2),
    rung(Act.DISSUADE, at=3),
    rung(Act.REMOVE, at=4, confirm=Role.ADMINISTRATOR),
)


def word(by=ADMIN, why=""):
    return Word(by=by.person_id, why=why)


def held(law=CONFIRMED, **left_open):
    court = Court(law, **left_open)
    court.breaks()
    return court, court.the(Act.REMOVE), PermitOrder(court.move)


def test_what_is_permitted_goes_out_once():
    court, order, permit = held()
    assert permit(order.ref, word(), GO) is Permitted.GOES
    assert court.order(order).state is OrderState.NEW
    assert [one.body["order"] for one in court.sent.sent] == [order.order_id]
    assert permit(order.ref, word(), GO) is Permitted.ALREADY
    assert permit(order.ref, word(), DECLINE) is Permitted.ALREADY


def test_what_is_declined_does_not():
    court, order, permit = held()
    assert permit(order.ref, word(why="再观察"), DECLINE) is Permitted.DECLINED
    now = court.order(order)
    assert (now.state, now.closed.by, now.closed.why) == (
        OrderState.VOID,
        ADMIN.person_id,
        "再观察",
    )
    assert court.sent.sent == []
    assert permit(order.ref, word(), GO) is Permitted.ALREADY


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize(("who", "bar"), [(STRANGER, Bar.NO_ROLE), (MEMBER, Bar.OWN_CASE)])
def test_somebody_who_may_not_permits_and_declines_nothing(who, bar, answer):
    court, order, permit = held()
    assert permit(order.ref, word(who), answer) is bar
    assert court.order(order) == order


def test_it_takes_another_person_where_the_group_says_two():
    court, order, permit = held(second_person=(Act.REMOVE,))
    assert permit(order.ref, word(ADMIN), GO) is Permitted.WAITS_FOR_SECOND
    assert court.sent.sent == []
    assert permit(order.ref, word(ADMIN), GO) is Bar.AGREED
    assert permit(order.ref, word(OTHER_ADMIN), GO) is Permitted.GOES
    assert court.order(order).agreed == (ADMIN.person_id, OTHER_ADMIN.person_id)


def test_the_second_person_may_decline():
    court, order, permit = held(second_person=(Act.REMOVE,))
    permit(order.ref, word(ADMIN), GO)
    assert permit(order.ref, word(CLERK), DECLINE) is Permitted.DECLINED
    assert court.order(order).state is OrderState.VOID


def refused():
    """An apology that did not come in time, and the removal that is proposed for it."""
    step = rung(ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 30}))
    court = Court(climbing(step, on_refusal(Act.REMOVE, confirm=Role.ADMINISTRATOR)))
    court.breaks(served=True)
    asked = court.the(Act.REQUIRE_APOLOGY)
    court.do(lambda docket: demands.refused(docket.under(asked), asked, SILENT))
    return court, court.order(asked)


def test_what_was_asked_for_and_came_after_all_leaves_nothing_to_permit():
    court, asked = refused()
    removal = court.the(Act.REMOVE)
    court.do(lambda docket: demands.met(docket.under(asked), asked, court.now))
    permit = PermitOrder(court.move)
    assert permit(removal.ref, word(), GO) is Permitted.NOT_NEEDED
    assert permit.of_act(GROUP, PERSON, Act.REMOVE, word()) is Permitted.NOT_NEEDED


def test_while_an_appeal_is_open_that_holds_it_nothing_goes():
    court, order, permit = held(appeals(CONFIRMED, freezes=True))
    (case,) = court.discipline().cases
    court.do(lambda docket: petitions.appeal(docket.under(case), case, "不服", PERSON))
    assert permit(order.ref, word(), GO) is Permitted.APPEALED
    assert permit.of_act(GROUP, PERSON, Act.REMOVE, word()) is Permitted.APPEALED
    (petition,) = court.discipline().petitions
    court.do(lambda docket: petitions.refused(docket, petition, decision()))
    assert permit(order.ref, word(), GO) is Permitted.GOES


def test_an_order_that_is_nowhere_is_not_permitted():
    _, _, permit = held()
    assert permit(OrderRef(GROUP, PERSON, "order-9"), word(), GO) is Permitted.NO_SUCH_ORDER


def test_a_removal_by_name_is_the_one_that_waits():
    court, order, permit = held()
    assert permit.of_act(GROUP, PERSON, Act.REMOVE, word()) is Permitted.GOES
    assert court.order(order).state is OrderState.NEW
    assert permit.of_act(GROUP, PERSON, Act.REMOVE, word()) is Permitted.ALREADY


def test_where_the_ladder_does_not_reach_so_far_it_says_how_far():
    court = Court(DISSUADED)
    for _ in range(2):
        court.breaks(served=True)
    found = PermitOrder(court.move).of_act(GROUP, PERSON, Act.REMOVE, word())
    assert isinstance(found, Shortfall)
    assert (found.step.at, found.counted) == (4, 2)
    assert [order.act for order in found.stands] == [Act.DISSUADE, Act.DISSUADE]


def test_a_removal_of_long_ago_does_not_stand_for_one_that_is_not_reached():
    court = Court(DISSUADED)
    for _ in range(4):
        court.breaks(served=True)
    permit = PermitOrder(court.move)
    permit.of_act(GROUP, PERSON, Act.REMOVE, word())
    court.serve()
    found = permit.of_act(GROUP, PERSON, Act.REMOVE, word())
    assert isinstance(found, Shortfall)


def test_what_lapsed_is_not_permitted_any_more():
    court, order, permit = held()
    over = decision(by="", why=LAPSED)
    court.put(replace(order, state=OrderState.VOID, closed=over, due=None))
    assert permit(order.ref, word(), GO) is Permitted.ALREADY
