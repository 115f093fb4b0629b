"""Cases -> standing and orders, as regulations §4-5 read them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.engine.docket import GUARD
from qungui.engine.escalate import escalate
from qungui.model.act import Act
from qungui.model.case import Case, CaseState
from qungui.model.group import Mode, Role
from qungui.model.ledger import AuditKind, Change, Discipline
from qungui.model.order import AWAITS_CONFIRMATION, Order, OrderState
from qungui.model.rulebook import (
    ActCall,
    Edition,
    Expiry,
    Ladder,
    Reset,
    Sanction,
    Step,
    Trigger,
)
from qungui.model.span import Span, Unit
from tests.support.build import (
    ADVERT,
    LADDER,
    NIGHT,
    at,
    breach,
    case,
    docket,
    edition,
    settings,
)

LATER = at(hours=2)


def advert(number: int, moment: datetime, **changes) -> Case:
    return case(message_id=f"advert-{number}", at=moment, **changes)


def night_talk(number: int, moment: datetime, occasion: str = "2026-11-25") -> Case:
    talk = breach(clause_id=NIGHT, topic="quiet-hours", occasion=occasion)
    return case(message_id=f"night-{number}", at=moment, breaches=(talk,))


def folded(
    cases: list[Case], serve_after: timedelta | None = None
) -> tuple[list[Order], Discipline]:
    """Escalate *cases* one after another, each order served *serve_after* its case, or never."""
    first = cases[0]
    kept = Discipline(group_id=first.group_id, person_id=first.person_id, cases=tuple(cases))
    for one in cases:
        change = escalate(docket(kept, LATER), one)
        kept = applied(kept, change, serve_after)
    return list(kept.orders), kept


def applied(kept: Discipline, change: Change, serve_after: timedelta | None) -> Discipline:
    orders = change.new_orders
    if serve_after is not None:
        orders = tuple(
            replace(order, state=OrderState.SERVED, served_at=order.at + serve_after)
            for order in orders
        )
    names = {(standing.rulebook, standing.ladder) for standing in change.standings}
    untouched = [s for s in kept.standings if (s.rulebook, s.ladder) not in names]
    bumped = [replace(s, version=s.version + 1) for s in change.standings]
    folded = {case.case_id: case for case in change.cases}
    cases = [folded.get(c.case_id, c) for c in kept.cases]
    return replace(
        kept,
        cases=tuple(cases),
        orders=(*kept.orders, *orders),
        standings=(*untouched, *bumped),
    )


def test_the_first_advert_is_a_warning_that_cites_its_step_and_its_clause():
    orders, kept = folded([advert(1, at())])
    assert [(order.act, order.step, order.clause_ids) for order in orders] == [
        (Act.WARN, 1, ("R01.4.4a", ADVERT))
    ]
    assert kept.standing(orders[0].rulebook, LADDER).level == 1
    assert kept.standing(orders[0].rulebook, GUARD).level == 1


def test_an_advert_after_the_served_warning_is_a_removal():
    orders, kept = folded([advert(1, at()), advert(2, at(minutes=5))], timedelta(minutes=1))
    assert [(order.act, order.step) for order in orders] == [(Act.WARN, 1), (Act.REMOVE, 2)]
    assert orders[1].clause_ids == ("R01.4.4b", ADVERT)
    assert kept.standing(orders[0].rulebook, LADDER).level == 2


def test_an_advert_before_the_warning_is_served_joins_its_episode():
    orders, kept = folded([advert(1, at()), advert(2, at(minutes=5))])
    assert [order.act for order in orders] == [Act.WARN]
    assert [one.order_id for one in kept.cases] == [orders[0].order_id] * 2


def test_an_advert_sent_at_the_very_moment_of_the_warning_joins():
    orders, _ = folded([advert(1, at()), advert(2, at(minutes=1))], timedelta(minutes=1))
    assert [order.act for order in orders] == [Act.WARN]


def test_a_late_advert_from_before_the_warning_joins_though_the_warning_is_served():
    orders, _ = folded([advert(2, at(minutes=5)), advert(1, at())], timedelta(minutes=1))
    assert [order.act for order in orders] == [Act.WARN]


def test_where_the_text_ends_the_ladder_ends():
    cases = [advert(number, at(minutes=5 * number)) for number in range(4)]
    orders, _ = folded(cases, timedelta(minutes=1))
    assert [order.step for order in orders] == [1, 2]


def test_one_message_with_two_breaches_is_one_order_that_cites_both():
    both = (breach(), breach(clause_id=NIGHT, topic="quiet-hours", occasion="2026-11-25"))
    orders, _ = folded([case(breaches=both)])
    assert [(order.act, order.clause_ids) for order in orders] == [
        (Act.WARN, ("R01.4.4a", ADVERT, NIGHT))
    ]


def test_a_night_is_one_reminder_and_the_next_night_another():
    cases = [
        night_talk(1, at(hours=10)),
        night_talk(2, at(hours=13)),
        night_talk(3, at(hours=34), occasion="2026-11-26"),
    ]
    orders, _ = folded(cases)
    assert [order.at for order in orders] == [at(hours=10), at(hours=34)]
    assert {order.act for order in orders} == {Act.REMIND}


@pytest.mark.parametrize(("minutes", "reminders"), [(9.99, 1), (10, 2), (-9.99, 1)])
def test_a_reminder_for_the_same_clause_waits_ten_minutes(minutes, reminders):
    first = case(message_id="long-1", breaches=(breach(clause_id=NIGHT),))
    second = case(message_id="long-2", at=at(minutes=minutes), breaches=(breach(clause_id=NIGHT),))
    orders, _ = folded([first, second])
    assert len(orders) == reminders


def test_a_warning_that_cites_a_clause_has_reminded_of_it():
    night = breach(clause_id=NIGHT, occasion="2026-11-25")
    warned = case(message_id="advert-at-night", breaches=(breach(), night))
    orders, _ = folded([warned, night_talk(1, at(minutes=30))])
    assert [order.act for order in orders] == [Act.WARN]


@pytest.mark.parametrize(
    "harmless",
    [
        {"breaches": (breach(mode=Mode.OBSERVE),)},
        {"state": CaseState.NEEDS_REVIEW, "breaches": (breach(automatic=False),)},
        {"state": CaseState.VOID},
        {"state": CaseState.DISMISSED},
        {"state": CaseState.LAPSED},
    ],
    ids=["observed", "needs-review", "void", "dismissed", "lapsed"],
)
def test_what_does_not_count_is_recorded_and_orders_nothing(harmless):
    one = case(**harmless)
    kept = Discipline(group_id=one.group_id, person_id=one.person_id, cases=(one,))
    change = escalate(docket(kept, LATER), one)
    assert (change.new_orders, change.standings) == ((), ())
    assert change.audit is not None
    assert change.audit.kind is AuditKind.CASE_RECORDED
    assert change.cases[0].escalated
    waits = change.cases[0].state is CaseState.NEEDS_REVIEW
    assert (change.cases[0].due is not None) == waits


def test_an_assisted_clause_waits_for_a_person():
    orders, _ = folded([case(breaches=(breach(mode=Mode.ASSIST),))])
    # Three working days from a Wednesday: to the end of the Monday, by Shanghai's clock.
    monday_is_over = datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert [(order.state, order.why, order.due) for order in orders] == [
        (OrderState.HELD, "assist", monday_is_over)
    ]


def test_what_waits_for_a_person_keeps_nothing_back_that_does_not():
    both = (breach(mode=Mode.ASSIST), breach(NIGHT, topic="quiet-hours", occasion="2026-11-25"))
    orders, _ = folded([case(breaches=both)])
    assert [(order.act, order.state) for order in orders] == [
        (Act.REMIND, OrderState.NEW),
        (Act.WARN, OrderState.HELD),
    ]


def test_an_order_that_nobody_confirmed_has_reminded_nobody():
    held = case(message_id="held", breaches=(breach(NIGHT, mode=Mode.ASSIST, occasion="n"),))
    enforced = case(message_id="next", breaches=(breach(NIGHT, occasion="n"),))
    orders, _ = folded([held, enforced])
    assert [order.state for order in orders] == [OrderState.HELD, OrderState.NEW]


def test_a_void_order_leaves_its_step_open_again():
    first = advert(1, at())
    orders, kept = folded([first])
    undone = replace(
        kept,
        orders=(replace(orders[0], state=OrderState.VOID),),
        cases=(replace(kept.cases[0], state=CaseState.VOID), second := advert(2, at(minutes=5))),
    )
    change = escalate(docket(undone, LATER), second)
    assert [order.step for order in change.new_orders] == [1]


@given(
    minutes=st.lists(st.integers(0, 300), min_size=1, max_size=12, unique=True),
    serve_after=st.none() | st.integers(0, 60),
    data=st.data(),
)
def test_in_any_order_of_arrival_each_step_is_ordered_once_and_only_after_the_last_was_served(
    minutes, serve_after, data
):
    cases = [advert(number, at(minutes=minute)) for number, minute in enumerate(minutes)]
    served = None if serve_after is None else timedelta(minutes=serve_after)
    orders, kept = folded(data.draw(st.permutations(cases)), served)
    steps = [order.step for order in orders]
    assert steps == list(range(1, len(steps) + 1))
    for earlier, further in pairwise(orders):
        assert earlier.served_at is not None
        assert further.at > earlier.served_at
    assert all(one.escalated and one.order_id for one in kept.cases)


def under(*steps: Step, repeats: bool = False) -> Edition:
    """The edition with a ladder of its own for adverts."""
    ladder = Ladder(ladder_id=LADDER, steps=steps, repeats=repeats)
    return edition(ladders={LADDER: ladder})


def rung(*acts: Act, at: int = 1, **more) -> Step:
    return Step(acts=tuple(map(ActCall, acts)), clause_id="R01.4.4a", at=at, **more)


def climbed(law: Edition, cases: list[Case], served: timedelta | None) -> list[tuple[Act, int]]:
    kept = Discipline(group_id=cases[0].group_id, person_id=cases[0].person_id, cases=tuple(cases))
    for one in cases:
        kept = applied(kept, escalate(docket(kept, LATER, edition=law), one), served)
    return [(order.act, order.step) for order in kept.orders]


ADVERTS = [advert(number, at(minutes=5 * number)) for number in range(4)]
SOON = timedelta(minutes=1)


def test_a_step_of_several_acts_orders_each_of_them_once():
    law = under(rung(Act.WARN, Act.REQUIRE_APOLOGY))
    assert climbed(law, ADVERTS, SOON) == [(Act.WARN, 1), (Act.REQUIRE_APOLOGY, 1)]


def test_money_takes_a_persons_word_always_and_the_ladder_waits_for_it():
    law = under(rung(Act.WARN, Act.RECORD_FINE), rung(Act.REMOVE, at=2))
    first, second = ADVERTS[:2]
    kept = Discipline(group_id=first.group_id, person_id=first.person_id, cases=(first, second))
    kept = applied(kept, escalate(docket(kept, LATER, edition=law), first), None)
    warning, fine = kept.orders
    assert (fine.state, fine.why) == (OrderState.HELD, AWAITS_CONFIRMATION)
    told = replace(warning, state=OrderState.SERVED, served_at=at(minutes=1))
    kept = replace(kept, orders=(told, fine))
    change = escalate(docket(kept, LATER, edition=law), second)
    assert (change.new_orders, change.cases[0].order_id) == ((), fine.order_id)


def test_a_ladder_that_repeats_takes_its_last_step_each_time():
    law = under(rung(Act.VERBAL_WARNING), rung(Act.WARN, at=2), repeats=True)
    acts = [act for act, _ in climbed(law, ADVERTS, SOON)]
    assert acts == [Act.VERBAL_WARNING, Act.WARN, Act.WARN, Act.WARN]


def test_what_follows_a_refusal_does_not_follow_a_breach():
    law = under(rung(Act.WARN), rung(Act.REMOVE, at=2, on=Trigger.REFUSAL))
    assert climbed(law, ADVERTS, SOON) == [(Act.WARN, 1)]


def test_a_step_that_a_person_must_confirm_is_held_even_where_the_breach_needs_nobody():
    law = under(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR))
    kept = Discipline(group_id=ADVERTS[0].group_id, person_id=ADVERTS[0].person_id)
    (order,) = escalate(docket(kept, LATER, edition=law), ADVERTS[0]).new_orders
    assert (order.state, order.why) == (OrderState.HELD, AWAITS_CONFIRMATION)


def test_an_act_that_the_steps_of_two_ladders_share_is_ordered_once():
    law = under(rung(Act.WARN))
    graver = (rung(Act.WARN, Act.REQUIRE_APOLOGY, confirm=Role.ADMINISTRATOR),)
    night = replace(law.clause(NIGHT), sanction=Sanction(ladder="L02"))
    law = replace(
        law,
        clauses=tuple(night if c.clause_id == NIGHT else c for c in law.clauses),
        ladders={**law.ladders, "L02": Ladder(ladder_id="L02", steps=graver)},
    )
    both = replace(ADVERTS[0], breaches=(breach(ADVERT), breach(NIGHT)))
    kept = Discipline(group_id=both.group_id, person_id=both.person_id)
    warning, apology = escalate(docket(kept, LATER, edition=law), both).new_orders
    assert (warning.act, warning.ladder, warning.state) == (Act.WARN, LADDER, OrderState.NEW)
    assert (apology.act, apology.ladder, apology.state) == (
        Act.REQUIRE_APOLOGY,
        "L02",
        OrderState.HELD,
    )


def test_a_grave_breach_goes_straight_up():
    law = under(rung(Act.DISSUADE), rung(Act.WARN, at=2), rung(Act.REMOVE, at=3))
    grave = replace(law.clause(ADVERT), sanction=Sanction(ladder=LADDER, straight_to=3))
    law = replace(law, clauses=tuple(grave if c.clause_id == ADVERT else c for c in law.clauses))
    assert climbed(law, ADVERTS[:1], SOON) == [(Act.REMOVE, 3)]


def test_a_breach_that_its_words_send_to_a_lower_step_lowers_nobody():
    law = under(rung(Act.DISSUADE), rung(Act.WARN, at=2), rung(Act.REMOVE, at=3))
    clause = replace(law.clause(ADVERT), sanction=Sanction(ladder=LADDER, straight_to=2))
    law = replace(law, clauses=tuple(clause if c.clause_id == ADVERT else c for c in law.clauses))
    kept = Discipline(group_id=ADVERTS[0].group_id, person_id=ADVERTS[0].person_id)
    for one in ADVERTS[:3]:
        kept = replace(kept, cases=(*kept.cases, one))
        kept = applied(kept, escalate(docket(kept, LATER, edition=law), one), SOON)
    assert [order.step for order in kept.orders] == [2, 3, 2]
    assert kept.standing(kept.orders[0].rulebook, LADDER).level == 3


def test_a_breach_that_is_heard_of_once_it_has_run_out_takes_its_step_and_raises_no_level():
    month = Expiry(reset=Reset.AFTER, span=Span(30, Unit.DAY))
    law = edition(ladders={LADDER: replace(edition().ladders[LADDER], expiry=month)})
    one = ADVERTS[0]
    kept = Discipline(group_id=one.group_id, person_id=one.person_id, cases=(one,))
    change = escalate(docket(kept, at(days=31), edition=law), one)
    assert [(order.act, order.step) for order in change.new_orders] == [(Act.WARN, 1)]
    assert {each.ladder: each.level for each in change.standings} == {LADDER: 0, GUARD: 1}


def test_an_act_that_two_must_confirm_waits_though_the_clause_asks_for_nobody():
    two = settings(second_person=(Act.REMOVE,))
    law = sanctioned(Sanction(acts=(ActCall(Act.REMOVE),)))
    kept = Discipline(group_id=ADVERTS[0].group_id, person_id=ADVERTS[0].person_id)
    (order,) = escalate(docket(kept, LATER, edition=law, settings=two), ADVERTS[0]).new_orders
    assert (order.state, order.why) == (OrderState.HELD, AWAITS_CONFIRMATION)


def test_what_two_must_confirm_keeps_no_warning_back():
    two = settings(second_person=(Act.REMOVE,))
    law = edition()
    night = replace(law.clause(NIGHT), sanction=Sanction(acts=(ActCall(Act.REMOVE),)))
    law = replace(law, clauses=tuple(night if c.clause_id == NIGHT else c for c in law.clauses))
    one = case(breaches=(breach(), breach(NIGHT, topic="quiet-hours")))
    kept = Discipline(group_id=one.group_id, person_id=one.person_id)
    made = escalate(docket(kept, LATER, edition=law, settings=two), one).new_orders
    assert [(order.act, order.state) for order in made] == [
        (Act.WARN, OrderState.NEW),
        (Act.REMOVE, OrderState.HELD),
    ]


def sanctioned(sanction: Sanction) -> Edition:
    law = edition()
    clauses = (replace(c, sanction=sanction) if c.clause_id == ADVERT else c for c in law.clauses)
    return replace(law, clauses=tuple(clauses))


def orders_of(law: Edition, one: Case) -> list[tuple[Act, OrderState, str]]:
    kept = Discipline(group_id=one.group_id, person_id=one.person_id)
    made = escalate(docket(kept, LATER, edition=law), one).new_orders
    return [(order.act, order.state, order.why) for order in made]


def test_of_a_finding_that_a_person_must_confirm_the_words_go_out_and_the_rest_waits():
    both = (ActCall(Act.WARN), ActCall(Act.REMOVE))
    law = sanctioned(Sanction(acts=both, confirm=Role.ADMINISTRATOR))
    assert orders_of(law, ADVERTS[0]) == [
        (Act.WARN, OrderState.NEW, ""),
        (Act.REMOVE, OrderState.HELD, AWAITS_CONFIRMATION),
    ]
    assisted = (breach(automatic=False),)
    confirmed = replace(ADVERTS[0], state=CaseState.CONFIRMED, breaches=assisted)
    assert orders_of(law, confirmed)[1] == (Act.REMOVE, OrderState.NEW, "")


def test_a_ladder_without_a_step_for_a_breach_only_records():
    law = under(rung(Act.REMOVE, on=Trigger.REFUSAL))
    assert orders_of(law, ADVERTS[0]) == []


def test_a_removal_that_waits_for_a_persons_word_keeps_no_warning_back():
    law = edition()
    night = replace(
        law.clause(NIGHT),
        sanction=Sanction(acts=(ActCall(Act.REMOVE),), confirm=Role.ADMINISTRATOR),
    )
    law = replace(law, clauses=tuple(night if c.clause_id == NIGHT else c for c in law.clauses))
    both = (breach(), breach(NIGHT, topic="quiet-hours"))
    assert orders_of(law, case(breaches=both)) == [
        (Act.WARN, OrderState.NEW, ""),
        (Act.REMOVE, OrderState.HELD, AWAITS_CONFIRMATION),
    ]


@pytest.mark.parametrize("act", [Act.SUGGEST_ENCRYPTION, Act.SUGGEST_CHANNEL])
def test_a_suggestion_is_made_no_more_often_than_a_reminder(act):
    law = sanctioned(Sanction(acts=(ActCall(act),)))
    assert climbed(law, [advert(1, at()), advert(2, at(minutes=3))], SOON) == [(act, 0)]


def test_what_follows_beside_a_reminder_follows_each_time_and_the_reminder_does_not():
    law = sanctioned(Sanction(acts=(ActCall(Act.REMIND), ActCall(Act.REFER))))
    two = [advert(1, at()), advert(2, at(minutes=3))]
    assert climbed(law, two, None) == [(Act.REMIND, 0), (Act.REFER, 0), (Act.REFER, 0)]


def test_what_somebody_must_do_by_hand_is_proposed_beside_the_reminder():
    law = sanctioned(Sanction(acts=(ActCall(Act.SUSPEND_POSTING),)))
    night = breach(NIGHT, topic="quiet-hours", occasion="2026-11-25")
    two = [case(breaches=(breach(), night)), night_talk(2, at(minutes=30))]
    assert climbed(law, two, None) == [(Act.REMIND, 0), (Act.SUSPEND_POSTING, 0)]
