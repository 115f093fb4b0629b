"""Findings by hand, in the same ledger as all others."""

from dataclasses import replace

import pytest

from qungui.engine.authority import Bar
from qungui.model.act import SANCTIONS, Act
from qungui.model.case import CaseState
from qungui.model.decision import Word
from qungui.model.order import SECOND_PERSON, OrderState
from qungui.usecases.enter_finding import Entered, EnterFinding, Sight
from tests.support.build import ADVERT, GROUP, NIGHT, PERSON
from tests.support.court import ADMIN, CLERK, MEMBER, OTHER_ADMIN, OWNER, STRANGER, Court

SEEN = Sight(group_id=GROUP, person_id=PERSON, clause_id=ADVERT, occasion="command-1")


def word(by=ADMIN):
    return Word(by=by.person_id, why="群里亲眼所见")


def entering(**left_open):
    court = Court(**left_open)
    return court, EnterFinding(court.move, court.people)


def test_a_strike_by_hand_follows_its_clause():
    court, enter = entering()
    assert enter(SEEN, word()) is Entered.ENTERED
    (case,) = court.discipline().cases
    assert (case.ref, case.state) == (SEEN.ref, CaseState.CONFIRMED)
    assert (case.decided.by, case.sender) == (ADMIN.person_id, MEMBER.aliases[0])
    assert court.standing() == [(Act.WARN, 1, OrderState.NEW)]
    assert len(court.sent.sent) == 1


def test_a_warning_by_hand_is_that_and_no_step():
    court, enter = entering()
    assert enter(replace(SEEN, act=Act.WARN), word()) is Entered.ENTERED
    assert court.standing() == [(Act.WARN, 0, OrderState.NEW)]


def test_one_occasion_is_entered_once_and_another_once_more():
    court, enter = entering()
    enter(SEEN, word())
    was = court.discipline()
    assert enter(SEEN, word(CLERK)) is Entered.ALREADY
    assert court.discipline() == was
    assert enter(replace(SEEN, occasion="command-2"), word()) is Entered.ENTERED
    assert enter(replace(SEEN, clause_id=NIGHT), word()) is Entered.ENTERED
    assert len(court.discipline().cases) == 3


@pytest.mark.parametrize("who", [ADMIN, OTHER_ADMIN, OWNER, CLERK])
def test_anybody_who_runs_the_group_may(who):
    _, enter = entering()
    assert enter(SEEN, word(who)) is Entered.ENTERED


@pytest.mark.parametrize(("who", "bar"), [(STRANGER, Bar.NO_ROLE), (MEMBER, Bar.OWN_CASE)])
def test_nobody_else_may(who, bar):
    court, enter = entering()
    assert enter(SEEN, word(who)) is bar
    assert court.discipline().cases == ()


def test_what_two_must_confirm_waits_for_the_other():
    court, enter = entering(second_person=(Act.REMOVE,))
    assert enter(replace(SEEN, act=Act.REMOVE), word()) is Entered.WAITS_FOR_SECOND
    order = court.the(Act.REMOVE)
    assert (order.why, order.agreed) == (SECOND_PERSON, (ADMIN.person_id,))
    assert court.sent.sent == []


@pytest.mark.parametrize("act", sorted(set(Act) - set(SANCTIONS)))
def test_only_what_a_clause_may_order_can_be_ordered_by_hand(act):
    _, enter = entering()
    assert enter(replace(SEEN, act=act), word()) is Entered.NO_SANCTION


def test_a_clause_or_a_person_that_nobody_knows_leads_to_nothing():
    court, enter = entering()
    assert enter(replace(SEEN, clause_id="R99.1"), word()) is Entered.NO_SUCH_CLAUSE
    assert enter(replace(SEEN, person_id="person-9"), word()) is Entered.NO_SUCH_PERSON
    assert court.discipline().cases == ()
