"""What people decide about findings and orders, and what time decides for them."""

from dataclasses import replace

import pytest

from qungui.engine import decisions
from qungui.engine.docket import GRACE
from qungui.engine.undoing import UNCONFIRMED
from qungui.model.act import Act
from qungui.model.case import CaseState, Weight
from qungui.model.decision import LAPSED
from qungui.model.group import Mode, Role
from qungui.model.ids import Alias
from qungui.model.order import AWAITS_CONFIRMATION, SECOND_PERSON, OrderState
from qungui.model.rulebook import ActCall, Sanction
from qungui.usecases.escalate_case import EscalateCase
from tests.support.build import ADVERT, LADDER, NIGHT, breach, decision
from tests.support.court import ADMIN, OTHER_ADMIN, Court, climbing, rung, sanctioned

CONFIRMED_REMOVAL = sanctioned(Sanction(acts=(ActCall(Act.REMOVE),), confirm=Role.ADMINISTRATOR))
BY_GRAVITY = sanctioned(
    Sanction(
        choices={"light": (ActCall(Act.WARN),), "serious": (ActCall(Act.SUSPEND_ACCOUNT),)},
        confirm=Role.ADMINISTRATOR,
    )
)
SIGHT = {"sender": Alias("userid", "zhangsan"), "occasion": "seen-1"}


def held(law, **left_open):
    """An order that waits for a word."""
    court = Court(law, **left_open)
    court.breaks()
    return court, court.orders()[0]


def confirm(court, case, **said):
    decided = decision(**said)
    return court.do(lambda docket: decisions.confirmed(docket.under(case), case, decided))


def test_a_confirmed_finding_takes_its_step_and_names_who_confirmed():
    court = Court()
    case = court.is_found()
    assert (court.orders(), case.to_review != ()) == ([], True)
    confirm(court, case)
    order, now = court.the(Act.WARN), court.case(case)
    assert (order.state, order.step, order.agreed) == (OrderState.NEW, 1, ("person-admin",))
    assert (now.state, now.due, now.order_id) == (CaseState.CONFIRMED, None, order.order_id)
    assert now.decided == decision()
    assert court.logged()[-1] == "case-confirmed"


def test_a_confirmed_finding_that_joins_a_step_counts_with_all_its_points():
    law = climbing(rung(Act.WARN), rung(Act.REMOVE, at=6))
    grave = replace(law.clause(NIGHT), sanction=Sanction(ladder=LADDER, points=5))
    clauses = tuple(grave if c.clause_id == NIGHT else c for c in law.clauses)
    court = Court(replace(law, clauses=clauses))
    court.breaks()
    found = court.is_found(clause_id=NIGHT)
    confirm(court, found)
    court.serve()
    assert court.case(found).weights == (Weight(LADDER, 5),)
    court.breaks()
    assert [(act, step) for act, step, _ in court.standing()] == [(Act.WARN, 1), (Act.REMOVE, 2)]


def test_what_a_person_has_confirmed_goes_though_the_clause_asks_for_their_word():
    court = Court(CONFIRMED_REMOVAL)
    confirm(court, court.is_found())
    assert court.standing() == [(Act.REMOVE, 0, OrderState.NEW)]


def test_two_must_confirm_what_the_group_says_two_must_confirm():
    court = Court(CONFIRMED_REMOVAL, second_person=(Act.REMOVE,))
    confirm(court, court.is_found(), by=ADMIN.person_id)
    order = court.the(Act.REMOVE)
    assert (order.state, order.why) == (OrderState.HELD, SECOND_PERSON)
    assert order.agreed == (ADMIN.person_id,)


def test_an_automatic_act_that_two_must_confirm_waits_for_both():
    court = Court(climbing(rung(Act.REMOVE)), second_person=(Act.REMOVE,))
    court.breaks()
    first = court.the(Act.REMOVE)
    assert (first.why, first.agreed) == (AWAITS_CONFIRMATION, ())
    court.do(lambda docket: decisions.agreed(docket.under(first), first, ADMIN.person_id))
    second = court.order(first)
    assert (second.why, second.state) == (SECOND_PERSON, OrderState.HELD)
    assert court.sent.sent == []
    court.do(lambda docket: decisions.agreed(docket.under(second), second, OTHER_ADMIN.person_id))
    assert court.order(first).state is OrderState.NEW
    assert court.order(first).agreed == (ADMIN.person_id, OTHER_ADMIN.person_id)


@pytest.mark.parametrize(
    ("choice", "act"),
    [("light", Act.WARN), ("serious", Act.SUSPEND_ACCOUNT), ("", Act.WARN), ("no", Act.WARN)],
)
def test_whoever_confirms_chooses_by_gravity_and_the_lightest_stands_for_no_choice(choice, act):
    court = Court(BY_GRAVITY)
    case = court.is_found()
    confirm(court, case, choice=choice)
    assert [made for made, _, _ in court.standing()] == [act]


def test_what_can_be_chosen_is_what_the_clauses_leave_open():
    court = Court(BY_GRAVITY)
    case = court.is_found()
    assert decisions.choices(court.docket().under(case), case) == ("light", "serious")
    plain = Court()
    case = plain.is_found()
    assert decisions.choices(plain.docket().under(case), case) == ()


def test_a_case_that_is_confirmed_before_it_was_folded_is_answered_whole():
    court = Court()
    both = (breach(NIGHT), breach(ADVERT, automatic=False))
    case = court.breaks(breaches=both)
    fresh = replace(case, escalated=False, order_id="")
    change = decisions.confirmed(court.docket().under(fresh), fresh, decision())
    assert change.clause_counts == {NIGHT: 1, ADVERT: 1}
    assert [order.act for order in change.new_orders] == [Act.WARN]


def test_confirming_adds_what_was_not_answered_before_and_counts_nothing_twice():
    court = Court()
    case = court.breaks(breaches=(breach(NIGHT), breach(ADVERT, automatic=False)))
    assert court.standing() == [(Act.REMIND, 0, OrderState.NEW)]
    change = confirm(court, case)
    assert (change.clause_counts, court.case(case).state) == ({}, CaseState.CONFIRMED)
    assert [act for act, _, _ in court.standing()] == [Act.REMIND, Act.WARN]


def test_a_dismissed_finding_counts_nowhere():
    court = Court()
    case = court.is_found()
    court.do(lambda docket: decisions.dismissed(docket.under(case), case, decision()))
    now = court.case(case)
    assert (now.state, now.due, now.counts, now.to_review) == (
        CaseState.DISMISSED,
        None,
        False,
        (),
    )
    assert court.standing() == []
    assert court.logged()[-1] == "case-dismissed"


def test_what_was_automatic_in_a_dismissed_case_stays():
    court = Court()
    case = court.breaks(breaches=(breach(), breach("R01.4.5", automatic=False)))
    court.do(lambda docket: decisions.dismissed(docket.under(case), case, decision()))
    now = court.case(case)
    assert (now.state, now.counts, now.to_review) == (CaseState.OPEN, True, ())
    assert court.standing() == [(Act.WARN, 1, OrderState.NEW)]


def test_what_was_automatic_is_answered_though_the_rest_was_dismissed_before_anything_was_folded():
    court = Court()
    both = (breach(), breach("R01.4.5", automatic=False))
    case = court.breaks(breaches=both, folded=False)
    court.do(lambda docket: decisions.dismissed(docket.under(case), case, decision()))
    now = court.case(case)
    assert (now.escalated, now.due) == (False, case.due)
    EscalateCase(court.move)(case.ref)
    assert court.standing() == [(Act.WARN, 1, OrderState.NEW)]
    assert (court.case(case).due, court.case(case).to_review) == (None, ())


def test_a_finding_that_nobody_decides_lapses_and_nothing_follows():
    court = Court()
    case = court.is_found()
    court.do(lambda docket: decisions.lapsed(docket.under(case), case))
    now = court.case(case)
    assert (now.state, now.decided.by, now.decided.why) == (CaseState.LAPSED, "", LAPSED)
    assert court.standing() == []


def test_an_order_that_somebody_agrees_to_goes():
    court, order = held(CONFIRMED_REMOVAL)
    court.do(lambda docket: decisions.agreed(docket.under(order), order, ADMIN.person_id))
    now = court.order(order)
    assert (now.state, now.why, now.agreed) == (OrderState.NEW, "", (ADMIN.person_id,))
    assert now.due == court.now + GRACE


def test_a_declined_order_is_taken_back_and_its_case_stays():
    court, order = held(climbing(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR)))
    court.do(lambda docket: decisions.declined(docket.under(order), order, decision()))
    now = court.order(order)
    assert (now.state, now.closed, now.due) == (OrderState.VOID, decision(), None)
    assert court.discipline().cases[0].counts
    assert court.standing() == []


def test_a_declined_step_is_taken_by_the_next_breach():
    """It was not taken, so nothing is skipped."""
    law = climbing(rung(Act.WARN, confirm=Role.ADMINISTRATOR), rung(Act.REMOVE, at=2))
    court, order = held(law)
    court.do(lambda docket: decisions.declined(docket.under(order), order, decision()))
    assert court.level() == 0
    court.breaks()
    assert [(act, step) for act, step, _ in court.standing()] == [(Act.WARN, 1)]


def test_an_order_that_nobody_confirms_lapses():
    court, order = held(CONFIRMED_REMOVAL)
    court.do(lambda docket: decisions.order_lapsed(docket.under(order), order))
    now = court.order(order)
    assert (now.state, now.closed.by, now.closed.why) == (OrderState.VOID, "", LAPSED)


def test_whoever_agreed_alone_hears_that_nobody_else_did_in_time():
    court, order = held(CONFIRMED_REMOVAL, second_person=(Act.REMOVE,))
    court.do(lambda docket: decisions.agreed(docket.under(order), order, ADMIN.person_id))
    alone = court.order(order)
    court.do(lambda docket: decisions.order_lapsed(docket.under(alone), alone))
    told = court.the(Act.REPORT)
    assert court.order(order).state is OrderState.VOID
    assert (told.about, told.wanted, told.asked) == (
        order.order_id,
        UNCONFIRMED,
        ADMIN.person_id,
    )


def test_what_nobody_agreed_to_lapses_without_a_word():
    court, order = held(CONFIRMED_REMOVAL)
    court.do(lambda docket: decisions.order_lapsed(docket.under(order), order))
    assert [each.act for each in court.orders()] == [Act.REMOVE]


def test_a_suspension_is_lifted_and_posting_restored():
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.SUSPEND_POSTING),))))
    court.breaks()
    court.let_go()
    court.serve()
    order = court.the(Act.SUSPEND_POSTING)
    court.do(lambda docket: decisions.lifted(docket.under(order), order, decision()))
    assert court.standing() == [
        (Act.SUSPEND_POSTING, 0, OrderState.SERVED),
        (Act.RESTORE_POSTING, 0, OrderState.NEW),
    ]
    assert court.order(order).closed == decision()


def test_a_bar_that_falls_brings_the_member_back():
    court = Court(climbing(rung(Act.REMOVE)))
    court.breaks(served=True)
    order = court.the(Act.REMOVE)
    court.do(lambda docket: decisions.lifted(docket.under(order), order, decision()))
    assert [act for act, _, _ in court.standing()] == [Act.REMOVE, Act.REINVITE]
    assert court.order(order).state is OrderState.SERVED


def test_what_is_lifted_before_it_was_done_is_not_done():
    court, order = held(CONFIRMED_REMOVAL)
    court.do(lambda docket: decisions.lifted(docket.under(order), order, decision()))
    assert court.standing() == []


def test_a_removal_under_way_that_is_lifted_is_not_begun_anew_and_brings_the_member_back():
    """Whoever has it in hand may have done it; nobody takes it in hand again."""
    court = Court(climbing(rung(Act.REMOVE)))
    court.breaks()
    lease = court.now
    taken = replace(court.the(Act.REMOVE), state=OrderState.SENDING, lease_until=lease, attempts=1)
    order = court.put(taken)
    court.do(lambda docket: decisions.lifted(docket.under(order), order, decision()))
    now = court.order(order)
    assert (now.state, now.may_be_sent(court.later(days=1))) == (OrderState.VOID, False)
    assert court.standing() == [(Act.REINVITE, 0, OrderState.NEW)]


def test_a_finding_by_hand_follows_its_clause():
    court = Court()
    said = decision(why="群里亲眼所见")
    change = court.do(lambda docket: decisions.entered(docket, ADVERT, decision=said, **SIGHT))
    (entered,) = court.discipline().cases
    assert (entered.state, entered.decided, entered.version) == (CaseState.CONFIRMED, said, 0)
    assert entered.breaches[0].reason == "群里亲眼所见"
    assert (entered.message_id, entered.escalated) == ("", True)
    assert court.standing() == [(Act.WARN, 1, OrderState.NEW)]
    assert (change.clause_counts, court.logged()[-1]) == ({ADVERT: 1}, "case-entered")
    assert court.the(Act.WARN).agreed == (said.by,)


def test_a_finding_by_hand_counts_as_any_other():
    court = Court()
    court.breaks(served=True)
    court.later(minutes=5)
    court.do(lambda docket: decisions.entered(docket, ADVERT, decision=decision(), **SIGHT))
    assert [(act, step) for act, step, _ in court.standing()] == [(Act.WARN, 1), (Act.REMOVE, 2)]


def test_an_act_by_hand_stands_off_any_ladder():
    court = Court()
    court.do(
        lambda docket: decisions.entered(
            docket, ADVERT, decision=decision(), act=Act.SEVERE_WARNING, **SIGHT
        )
    )
    (order,) = court.orders()
    assert (order.act, order.ladder, order.step) == (Act.SEVERE_WARNING, None, 0)
    assert (order.agreed, order.clause_ids) == (("person-admin",), (ADVERT,))
    assert court.level() == 0
    court.breaks()
    assert (Act.WARN, 1, OrderState.NEW) in court.standing()


def test_a_removal_by_hand_waits_for_another_one_whatever_the_group_says_of_two():
    court = Court()
    court.do(
        lambda docket: decisions.entered(
            docket, ADVERT, decision=decision(), act=Act.REMOVE, **SIGHT
        )
    )
    order = court.the(Act.REMOVE)
    assert (order.state, order.why, order.agreed) == (
        OrderState.HELD,
        SECOND_PERSON,
        ("person-admin",),
    )


def test_so_does_one_that_follows_from_the_clause_of_a_finding_by_hand():
    court = Court(CONFIRMED_REMOVAL)
    court.do(lambda docket: decisions.entered(docket, ADVERT, decision=decision(), **SIGHT))
    order = court.the(Act.REMOVE)
    assert (order.state, order.why) == (OrderState.HELD, SECOND_PERSON)
    court.do(lambda docket: decisions.agreed(docket, order, OTHER_ADMIN.person_id))
    assert court.the(Act.REMOVE).state is OrderState.NEW


def test_a_removal_for_which_an_earlier_step_stands_goes_on_one_word():
    court = Court()
    court.breaks(served=True)
    court.later(minutes=5)
    court.do(lambda docket: decisions.entered(docket, ADVERT, decision=decision(), **SIGHT))
    assert court.the(Act.REMOVE).state is OrderState.NEW


def test_what_was_ordered_for_the_automatic_part_is_not_ordered_again_when_the_rest_is_confirmed():
    law = sanctioned(Sanction(acts=(ActCall(Act.WARN),)))
    court = Court(law)
    case = court.breaks(breaches=(breach(), breach(automatic=False)))
    order = court.the(Act.WARN)
    confirm(court, case)
    assert court.orders() == [order]
    assert court.case(case).decided == decision()


def test_a_void_case_counts_no_more_and_keeps_all_that_it_was():
    court = Court()
    case = court.breaks()
    court.do(lambda docket: decisions.voided_case(docket.under(case), case, decision()))
    now = court.case(case)
    assert now == replace(
        case, state=CaseState.VOID, voided=decision(), due=None, version=case.version + 1
    )


@pytest.mark.parametrize("mode", [Mode.OFF, Mode.OBSERVE])
def test_what_is_only_observed_needs_nobodys_word(mode):
    court = Court()
    case = court.is_found(mode=mode)
    assert (case.to_review, case.due, case.escalated) == ((), None, True)
