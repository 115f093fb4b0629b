"""What takes back an act that was carried out, or may have been."""

from dataclasses import replace

import pytest

from qungui.engine.docket import GRACE
from qungui.engine.undoing import ON_HOLD, REFUND, WITHDRAWN, said_to_holder, undoing, voided
from qungui.model.act import Act
from qungui.model.ledger import Discipline
from qungui.model.order import APPEALED, OrderState
from tests.support.build import GROUP, NOON, OWNER, PERSON, at, decision, docket, order

NOTHING_ELSE = docket(Discipline(group_id=GROUP, person_id=PERSON), now=at(hours=1))


def made(of, kept=()):
    known = docket(Discipline(group_id=GROUP, person_id=PERSON, orders=kept), now=at(hours=1))
    return [(each.act, each.wanted, each.asked) for each in undoing(known, of)]


@pytest.mark.parametrize("state", [OrderState.SERVED, OrderState.PROVED, OrderState.CLAIMED_DONE])
@pytest.mark.parametrize(
    ("act", "back"),
    [
        (Act.REMOVE, (Act.REINVITE, "")),
        (Act.SUSPEND_ACCOUNT, (Act.REINVITE, "")),
        (Act.SUSPEND_POSTING, (Act.RESTORE_POSTING, "")),
        (Act.RECORD_FINE, (Act.REPORT, REFUND)),
        (Act.REQUEST_RED_PACKET, (Act.REPORT, REFUND)),
    ],
)
def test_what_was_done_has_an_act_that_undoes_it(act, back, state):
    assert made(order(act=act, state=state)) == [(*back, "")]


@pytest.mark.parametrize("act", [Act.WARN, Act.REMIND, Act.REFER, Act.REQUIRE_APOLOGY, Act.LIST])
def test_words_cannot_be_unsaid(act):
    assert made(order(act=act, state=OrderState.SERVED)) == []


@pytest.mark.parametrize(
    "state", [OrderState.NEW, OrderState.HELD, OrderState.REFUSED, OrderState.VOID]
)
def test_what_was_not_begun_needs_no_undoing(state):
    assert made(order(act=Act.REMOVE, state=state)) == []


@pytest.mark.parametrize(
    "state", [OrderState.SENDING, OrderState.UNKNOWN, OrderState.HELD, OrderState.NEW]
)
def test_a_removal_that_was_begun_may_have_been_done(state):
    assert made(order(act=Act.REMOVE, state=state, attempts=1)) == [(Act.REINVITE, "", "")]


def test_a_suspension_that_was_only_begun_is_not_undone():
    assert made(order(act=Act.SUSPEND_POSTING, state=OrderState.UNKNOWN, attempts=2)) == []


def test_what_undoes_it_waits_until_whoever_has_it_in_hand_must_have_ended():
    under_way = order(act=Act.REMOVE, state=OrderState.SENDING, attempts=1, lease_until=at(hours=2))
    (back,) = undoing(NOTHING_ELSE, under_way)
    assert (back.not_before, back.due) == (at(hours=2), at(hours=2) + GRACE)


def test_what_undoes_it_speaks_of_it_and_counts_nowhere():
    removal = order(act=Act.REMOVE, step=2, state=OrderState.SERVED, served_at=NOON)
    (back,) = undoing(NOTHING_ELSE, removal)
    assert (back.about, back.case_ids, back.clause_ids) == (
        removal.order_id,
        removal.case_ids,
        removal.clause_ids,
    )
    assert (back.ladder, back.step, back.act.is_aftermath) == (None, 0, True)
    assert (back.state, back.at) == (OrderState.NEW, at(hours=1))


@pytest.mark.parametrize("state", [OrderState.HANDED_OVER, OrderState.OVERDUE])
def test_whoever_still_has_the_card_hears_that_it_is_taken_back(state):
    with_owner = order(act=Act.REMOVE, state=state, asked=OWNER)
    assert made(with_owner) == [(Act.REPORT, WITHDRAWN, OWNER)]


def test_a_member_who_is_asked_for_something_holds_no_card():
    assert made(order(act=Act.REQUIRE_APOLOGY, state=OrderState.HANDED_OVER, asked=PERSON)) == []


def test_whoever_has_the_card_of_what_an_appeal_holds_hears_that_it_waits():
    held = order(act=Act.SUSPEND_POSTING, state=OrderState.HELD, why=APPEALED, asked=OWNER)
    (told,) = said_to_holder(NOTHING_ELSE, held, ON_HOLD)
    assert (told.act, told.wanted, told.asked) == (Act.REPORT, ON_HOLD, OWNER)


def test_that_it_waited_does_not_keep_from_hearing_that_it_is_taken_back():
    held = order(act=Act.SUSPEND_POSTING, state=OrderState.HELD, why=APPEALED, asked=OWNER)
    (told,) = said_to_holder(NOTHING_ELSE, held, ON_HOLD)
    assert made(held, (held, told)) == [(Act.REPORT, WITHDRAWN, OWNER)]


def test_it_is_undone_once():
    removal = order(act=Act.REMOVE, state=OrderState.SERVED)
    (back,) = undoing(NOTHING_ELSE, removal)
    assert made(removal, (removal, back)) == []


def test_a_void_order_keeps_all_that_it_was():
    was = order(state=OrderState.HELD, why="assist", due=NOON, lease_until=NOON, not_before=NOON)
    over = voided(was, decision())
    assert over == replace(
        was,
        state=OrderState.VOID,
        closed=decision(),
        due=None,
        lease_until=None,
        not_before=None,
    )
