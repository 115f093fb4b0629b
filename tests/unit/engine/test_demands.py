"""What a member was asked for, and what becomes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.engine import demands
from qungui.engine.demands import MET_AFTER_ALL, deadline
from qungui.engine.docket import GRACE
from qungui.model.act import Act
from qungui.model.group import Mode, Role
from qungui.model.order import AWAITS_CONFIRMATION, SAID_NO, SILENT, OrderState
from qungui.model.rulebook import ActCall, Ladder, Sanction
from qungui.model.span import Span, Unit
from tests.support.build import LADDER, NIGHT, at, breach, decision
from tests.support.court import ADMIN, MEMBER, Court, climbing, on_refusal, rung, sanctioned

APOLOGY = ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 30})
LADDERED = climbing(rung(Act.WARN, APOLOGY), on_refusal(Act.REMOVE))


def asked(law=LADDERED, act=Act.REQUIRE_APOLOGY, **left_open):
    """A member who was told what they owe."""
    court = Court(law, **left_open)
    court.breaks(served=True)
    return court, court.the(act)


def with_terms(act, **terms):
    return sanctioned(Sanction(acts=(ActCall(act, terms),)))


@pytest.mark.parametrize(
    ("terms", "until"),
    [
        ({"wait_minutes": 30}, timedelta(minutes=30)),
        ({"wait_hours": 24}, timedelta(hours=24)),
        ({"within": Span(2, Unit.HOUR)}, timedelta(hours=2)),
        ({}, None),
    ],
)
def test_whoever_is_asked_has_the_time_that_is_written_or_the_group_waits(terms, until):
    court = Court(with_terms(Act.REQUIRE_APOLOGY, **terms))
    court.breaks()
    order = court.the(Act.REQUIRE_APOLOGY)
    expected = None if until is None else court.now + until
    assert deadline(court.docket().under(order), order) == expected


def test_within_some_days_is_until_the_end_of_the_last_one():
    court = Court(with_terms(Act.REQUIRE_APOLOGY, within=Span(1, Unit.DAY)))
    court.breaks()  # on a Wednesday at noon, in Shanghai
    order = court.the(Act.REQUIRE_APOLOGY)
    assert deadline(court.docket().under(order), order) == at(hours=36)


def test_money_has_no_deadline_of_its_own():
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.RECORD_FINE, {"cny": [100]}),))))
    court.breaks()
    order = court.the(Act.RECORD_FINE)
    assert (deadline(court.docket().under(order), order), order.cny) == (None, 100)


def test_said_to_the_member_the_step_counts_and_their_time_runs():
    court, order = asked()
    assert order.state is OrderState.HANDED_OVER
    assert order.is_demand_open
    assert (order.asked, order.served_at, order.told_at) == (MEMBER.person_id, court.now, court.now)
    assert order.until == order.due == order.not_before == court.now + timedelta(minutes=30)


def test_what_is_done_ends_it_and_names_who_said_so():
    court, order = asked()
    said = decision()
    court.do(lambda docket: demands.met(docket.under(order), order, court.now, said))
    done = court.order(order)
    assert (done.state, done.closed, done.due, done.not_before) == (
        OrderState.PROVED,
        said,
        None,
        None,
    )
    assert not done.is_demand_open
    assert Act.REMOVE not in [act for act, _, _ in court.standing()]


def test_what_is_done_before_it_was_asked_for_counts_from_then():
    court = Court(LADDERED)
    court.breaks()
    order = court.the(Act.REQUIRE_APOLOGY)
    court.do(lambda docket: demands.met(docket.under(order), order, court.now))
    assert court.order(order).served_at == court.now


def test_a_claim_stops_the_clock_until_somebody_looks():
    court, order = asked()
    court.do(lambda docket: demands.claimed(docket.under(order), order))
    claimed = court.order(order)
    assert (claimed.state, claimed.is_claim, claimed.not_before) == (
        OrderState.CLAIMED_DONE,
        True,
        None,
    )
    assert claimed.due == court.docket().review_ends


def test_a_claim_that_is_not_so_leaves_the_member_what_is_left_of_their_time():
    court, order = asked()
    said = replace(order, wanted="抱歉行了吧", closed=decision(by=MEMBER.person_id))
    court.do(lambda docket: demands.claimed(docket.under(order), said))
    claimed = court.order(order)
    court.do(lambda docket: demands.returned(docket.under(claimed), claimed, ADMIN.person_id))
    again = court.order(order)
    assert (again.state, again.closed) == (OrderState.HANDED_OVER, None)
    assert again.until == again.due == again.not_before == order.until


@pytest.mark.parametrize(
    ("why", "state"), [(SAID_NO, OrderState.REFUSED), (SILENT, OrderState.OVERDUE)]
)
def test_a_refusal_or_silence_brings_about_the_step_that_is_written_for_it(why, state):
    court, order = asked()
    court.do(lambda docket: demands.refused(docket.under(order), order, why))
    over, removal = court.order(order), court.the(Act.REMOVE)
    assert (over.state, over.why, over.due) == (state, why, None)
    assert (removal.state, removal.step, removal.ladder) == (OrderState.NEW, 2, LADDER)
    assert removal.clause_ids[1:] == order.clause_ids
    assert removal.case_ids == order.case_ids
    assert removal.due == court.now + GRACE
    assert court.level() == 2


def test_a_refusal_is_answered_once():
    court, order = asked()
    court.do(lambda docket: demands.silent(docket.under(order), order))
    over = court.order(order)
    change = demands.refused(court.docket().under(over), over, SAID_NO)
    assert change.new_orders == ()


def test_what_another_ladder_ordered_for_the_same_case_is_not_ordered_again_by_a_refusal():
    """The message goes straight to the removal of another ladder, which waits for a word."""
    steps = (rung(Act.WARN), rung(Act.REMOVE, at=2, confirm=Role.OWNER))
    grave = Ladder(ladder_id="L02", steps=steps)
    straight = replace(LADDERED.clause(NIGHT), sanction=Sanction(ladder="L02", straight_to=2))
    clauses = tuple(straight if c.clause_id == NIGHT else c for c in LADDERED.clauses)
    law = replace(LADDERED, clauses=clauses, ladders={**LADDERED.ladders, "L02": grave})
    court = Court(law)
    court.breaks(served=True, breaches=(breach(), breach(NIGHT)))
    demand, removal = court.the(Act.REQUIRE_APOLOGY), court.the(Act.REMOVE)
    court.do(lambda docket: demands.refused(docket.under(demand), demand, SAID_NO))
    assert court.order(demand).state is OrderState.REFUSED
    assert court.the(Act.REMOVE) == removal
    assert court.level() == demand.step


def test_where_no_step_is_written_for_a_refusal_none_is_taken():
    court, order = asked(climbing(rung(APOLOGY)))
    change = court.do(lambda docket: demands.silent(docket.under(order), order))
    assert change.new_orders == ()
    assert court.order(order).state is OrderState.OVERDUE


def test_off_any_ladder_a_refusal_leads_to_nothing():
    court, order = asked(with_terms(Act.REQUIRE_APOLOGY, wait_minutes=5))
    assert demands.silent(court.docket().under(order), order).new_orders == ()


def test_a_step_of_several_acts_follows_a_refusal_whole():
    law = climbing(rung(APOLOGY), on_refusal(Act.SEVERE_WARNING, Act.PERSUADE_TO_LEAVE))
    court, order = asked(law)
    change = court.do(lambda docket: demands.silent(docket.under(order), order))
    assert [made.act for made in change.new_orders] == [Act.SEVERE_WARNING, Act.PERSUADE_TO_LEAVE]


def test_the_step_after_a_refusal_waits_where_somebody_must_confirm_it():
    law = climbing(rung(APOLOGY), on_refusal(Act.REMOVE, confirm=Role.ADMINISTRATOR))
    court, order = asked(law)
    court.do(lambda docket: demands.silent(docket.under(order), order))
    removal = court.the(Act.REMOVE)
    assert (removal.state, removal.why) == (OrderState.HELD, AWAITS_CONFIRMATION)
    assert removal.due == court.docket().review_ends


def test_an_act_that_two_must_confirm_does_not_follow_a_refusal_by_itself():
    court, order = asked(second_person=(Act.REMOVE,))
    court.do(lambda docket: demands.silent(docket.under(order), order))
    assert court.the(Act.REMOVE).why == AWAITS_CONFIRMATION


def test_where_the_group_lets_a_clause_only_propose_the_step_after_a_refusal_is_proposed_too():
    court = Court(LADDERED)
    court.breaks(breaches=(breach(mode=Mode.ASSIST),))
    court.let_go()
    court.serve()
    order = court.the(Act.REQUIRE_APOLOGY)
    court.do(lambda docket: demands.silent(docket.under(order), order))
    assert court.the(Act.REMOVE).awaits_confirmation


@pytest.mark.parametrize("end", ["met", "waived"])
def test_done_or_waived_after_all_takes_back_the_step_that_nobody_has_carried_out(end):
    court, order = asked()
    court.do(lambda docket: demands.silent(docket.under(order), order))
    over, said = court.order(order), decision()
    if end == "met":
        court.do(lambda docket: demands.met(docket.under(over), over, court.now, said))
    else:
        court.do(lambda docket: demands.waived(docket.under(over), over, said))
    removal = court.the(Act.REMOVE)
    assert (removal.state, removal.due) == (OrderState.VOID, None)
    why = MET_AFTER_ALL if end == "met" else said.why
    assert (removal.closed.by, removal.closed.why) == (said.by, why)


def test_done_after_all_does_not_undo_a_removal_that_was_carried_out():
    court, order = asked()
    court.do(lambda docket: demands.silent(docket.under(order), order))
    court.serve()
    over = court.order(order)
    court.do(lambda docket: demands.met(docket.under(over), over, court.now))
    assert court.the(Act.REMOVE).state is OrderState.SERVED


def test_what_is_waived_keeps_its_place_on_the_ladder():
    court, order = asked()
    said = decision(why="已当面道歉")
    court.do(lambda docket: demands.waived(docket.under(order), order, said))
    waived = court.order(order)
    assert (waived.state, waived.closed, waived.due) == (OrderState.SERVED, said, None)
    assert waived.step == 1


def test_what_follows_a_met_demand_is_no_step_for_the_next_breach():
    """Whoever apologised and does it again takes the step for a breach, where there is one."""
    law = climbing(rung(APOLOGY), rung(Act.WARN, at=2), on_refusal(Act.REMOVE))
    court, order = asked(law)
    court.do(lambda docket: demands.met(docket.under(order), order, court.now))
    court.breaks()
    assert [act for act, _, _ in court.standing()] == [Act.REQUIRE_APOLOGY, Act.WARN]


def test_a_fine_is_larger_the_second_time_and_never_above_its_cap():
    terms = {"cny": [50, 100, 200], "cap": 300}
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.RECORD_FINE, terms),))))
    for _ in range(4):
        court.breaks()
    assert [order.cny for order in court.orders()] == [50, 100, 150, 0]


def test_a_cap_for_each_month_begins_anew():
    terms = {"cny": [50], "cap": 60, "per": Span(1, Unit.MONTH)}
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.RECORD_FINE, terms),))))
    for days in (0, 1, 40):
        court.later(days=days)
        court.breaks()
    assert [order.cny for order in court.orders()] == [50, 10, 50]


def test_a_fine_that_was_taken_back_is_not_counted():
    terms = {"cny": [50, 100]}
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.RECORD_FINE, terms),))))
    court.breaks()
    court.put(replace(court.the(Act.RECORD_FINE), state=OrderState.VOID))
    court.breaks()
    assert court.the(Act.RECORD_FINE).cny == 50


def test_every_end_of_a_demand_is_in_the_log_with_who_said_it():
    court, order = asked()
    court.do(lambda docket: demands.refused(docket.under(order), order, SAID_NO, by="person-x"))
    entry = court.ledger.audit.verify_chain(order.group_id).entries[-1]
    assert (entry.kind.value, entry.people["by"]) == ("demand-refused", "person-x")
    assert entry.facts["order"] == order.order_id
