"""What is held, taken back or lapses, and what the member's other cases and orders make of it."""

from dataclasses import replace

import pytest

from qungui.calendars.calendar import Calendar
from qungui.engine import decisions, demands, petitions
from qungui.engine.escalate import escalate
from qungui.engine.ladders import Rung, walk
from qungui.engine.refold import refold
from qungui.engine.undoing import undoing
from qungui.model.act import Act
from qungui.model.case import CaseState, Weight
from qungui.model.decision import Decision
from qungui.model.group import Mode, Role
from qungui.model.ledger import Discipline
from qungui.model.order import (
    APPEALED,
    AWAITS_CONFIRMATION,
    SAID_NO,
    OrderState,
)
from qungui.model.petition import Petition, PetitionKind, PetitionState, petition_id_of
from qungui.model.rulebook import (
    ActCall,
    Clause,
    Disposition,
    Expiry,
    Ladder,
    Reset,
    Sanction,
    Step,
    Trigger,
)
from qungui.model.span import Span, Unit
from tests.support.build import (
    GROUP,
    LADDER,
    PERSON,
    RULEBOOK,
    at,
    breach,
    case,
    docket,
    edition,
    order,
    standing,
)
from tests.support.court import appeals

FIRST, SECOND, THIRD = (
    replace(case(f"m{number}", at=at(minutes=10 * number)), escalated=True) for number in (1, 2, 3)
)
BY = Decision(by="person-admin", at=at(hours=2), why="核实")


def kept(*items, **more):
    """The discipline of one member with these cases, orders and petitions."""
    by_kind = {"cases": [], "orders": [], "petitions": [], "standings": []}
    for item in items:
        by_kind[f"{type(item).__name__.lower()}s"].append(item)
    return Discipline(group_id=GROUP, person_id=PERSON, **{k: tuple(v) for k, v in by_kind.items()})


def served(of, **changes):
    made = order(of, **changes)
    return replace(made, state=OrderState.SERVED, served_at=of.at, told_at=of.at, due=None)


def joined(of, to):
    return replace(of, order_id=to.order_id)


def appeal_of(of, **changes):
    made = Petition(
        petition_id=petition_id_of(PetitionKind.APPEAL, of.case_id),
        kind=PetitionKind.APPEAL,
        group_id=GROUP,
        person_id=PERSON,
        about=of.case_id,
        words="我有异议",
        at=at(hours=1),
        by=PERSON,
        freezes=True,
    )
    return replace(made, **changes)


def three(**more):
    """Warning; severe warning, to be confirmed; removal."""
    steps = (
        Step(acts=(ActCall(Act.WARN),), clause_id="R01.4.4a", at=1),
        Step(
            acts=(ActCall(Act.SEVERE_WARNING),),
            clause_id="R01.4.4a",
            at=2,
            confirm=Role.ADMINISTRATOR,
        ),
        Step(acts=(ActCall(Act.REMOVE),), clause_id="R01.4.4b", at=3),
    )
    return edition(ladders={LADDER: Ladder(ladder_id=LADDER, steps=steps, **more)})


# -- standings --------------------------------------------------------------------------------


@pytest.mark.parametrize("ends", ["declined", "lapsed"])
def test_a_step_that_nobody_confirms_lowers_the_standing_again(ends):
    held = order(SECOND, step=2, act=Act.REMOVE, state=OrderState.HELD, why=AWAITS_CONFIRMATION)
    book = docket(kept(FIRST, SECOND, served(FIRST), held, standing(level=2)))
    change = (
        decisions.declined(book, held, BY)
        if ends == "declined"
        else decisions.order_lapsed(book, held)
    )
    assert {s.ladder: s.level for s in change.standings} == {LADDER: 1, "-": 1}
    assert change.orders[0].state is OrderState.VOID


def test_confirming_another_finding_of_a_case_leaves_it_its_points():
    heavy = replace(
        FIRST,
        weights=(Weight(LADDER, 3, 2),),
        state=CaseState.CONFIRMED,
        decided=BY,
        breaches=(breach(), breach("R01.4.5", automatic=False, mode=Mode.ASSIST)),
    )
    change = escalate(docket(kept(heavy, served(FIRST))), heavy)
    assert [made.act for made in change.new_orders] == [Act.REMOVE]
    assert change.cases[0].weights == heavy.weights


# -- ladders ----------------------------------------------------------------------------------


def test_what_goes_straight_to_a_step_does_not_wait_in_an_open_episode():
    open_warning = order(FIRST)
    stands = walk(
        kept(FIRST, open_warning), RULEBOOK, three().ladders[LADDER], Calendar.of("Asia/Shanghai")
    )
    rung = stands.rung(replace(SECOND, escalated=False, weights=(Weight(LADDER, straight_to=3),)))
    assert isinstance(rung, Rung)
    assert rung.number == 3


def test_who_joins_a_served_step_later_does_not_change_the_order_of_the_steps():
    """The text ends at step 2: what comes after joins it, and so could come to step 1."""
    late = joined(case("m9", at=at(hours=9), escalated=True), served(FIRST))
    both = kept(FIRST, SECOND, late, served(FIRST), served(SECOND, step=2, act=Act.REMOVE))
    assert refold(docket(both)) is None


def test_time_is_clean_only_without_any_breach_in_it():
    month = Expiry(reset=Reset.CLEAN, span=Span(30, Unit.DAY))
    ladder = three(expiry=month).ladders[LADDER]
    between = joined(case("m9", at=at(days=20), escalated=True), served(FIRST))
    for cases, counts in (((FIRST,), False), ((FIRST, between), True)):
        stands = walk(kept(*cases, served(FIRST)), RULEBOOK, ladder, Calendar.of("Asia/Shanghai"))
        assert bool(stands.counting(at(days=40))) == counts


def test_a_case_takes_one_step_of_a_ladder_though_the_graver_one_waits_for_a_person():
    said = replace(FIRST, escalated=False, breaches=(breach(), breach("R01.4.9")))
    straight = Clause(
        clause_id="R01.4.9",
        text="不发有害信息。",
        topic="unlawful-harmful",
        disposition=Disposition.AUTOMATIC,
        sanction=Sanction(ladder=LADDER, straight_to=2),
    )
    law = three()
    law = replace(law, clauses=(*law.clauses, straight))
    change = escalate(docket(kept(said), edition=law), said)
    assert [(made.step, made.state) for made in change.new_orders] == [(2, OrderState.HELD)]


# -- refolding --------------------------------------------------------------------------------


def test_a_lesser_step_that_takes_a_persons_word_waits_for_it():
    gone = replace(FIRST, state=CaseState.VOID)
    removal = order(THIRD, step=3, act=Act.REMOVE)
    stands = kept(gone, SECOND, THIRD, served(SECOND, step=1), removal)
    change = refold(docket(stands, edition=three()))
    lesser = next(made for made in change.new_orders if made.act is Act.SEVERE_WARNING)
    assert lesser.awaits_confirmation


def test_a_case_holds_up_what_it_joined_on_its_own_ladder_only():
    gone = replace(FIRST, state=CaseState.VOID)
    warning = served(FIRST)
    fine = order(FIRST, step=1, act=Act.RECORD_FINE, ladder="other", state=OrderState.VOID)
    change = refold(docket(kept(gone, joined(SECOND, fine), warning, fine)))
    assert [each.order_id for each in change.orders] == [warning.order_id]


def test_who_joined_an_act_that_lapsed_has_joined_its_step():
    gone = replace(FIRST, state=CaseState.VOID)
    lapsed = order(FIRST, act=Act.REQUIRE_APOLOGY, state=OrderState.VOID)
    assert refold(docket(kept(gone, joined(SECOND, lapsed), served(FIRST), lapsed))) is None


# -- appeals ----------------------------------------------------------------------------------


def frozen(of, **changes):
    return order(of, state=OrderState.HELD, why=APPEALED, due=None, **changes)


def test_a_refused_appeal_lets_go_what_its_case_had_joined():
    held = frozen(FIRST)
    appeal = appeal_of(SECOND)
    stands = kept(FIRST, joined(SECOND, held), held, appeal)
    (thawed,) = petitions.refused(docket(stands), appeal, BY).orders
    assert thawed.state is OrderState.NEW
    assert thawed.due is not None


def test_what_two_appeals_hold_waits_for_both():
    held = frozen(FIRST)
    one, other = appeal_of(FIRST), appeal_of(SECOND)
    stands = kept(FIRST, joined(SECOND, held), held, one, other)
    assert petitions.refused(docket(stands), one, BY).orders == ()


def test_an_upheld_appeal_lets_go_what_another_case_still_calls_for():
    gone, held = replace(FIRST, state=CaseState.VOID), frozen(FIRST)
    appeal = appeal_of(FIRST, state=PetitionState.GRANTED, decided=BY)
    stands = kept(gone, joined(SECOND, held), held, appeal)
    (thawed,) = petitions.settled(docket(stands), appeal).orders
    assert thawed.state is OrderState.NEW


def test_what_had_to_be_confirmed_still_has_to_be_after_an_appeal():
    held = order(FIRST, act=Act.REMOVE, state=OrderState.HELD, why=AWAITS_CONFIRMATION)
    law = appeals(edition(), freezes=True)
    book = docket(kept(FIRST, held), edition=law)
    made = petitions.appeal(book, FIRST, "我有异议", PERSON)
    (waits,) = made.orders
    assert not waits.awaits_confirmation
    after = docket(kept(FIRST, waits, made.petitions[0]), edition=law)
    (again,) = petitions.refused(after, made.petitions[0], BY).orders
    assert again.awaits_confirmation


def test_what_was_rehearsed_only_is_not_let_go_by_an_appeal():
    held = order(FIRST, state=OrderState.HELD, why="dry-run: a message", due=None)
    law = appeals(edition(), freezes=True)
    made = petitions.appeal(docket(kept(FIRST, held), edition=law), FIRST, "我有异议", PERSON)
    assert made.orders == ()


def test_what_was_met_during_an_appeal_is_not_demanded_again():
    paid = order(FIRST, act=Act.RECORD_FINE, state=OrderState.PROVED, why=APPEALED, told_at=at())
    appeal = appeal_of(FIRST)
    assert petitions.refused(docket(kept(FIRST, paid, appeal)), appeal, BY).orders == ()


def test_nobody_asks_to_come_back_before_they_are_out():
    removal = order(FIRST, act=Act.REMOVE, state=OrderState.UNKNOWN)
    answer = petitions.way_back(docket(kept(FIRST, removal)), removal, "想回来", PERSON)
    assert answer is petitions.Denied.NOTHING_DONE


# -- undoing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [OrderState.SENDING, OrderState.UNKNOWN, OrderState.HELD])
def test_a_removal_that_was_begun_may_have_worked_and_is_undone(state):
    begun = order(FIRST, act=Act.REMOVE, state=state, attempts=1)
    assert [made.act for made in undoing(docket(kept(FIRST, begun)), begun)] == [Act.REINVITE]
    assert undoing(docket(kept(FIRST, begun)), replace(begun, attempts=0)) == ()


def refusing():
    steps = (
        Step(acts=(ActCall(Act.REQUIRE_APOLOGY),), clause_id="R01.4.4a", at=1),
        Step(acts=(ActCall(Act.REMOVE),), clause_id="R01.4.4b", at=1, on=Trigger.REFUSAL),
    )
    return edition(ladders={LADDER: Ladder(ladder_id=LADDER, steps=steps)})


def test_an_apology_after_all_undoes_a_removal_that_is_on_its_way():
    apology = order(FIRST, act=Act.REQUIRE_APOLOGY, state=OrderState.REFUSED, why=SAID_NO)
    removal = order(FIRST, step=2, act=Act.REMOVE, state=OrderState.SENDING, attempts=1)
    change = demands.met(
        docket(kept(FIRST, apology, removal), edition=refusing()), apology, at(hours=3)
    )
    assert [each.state for each in change.orders] == [OrderState.PROVED, OrderState.VOID]
    assert [made.act for made in change.new_orders] == [Act.REINVITE]


def test_nobody_has_refused_what_somebody_is_yet_to_tell_them():
    with_owner = order(FIRST, act=Act.RECORD_FINE, state=OrderState.HANDED_OVER)
    assert not with_owner.is_demand_open
    assert replace(with_owner, told_at=at()).is_demand_open
