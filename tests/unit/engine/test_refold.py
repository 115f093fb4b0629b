"""What stood on a case that counts no more is taken back, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.calendars.calendar import Calendar
from qungui.engine import decisions, petitions
from qungui.engine.ladders import walk
from qungui.engine.refold import MOST_AT_ONCE, REFOLDED, refold
from qungui.model.act import Act
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.model.ledger import Discipline
from qungui.model.order import OrderState
from qungui.model.petition import PetitionState
from qungui.model.rulebook import ActCall, Counts, Expiry, Ladder, Reset, Sanction
from qungui.model.span import Span, Unit
from qungui.usecases.settle_petition import Settled, SettlePetition
from tests.support.build import (
    ADVERT,
    GROUP,
    LADDER,
    NIGHT,
    PERSON,
    RULEBOOK,
    breach,
    decision,
    group,
)
from tests.support.court import ROLES, Court, climbing, rung, sanctioned

THREE = climbing(rung(Act.VERBAL_WARNING), rung(Act.WARN, at=2), rung(Act.REMOVE, at=3))
ELSEWHERE = "group-2"
TWO_GROUPS = (
    group(roles=ROLES),
    group(group_id=ELSEWHERE, aliases=(Alias("appchat", "chat-2"),), roles=ROLES),
)


def climbed(law=THREE, times=3, **left_open):
    court = Court(law, **left_open)
    return court, [court.breaks(served=True) for _ in range(times)]


def void(court, case):
    now = court.case(case)
    court.do(
        lambda docket: decisions.voided_case(docket.under(now), now, decision()), case.group_id
    )


def in_line(court, group_id=GROUP):
    """How many parts it took."""
    parts = 0
    while (change := refold(court.docket(group_id))) is not None:
        assert len(change.orders) + len(change.new_orders) <= MOST_AT_ONCE + 10
        court.commit(change)
        parts += 1
        assert parts < 99, "it never came into line"
    return parts


def stands(court, group_id=GROUP):
    return [(act, step) for act, step, _ in court.standing(group_id)]


def test_where_all_counts_nothing_is_corrected():
    court, _ = climbed()
    assert refold(court.docket()) is None


def test_without_the_last_case_its_step_is_taken_back_and_the_member_invited():
    court, cases = climbed()
    void(court, cases[2])
    in_line(court)
    assert stands(court) == [(Act.VERBAL_WARNING, 1), (Act.WARN, 2), (Act.REINVITE, 0)]
    assert court.level() == 2
    removal = court.the(Act.REMOVE)
    assert (removal.state, removal.closed.why, removal.closed.by) == (
        OrderState.VOID,
        REFOLDED,
        "",
    )
    assert court.the(Act.REINVITE).about == removal.order_id


@pytest.mark.parametrize("number", [0, 1])
def test_without_an_earlier_case_the_later_ones_stand_a_step_lower(number):
    court, cases = climbed()
    void(court, cases[number])
    in_line(court)
    kept = [case for case in cases if case is not cases[number]]
    assert [(a, s) for a, s in stands(court) if a is not Act.REINVITE] == [
        (Act.VERBAL_WARNING, 1),
        (Act.WARN, 2),
    ]
    assert (Act.REINVITE, 0) in stands(court)
    standing = [order for order in court.orders() if order.stands and order.ladder]
    assert [order.case_ids[0] for order in standing] == [case.case_id for case in kept]
    assert court.level() == 2


def test_what_stands_a_step_lower_was_served_when_the_graver_one_was():
    court, cases = climbed()
    was = [order.served_at for order in court.orders()]
    told = len(court.sent.sent)
    void(court, cases[0])
    in_line(court)
    lower = [order for order in court.orders() if order.stands and order.ladder]
    assert [order.served_at for order in lower] == was[1:]
    assert all(order.state is OrderState.SERVED and order.due is None for order in lower)
    assert [order.why for order in lower] == [REFOLDED, REFOLDED]
    assert len(court.sent.sent) == told  # nobody is told of them as of something new


def test_what_was_not_served_yet_goes_out_as_the_lesser_step():
    court = Court(THREE)
    first = court.breaks(served=True)
    court.breaks()
    void(court, first)
    in_line(court)
    assert [(o.act, o.state) for o in court.orders() if o.stands] == [
        (Act.VERBAL_WARNING, OrderState.NEW)
    ]


def test_without_any_case_nothing_is_left_but_the_record():
    court, cases = climbed()
    before = court.discipline()
    for case in cases:
        void(court, case)
    in_line(court)
    assert stands(court) == [(Act.REINVITE, 0)]
    assert court.level() == 0
    after = court.discipline()
    assert {case.case_id for case in after.cases} == {case.case_id for case in before.cases}
    assert {order.order_id for order in after.orders} >= {o.order_id for o in before.orders}


def test_after_it_a_further_breach_takes_the_step_that_then_is_next():
    court, cases = climbed(times=2)
    void(court, cases[0])
    in_line(court)
    court.breaks(served=True)
    assert stands(court) == [(Act.VERBAL_WARNING, 1), (Act.WARN, 2)]


def test_a_case_that_joined_holds_the_order_up_when_the_first_is_gone():
    court = Court(THREE)
    first, joined = court.breaks(), court.breaks()
    court.serve()
    void(court, first)
    assert in_line(court) == 0
    void(court, joined)
    in_line(court)
    assert stands(court) == []


def test_orders_off_any_ladder_fall_with_their_case_alone():
    law = sanctioned(Sanction(acts=(ActCall(Act.WARN), ActCall(Act.SUSPEND_POSTING))))
    court = Court(law)
    first, other = court.breaks(), court.breaks()
    court.let_go()
    court.serve()
    void(court, first)
    in_line(court)
    assert sorted(stands(court)) == sorted(
        [(Act.WARN, 0), (Act.SUSPEND_POSTING, 0), (Act.RESTORE_POSTING, 0)]
    )
    assert {o.case_ids[0] for o in court.orders() if o.stands and o.act is Act.WARN} == {
        other.case_id
    }


def test_points_that_are_gone_take_their_step_with_them():
    law = climbing(rung(Act.WARN, at=3), rung(Act.REMOVE, at=6))
    law = sanctioned(Sanction(ladder=LADDER, points=3), law)
    court, cases = climbed(law, times=2)
    assert stands(court) == [(Act.WARN, 1), (Act.REMOVE, 2)]
    void(court, cases[0])
    in_line(court)
    assert [(a, s) for a, s in stands(court) if a is not Act.REINVITE] == [(Act.WARN, 1)]


def test_below_the_first_threshold_a_reminder_is_what_is_left():
    law = climbing(rung(Act.WARN, at=2))
    court, cases = climbed(law, times=2)
    assert stands(court) == [(Act.REMIND, 0), (Act.WARN, 1)]
    void(court, cases[0])
    in_line(court)
    assert stands(court) == [(Act.REMIND, 0)]
    assert court.level() == 0


def test_whoever_went_straight_to_a_step_stays_there():
    law = sanctioned(Sanction(ladder=LADDER, straight_to=3), THREE)
    court, cases = climbed(law, times=2)
    assert stands(court) == [(Act.REMOVE, 3), (Act.REMOVE, 3)]
    void(court, cases[0])
    in_line(court)
    assert [each for each in stands(court) if each[0] is Act.REMOVE] == [(Act.REMOVE, 3)]


def test_a_message_that_takes_steps_of_two_ladders_counts_on_each_as_its_clause_says():
    """It warns on one, and goes straight to the removal of the other."""
    law = climbing(rung(Act.WARN))
    grave = Ladder(
        ladder_id="L02", steps=(rung(Act.WARN), rung(Act.REMOVE, at=3, confirm=Role.OWNER))
    )
    straight = replace(law.clause(NIGHT), sanction=Sanction(ladder="L02", straight_to=2))
    clauses = tuple(straight if c.clause_id == NIGHT else c for c in law.clauses)
    law = replace(law, clauses=clauses, ladders={**law.ladders, "L02": grave})
    court = Court(law)
    court.breaks(breaches=(breach(ADVERT), breach(NIGHT)))
    assert stands(court) == [(Act.WARN, 1), (Act.REMOVE, 2)]
    assert refold(court.docket()) is None


def test_what_another_ladder_ordered_for_the_same_case_is_not_ordered_in_place_of_a_graver_step():
    """Its second message is a removal on one ladder, and the same warning on both by and by."""
    law = climbing(rung(Act.WARN), rung(Act.REMOVE, at=2, confirm=Role.OWNER))
    night = replace(law.clause(NIGHT), sanction=Sanction(ladder="L02"))
    clauses = tuple(night if c.clause_id == NIGHT else c for c in law.clauses)
    other = Ladder(ladder_id="L02", steps=(rung(Act.WARN),))
    court = Court(replace(law, clauses=clauses, ladders={**law.ladders, "L02": other}))
    first = court.breaks(served=True)
    court.breaks(served=True, breaches=(breach(ADVERT), breach(NIGHT)))
    assert stands(court) == [(Act.WARN, 1), (Act.WARN, 1), (Act.REMOVE, 2)]
    void(court, first)
    in_line(court)
    assert stands(court) == [(Act.WARN, 1)]


EXPIRIES = {
    "never": Expiry(),
    "each by itself": Expiry(reset=Reset.AFTER, span=Span(10, Unit.DAY)),
    "with the month": Expiry(reset=Reset.EACH, span=Span(1, Unit.MONTH)),
    "after a clean time": Expiry(reset=Reset.CLEAN, span=Span(10, Unit.DAY)),
}


def expiring(kind):
    return climbing(
        rung(Act.VERBAL_WARNING),
        rung(Act.WARN, at=2),
        rung(Act.REMOVE, at=3),
        expiry=EXPIRIES[kind],
    )


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("never", [1, 2, 3]),
        ("each by itself", [1, 2, 1]),
        ("with the month", [1, 2, 1]),
        ("after a clean time", [1, 2, 1]),
    ],
)
def test_what_is_over_stops_counting_and_taking_back_another_case_does_not_change_that(kind, steps):
    court = Court(expiring(kind))
    first = court.breaks(served=True)
    court.breaks(served=True)
    court.later(days=12)  # into the next month, too
    court.breaks(served=True)
    assert [step for _, step in stands(court)] == steps
    void(court, first)
    in_line(court)
    left = [step for act, step in stands(court) if act is not Act.REINVITE]
    assert left == ([1, 2] if kind == "never" else [1, 1])


def test_a_case_without_which_the_member_was_clean_takes_the_level_of_the_next_with_it():
    court = Court(expiring("after a clean time"))
    court.breaks(served=True)
    court.later(days=8)
    between = court.breaks(served=True)
    court.later(days=8)
    court.breaks(served=True)
    assert [step for _, step in stands(court)] == [1, 2, 3]
    void(court, between)
    in_line(court)
    assert [step for act, step in stands(court) if act is not Act.REINVITE] == [1, 1]


def many(court, times):
    """One case after another, each on a ladder that repeats its last step of two acts."""
    return [court.breaks(served=True) for _ in range(times)]


LONG = climbing(rung(Act.VERBAL_WARNING), rung(Act.WARN, Act.DISSUADE, at=2), repeats=True)


def test_more_than_one_change_holds_is_taken_back_in_parts():
    court = Court(LONG)
    cases = many(court, 14)
    for case in cases:
        void(court, case)
    assert len([order for order in court.orders() if order.stands]) == 27
    assert in_line(court) == 2
    assert stands(court) == []


@pytest.mark.parametrize("parts", range(5))
def test_whoever_dies_between_two_parts_loses_nothing(parts):
    """What is left is found anew from what then stands, by whoever comes next."""
    law = climbing(*(rung(Act.WARN, at=n + 1) for n in range(15)))
    court = Court(law)
    cases = many(court, 30)
    petition = pardoned(court, cases[0])
    for _ in range(parts):
        change = refold(court.docket())
        if change is not None:
            court.commit(change)
    SettlePetition(court.move)(petition.ref)
    expected = Court(law)
    again = many(expected, 30)
    SettlePetition(expected.move)(pardoned(expected, again[0]).ref)
    assert stands(court) == stands(expected)
    assert court.level() == expected.level()
    assert court.discipline().petition(petition.petition_id).state is PetitionState.SETTLED


def pardoned(court, case):
    now = court.case(case)
    change = court.do(
        lambda docket: petitions.pardoned(docket.under(now), now, decision()), case.group_id
    )
    return court.discipline(case.group_id).petition(change.petitions[0].petition_id)


COMPANY_WIDE = climbing(
    rung(Act.VERBAL_WARNING),
    rung(Act.WARN, at=2),
    rung(Act.REMOVE, at=3),
    counts=Counts.COMPANY,
)


def in_two_groups():
    court = Court(COMPANY_WIDE, groups=TWO_GROUPS)
    here = court.breaks(served=True)
    there = court.breaks(group_id=ELSEWHERE, served=True)
    last = court.breaks(served=True)
    return court, here, there, last


def test_a_ladder_of_the_whole_company_is_climbed_over_its_groups():
    court, *_ = in_two_groups()
    assert (stands(court), stands(court, ELSEWHERE)) == (
        [(Act.VERBAL_WARNING, 1), (Act.REMOVE, 3)],
        [(Act.WARN, 2)],
    )


@pytest.mark.parametrize("number", range(3))
def test_a_case_of_one_group_that_counts_no_more_is_corrected_in_both(number):
    court, *cases = in_two_groups()
    case = cases[number]
    SettlePetition(court.move)(pardoned(court, case).ref)
    kept = [
        (act, step)
        for group_id in (GROUP, ELSEWHERE)
        for act, step in stands(court, group_id)
        if act is not Act.REINVITE
    ]
    assert sorted(step for _, step in kept) == [1, 2]
    (company,) = court.ledger.company(case.person_id)
    assert company.level == 2
    reinvited = [a for g in (GROUP, ELSEWHERE) for a, _ in stands(court, g) if a is Act.REINVITE]
    assert reinvited == [Act.REINVITE]


def test_a_step_that_a_case_of_another_group_has_joined_stays_for_that_one():
    court = Court(COMPANY_WIDE, groups=TWO_GROUPS)
    here = court.breaks()
    court.breaks(group_id=ELSEWHERE)
    SettlePetition(court.move)(pardoned(court, here).ref)
    assert stands(court) == [(Act.VERBAL_WARNING, 1)]


def test_what_has_joined_from_another_group_can_be_appealed_and_then_nothing_stands():
    court = Court(COMPANY_WIDE, groups=TWO_GROUPS)
    here, there = court.breaks(), court.breaks(group_id=ELSEWHERE)
    SettlePetition(court.move)(pardoned(court, here).ref)
    there = court.case(there)
    made = court.do(lambda d: petitions.appeal(d.under(there), there, "不服", PERSON), ELSEWHERE)
    (appeal,) = (court.discipline(ELSEWHERE).petition(one.petition_id) for one in made.petitions)
    court.do(lambda docket: petitions.granted(docket, appeal, decision()), ELSEWHERE)
    assert SettlePetition(court.move)(appeal.ref) is Settled.SETTLED
    assert stands(court) == []


def test_who_joins_an_episode_when_an_earlier_one_expires_lessens_nothing():
    court = Court(expiring("each by itself"))
    court.breaks(served=True)
    court.later(days=1)
    court.breaks()
    court.later(days=9)  # ten after the first, which does not count any more
    court.breaks()
    assert refold(court.docket()) is None
    assert stands(court) == [(Act.VERBAL_WARNING, 1), (Act.WARN, 2)]


def until_the_first_runs_out(court, groups=(GROUP, GROUP, GROUP)):
    """Three breaches on one step that nobody has served yet, which counts with the last of them."""
    cases = []
    for days, group_id in zip((0, 1, 9), groups, strict=True):
        court.later(days=days)
        cases.append(court.breaks(group_id=group_id))
    return cases


@pytest.mark.parametrize("taken_back", [(1, 2), (2, 1)])
def test_who_is_held_on_a_step_by_later_breaches_is_off_it_once_those_are_taken_back(taken_back):
    court = Court(expiring("each by itself"))
    cases = until_the_first_runs_out(court)
    assert (stands(court), court.level()) == ([(Act.VERBAL_WARNING, 1)], 1)
    for number in taken_back:
        void(court, cases[number])
        in_line(court)
    assert (stands(court), court.level()) == ([(Act.VERBAL_WARNING, 1)], 0)


def test_in_the_whole_company_whoever_is_off_a_step_is_off_it_everywhere():
    expiry = EXPIRIES["each by itself"]
    law = climbing(rung(Act.VERBAL_WARNING), counts=Counts.COMPANY, expiry=expiry)
    court = Court(law, groups=TWO_GROUPS)
    first, *later = until_the_first_runs_out(court, (GROUP, GROUP, ELSEWHERE))
    for case in later:
        SettlePetition(court.move)(pardoned(court, case).ref)
    (company,) = court.ledger.company(first.person_id)
    assert (stands(court), company.level) == ([(Act.VERBAL_WARNING, 1)], 0)


# -- properties ---------------------------------------------------------------------------------

LAWS = st.sampled_from(
    [
        THREE,
        LONG,
        climbing(rung(Act.WARN, at=2), rung(Act.REMOVE, at=4), repeats=True),
        *(expiring(kind) for kind in EXPIRIES),
        sanctioned(Sanction(ladder=LADDER, points=2), climbing(rung(Act.WARN, at=3))),
        sanctioned(Sanction(ladder=LADDER, straight_to=2), THREE),
        sanctioned(Sanction(acts=(ActCall(Act.WARN),))),
    ]
)
GAPS = st.lists(st.sampled_from([0, 1, 4, 9, 12, 40]), min_size=1, max_size=7)


@given(law=LAWS, gaps=GAPS, served=st.lists(st.booleans(), min_size=7), data=st.data())
def test_taking_back_any_cases_comes_to_rest_raises_no_level_and_erases_nothing(
    law, gaps, served, data
):
    court = Court(law)
    cases = []
    for days, is_served in zip(gaps, served, strict=False):
        court.later(days=days)
        cases.append(court.breaks(served=is_served))
    before, levels = court.discipline(), levels_of(court, law)
    for case in data.draw(st.lists(st.sampled_from(cases), unique=True)):
        court.later(days=data.draw(st.sampled_from([0, 1, 12])))
        void(court, case)
        in_line(court)
    after = court.discipline()
    assert refold(court.docket()) is None
    assert levels_of(court, law) <= levels
    assert nothing_is_erased(before, after)
    for order in after.orders:
        if order.stands and not order.act.is_aftermath:
            beside = [o for o in after.orders if o.case_ids[:1] == order.case_ids[:1]]
            counting = [case for case in after.cases if case.counts]
            assert any(holds_up(case, each) for case in counting for each in beside)
    stored = after.standing(RULEBOOK, LADDER).level
    assert stored == levels_of(court, law)


def levels_of(court, law):
    ladder = law.ladders[LADDER]
    return walk(court.discipline(), RULEBOOK, ladder, Calendar.of(law.timezone)).level(court.now)


def holds_up(case, order):
    return case.case_id in order.case_ids or case.order_id == order.order_id


def nothing_is_erased(before: Discipline, after: Discipline) -> bool:
    cases = {case.case_id: case for case in after.cases}
    orders = {order.order_id for order in after.orders}
    same = all(
        replace(cases[c.case_id], state=c.state, voided=None, due=c.due, version=c.version) == c
        for c in before.cases
    )
    return same and all(order.order_id in orders for order in before.orders)
