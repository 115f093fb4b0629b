"""Appeals and ways back, from the first word to the last thing that is taken back."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from qungui.engine import decisions, demands, petitions
from qungui.engine.docket import GRACE
from qungui.engine.petitions import Denied, NotYet, is_frozen
from qungui.engine.refold import refold
from qungui.engine.undoing import ON_HOLD
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.group import Role
from qungui.model.order import APPEALED, AWAITS_CONFIRMATION, LIMIT, OrderState
from qungui.model.petition import MOST_WORDS, PetitionKind, PetitionState, petition_id_of
from qungui.model.rulebook import ActCall, Sanction
from qungui.model.span import Span, Unit
from tests.support.build import decision, edition
from tests.support.court import (
    CLERK,
    MEMBER,
    OWNER,
    Court,
    appeals,
    climbing,
    on_refusal,
    rung,
    sanctioned,
)

WORDS = "我没有发广告"
CLERKS = decision(by=CLERK.person_id, why="经复核")


FREEZING = appeals(climbing(rung(Act.WARN), rung(Act.REMOVE, at=2)), freezes=True)


def appealed(court, case, by=MEMBER.person_id):
    """The open appeal of the member against *case*."""
    court.do(lambda docket: petitions.appeal(docket.under(case), case, WORDS, by))
    return of(court, case)


def of(court, about, kind=PetitionKind.APPEAL):
    item_id = about.case_id if kind is PetitionKind.APPEAL else about.order_id
    return court.discipline().petition(petition_id_of(kind, item_id))


def grant(court, petition, decided=CLERKS):
    court.do(lambda docket: petitions.granted(docket, petition, decided))
    settle(court)
    granted = court.discipline().petition(petition.petition_id)
    if granted.state is PetitionState.GRANTED:
        court.do(lambda docket: petitions.settled(docket, granted))


def refuse(court, petition):
    now = replace(CLERKS, at=court.now)
    court.do(lambda docket: petitions.refused(docket, petition, now))


def settle(court):
    while (change := refold(court.docket())) is not None:
        court.commit(change)


def told(court):
    """What the member hears of petitions."""
    return [
        order.wanted
        for order in court.orders()
        if (order.act, order.asked) == (Act.REPORT, MEMBER.person_id)
    ]


def denied(court, case):
    return petitions.appeal(court.docket().under(case), case, WORDS, MEMBER.person_id)


def test_an_appeal_is_opened_in_one_step():
    court = Court()
    case = court.breaks(served=True)
    petition = appealed(court, case)
    assert (petition.state, petition.about, petition.by) == (
        PetitionState.OPEN,
        case.case_id,
        MEMBER.person_id,
    )
    assert (petition.words, petition.at) == (WORDS, court.now)
    assert petition.due == court.docket().review_ends
    assert court.logged()[-1] == "petitioned"


def test_of_very_many_words_the_first_are_kept():
    court = Court()
    case = court.breaks(served=True)
    change = petitions.appeal(court.docket().under(case), case, "字" * 9999, "p")
    assert len(change.petitions[0].words) == MOST_WORDS


def test_one_case_has_one_appeal():
    court = Court()
    case = court.breaks(served=True)
    appealed(court, case)
    assert denied(court, case) is Denied.MADE_BEFORE
    refuse(court, of(court, case))
    assert denied(court, case) is Denied.MADE_BEFORE


@pytest.mark.parametrize(("days", "outcome"), [(0, "made"), (6.9, "made"), (8.5, Denied.TOO_LATE)])
def test_where_the_regulation_names_no_time_the_group_does(days, outcome):
    """Seven days: from the day after the member was told to the end of the seventh."""
    court = Court()
    case = court.breaks(served=True)
    court.later(days=days)
    found = denied(court, case)
    assert found is outcome if outcome is Denied.TOO_LATE else found.petitions


def test_the_regulations_own_time_goes_before_the_groups():
    court = Court(appeals(edition(), within=Span(2, Unit.HOUR)))
    case = court.breaks(served=True)
    court.later(hours=2)
    assert denied(court, case).petitions
    court.later(seconds=1)
    assert denied(court, case) is Denied.TOO_LATE


def test_the_time_runs_from_when_the_member_was_told_not_from_the_message():
    court = Court()
    case = court.breaks()
    court.later(days=9)
    court.serve()
    court.later(days=1)
    assert denied(court, case).petitions


@pytest.mark.parametrize("state", [CaseState.VOID, CaseState.DISMISSED, CaseState.LAPSED])
def test_what_does_not_count_cannot_be_appealed(state):
    court = Court()
    case = replace(court.breaks(served=True), state=state)
    assert denied(court, case) is Denied.NOTHING_DONE


def test_what_led_to_nothing_cannot_be_appealed():
    court = Court()
    assert denied(court, court.is_found()) is Denied.NOTHING_DONE


def test_a_case_that_joined_an_order_can_be_appealed():
    court = Court()
    court.breaks()
    joined = court.breaks()
    court.serve()
    assert denied(court, joined).petitions


def test_where_the_regulation_does_not_say_so_nothing_waits_for_an_appeal():
    court = Court()
    case = court.breaks()
    appealed(court, case)
    assert court.the(Act.WARN).state is OrderState.NEW


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"state": OrderState.HELD, "why": "budget", "not_before": None},
        {"state": OrderState.UNKNOWN, "attempts": 1},
    ],
)
def test_where_it_does_what_was_ordered_waits_and_then_goes_on(changes):
    court = Court(FREEZING)
    case = court.breaks()
    court.put(replace(court.the(Act.WARN), **changes))
    petition = appealed(court, case)
    waits = court.the(Act.WARN)
    assert (waits.state, waits.why, waits.due) == (OrderState.HELD, APPEALED, None)
    assert not waits.may_be_sent(court.later(days=30))
    refuse(court, petition)
    goes = court.the(Act.WARN)
    assert (goes.state, goes.why, goes.due) == (OrderState.NEW, "", court.now + GRACE)
    assert is_frozen(waits)
    assert not is_frozen(goes)


def test_a_removal_that_the_limit_holds_waits_for_the_appeal_before_it_waits_for_the_limit():
    court = Court(FREEZING)
    court.breaks(served=True)
    case = court.breaks()
    removal = replace(court.the(Act.REMOVE), state=OrderState.HELD, why=LIMIT, due=None)
    assert court.put(removal).is_held_by_limit
    petition = appealed(court, case)
    assert not court.the(Act.REMOVE).is_held_by_limit
    refuse(court, petition)
    assert court.the(Act.REMOVE).state is OrderState.NEW


def test_what_was_carried_out_does_not_wait():
    court = Court(FREEZING)
    case = court.breaks(served=True)
    appealed(court, case)
    assert court.the(Act.WARN).state is OrderState.SERVED


def test_what_a_dry_run_holds_for_good_does_not_go_out_after_an_appeal():
    court = Court(FREEZING)
    case = court.breaks()
    held = replace(court.the(Act.WARN), state=OrderState.HELD, why="dry-run: tell", due=None)
    court.put(held)
    petition = appealed(court, case)
    refuse(court, petition)
    assert court.the(Act.WARN).state is OrderState.HELD


def test_what_takes_a_word_takes_it_after_a_refused_appeal_too():
    law = appeals(climbing(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR)), freezes=True)
    court = Court(law)
    case = court.breaks()
    petition = appealed(court, case)
    waits = court.the(Act.REMOVE)
    assert (waits.awaits_confirmation, is_frozen(waits), waits.due) == (False, True, None)
    refuse(court, petition)
    again = court.the(Act.REMOVE)
    assert (again.state, again.why) == (OrderState.HELD, AWAITS_CONFIRMATION)
    assert again.due == court.docket().review_ends


def apology(freezes=True):
    terms = {"wait_minutes": 30}
    step = rung(ActCall(Act.REQUIRE_APOLOGY, terms))
    return appeals(climbing(step, on_refusal(Act.REMOVE)), freezes=freezes)


def test_the_time_of_what_is_asked_for_stands_still_meanwhile():
    court = Court(apology())
    case = court.breaks(served=True)
    asked = court.the(Act.REQUIRE_APOLOGY)
    court.later(minutes=10)
    petition = appealed(court, case)
    waits = court.the(Act.REQUIRE_APOLOGY)
    assert (waits.state, waits.due, waits.not_before) == (OrderState.HANDED_OVER, None, None)
    court.later(days=2)
    refuse(court, petition)
    again = court.the(Act.REQUIRE_APOLOGY)
    assert again.until == again.due == again.not_before == asked.until + timedelta(days=2)


def test_what_is_done_while_an_appeal_is_open_stays_done():
    court = Court(apology())
    case = court.breaks(served=True)
    petition = appealed(court, case)
    asked = court.the(Act.REQUIRE_APOLOGY)
    court.do(lambda docket: demands.met(docket.under(asked), asked, court.now))
    refuse(court, petition)
    assert court.the(Act.REQUIRE_APOLOGY).state is OrderState.PROVED


def test_a_claim_waits_for_a_look_after_the_appeal_as_before():
    court = Court(apology())
    case = court.breaks(served=True)
    asked = court.the(Act.REQUIRE_APOLOGY)
    court.do(lambda docket: demands.claimed(docket.under(asked), asked))
    petition = appealed(court, case)
    assert court.the(Act.REQUIRE_APOLOGY).due is None
    refuse(court, petition)
    claim = court.the(Act.REQUIRE_APOLOGY)
    assert (claim.is_claim, claim.due) == (True, court.docket().review_ends)


def test_a_refused_demand_is_not_asked_for_again_by_an_appeal():
    court = Court(apology())
    case = court.breaks(served=True)
    asked = court.the(Act.REQUIRE_APOLOGY)
    court.do(lambda docket: demands.silent(docket.under(asked), asked))
    petition = appealed(court, case)
    assert court.the(Act.REQUIRE_APOLOGY).state is OrderState.OVERDUE
    assert is_frozen(court.the(Act.REMOVE))
    refuse(court, petition)
    assert court.the(Act.REQUIRE_APOLOGY).state is OrderState.OVERDUE
    assert court.the(Act.REMOVE).state is OrderState.NEW


@pytest.mark.parametrize("state", [OrderState.HANDED_OVER, OrderState.OVERDUE])
def test_a_work_order_waits_too_and_whoever_has_it_hears_so(state):
    court = Court(FREEZING)
    court.breaks(served=True)
    case = court.breaks()
    removal = court.the(Act.REMOVE)
    with_owner = replace(removal, state=state, asked=OWNER.person_id, told_at=court.now)
    court.put(with_owner)
    petition = appealed(court, case)
    waits = court.the(Act.REMOVE)
    assert (waits.state, waits.why, waits.revision) == (OrderState.HELD, APPEALED, 1)
    said = [o for o in court.orders() if (o.act, o.wanted) == (Act.REPORT, ON_HOLD)]
    assert [(each.asked, each.about) for each in said] == [(OWNER.person_id, removal.order_id)]
    refuse(court, petition)
    assert court.the(Act.REMOVE).state is OrderState.NEW
    assert court.the(Act.REMOVE).task_id != with_owner.task_id


def test_an_order_that_two_appeals_concern_waits_for_both():
    court = Court(FREEZING)
    case = court.breaks()
    joined = court.breaks()
    first = appealed(court, case)
    court.later(hours=1)
    second = appealed(court, joined)
    refuse(court, first)
    assert is_frozen(court.the(Act.WARN))
    refuse(court, second)
    assert court.the(Act.WARN).state is OrderState.NEW


def test_an_upheld_appeal_lets_go_on_what_another_case_holds_up():
    """Two breaches stand in one warning: one of them is taken back, and the warning stays."""
    court = Court(FREEZING)
    case = court.breaks()
    court.breaks()
    grant(court, appealed(court, case))
    assert court.case(case).state is CaseState.VOID
    assert court.the(Act.WARN).state is OrderState.NEW
    assert told(court) == ["settled"]


def test_an_upheld_appeal_voids_its_case_and_the_member_hears_it():
    court = Court()
    case = court.breaks(served=True)
    grant(court, appealed(court, case))
    void, petition = court.case(case), of(court, case)
    assert (void.state, void.voided) == (CaseState.VOID, CLERKS)
    assert (petition.state, petition.decided, petition.due) == (
        PetitionState.SETTLED,
        CLERKS,
        None,
    )
    assert court.the(Act.WARN).state is OrderState.VOID
    assert (court.level(), told(court)) == (0, ["settled"])


def test_until_all_of_it_is_done_a_granted_appeal_stays_due():
    court = Court()
    case = court.breaks(served=True)
    petition = appealed(court, case)
    court.do(lambda docket: petitions.granted(docket, petition, CLERKS))
    granted = of(court, case)
    assert (granted.state, granted.due) == (PetitionState.GRANTED, court.now + GRACE)
    assert told(court) == []


def test_an_appeal_against_a_case_that_was_voided_meanwhile_is_granted_all_the_same():
    court = Court()
    case = court.breaks(served=True)
    petition = appealed(court, case)
    court.do(lambda docket: decisions.voided_case(docket.under(case), case, decision()))
    grant(court, petition)
    assert court.case(case).voided == decision()
    assert told(court) == ["settled"]


def test_a_refused_appeal_is_over_and_the_member_hears_why():
    court = Court()
    case = court.breaks(served=True)
    refuse(court, appealed(court, case))
    petition = of(court, case)
    assert (petition.state, petition.decided, petition.due) == (
        PetitionState.REFUSED,
        replace(CLERKS, at=court.now),
        None,
    )
    assert court.case(case).counts
    assert told(court) == ["refused"]


def test_an_undecided_appeal_is_reported_day_after_day_once_each():
    court = Court()
    case = court.breaks(served=True)
    appealed(court, case)
    for _ in range(2):
        court.later(days=5)
        petition = of(court, case)
        court.do(lambda docket, waits=petition: petitions.asked_again(docket, waits))
        petition = of(court, case)
        assert (petition.state, petition.due) == (
            PetitionState.OPEN,
            court.now + timedelta(days=1),
        )
        again = petitions.asked_again(court.docket(), petition)
        assert again.new_orders == ()
    reports = [order for order in court.orders() if order.wanted == "undecided"]
    assert [(order.asked, order.about) for order in reports] == [("", petition.petition_id)] * 2


def test_a_case_is_pardoned_once_without_being_asked():
    court = Court()
    case = court.breaks(served=True)
    court.do(lambda docket: petitions.pardoned(docket.under(case), case, CLERKS))
    assert court.case(case).state is CaseState.VOID
    (pardon,) = court.discipline().petitions
    assert (pardon.kind, pardon.state, pardon.by) == (
        PetitionKind.PARDON,
        PetitionState.GRANTED,
        CLERK.person_id,
    )
    void = court.case(case)
    assert petitions.pardoned(court.docket().under(void), void, CLERKS) is None


def removed(left_open=MappingProxyType({}), **terms):
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.REMOVE, terms),))), **left_open)
    court.breaks(served=True)
    return court, court.the(Act.REMOVE)


def asks_back(court, removal):
    return petitions.way_back(court.docket().under(removal), removal, WORDS, MEMBER.person_id)


def test_whoever_was_removed_may_ask_to_come_back():
    court, removal = removed()
    court.commit(asks_back(court, removal))
    petition = of(court, removal, PetitionKind.RE_ENTRY)
    grant(court, petition)
    assert [act for act, _, _ in court.standing()] == [Act.REMOVE, Act.REINVITE]
    assert of(court, removal, PetitionKind.RE_ENTRY).state is PetitionState.SETTLED
    assert court.discipline().cases[0].counts
    assert told(court) == ["settled"]


def test_a_refused_application_leaves_the_member_out():
    court, removal = removed()
    court.commit(asks_back(court, removal))
    refuse(court, of(court, removal, PetitionKind.RE_ENTRY))
    assert [act for act, _, _ in court.standing()] == [Act.REMOVE]
    assert told(court) == ["refused"]


@pytest.mark.parametrize(
    ("terms", "left_open", "days"),
    [
        ({}, {}, 30),
        ({}, {"ask_again_after": Span(10, Unit.DAY)}, 10),
        ({"barred_for": Span(60, Unit.DAY)}, {"ask_again_after": Span(10, Unit.DAY)}, 60),
    ],
)
def test_whoever_was_refused_may_ask_again_when_as_much_time_is_over(terms, left_open, days):
    court, removal = removed(left_open, **terms)
    court.later(days=60)
    court.commit(asks_back(court, removal))
    court.later(days=2)
    refuse(court, of(court, removal, PetitionKind.RE_ENTRY))
    until = court.now + timedelta(days=days)
    assert asks_back(court, removal) == NotYet(until)
    court.clock.move_to(until - timedelta(milliseconds=1))
    assert asks_back(court, removal) == NotYet(until)
    court.clock.move_to(until)
    court.commit(asks_back(court, removal))
    first, second = court.discipline().ways_back(removal)
    assert (first.state, second.state) == (PetitionState.REFUSED, PetitionState.OPEN)
    grant(court, second)
    assert [act for act, _, _ in court.standing()] == [Act.REMOVE, Act.REINVITE]


def test_each_refusal_begins_its_own_time_and_whoever_was_let_in_asks_no_more():
    court, removal = removed()
    for number in range(3):
        made = asks_back(court, removal)
        court.commit(made)
        assert asks_back(court, removal) is Denied.MADE_BEFORE
        refuse(court, court.discipline().petition(made.petitions[0].petition_id))
        assert isinstance(asks_back(court, removal), NotYet)
        court.later(days=30)
        assert len(court.discipline().petitions) == number + 1
    court.commit(asks_back(court, removal))
    grant(court, court.discipline().ways_back(removal)[-1])
    court.later(days=90)
    assert asks_back(court, removal) is Denied.LET_IN


def test_whoever_is_barred_for_a_time_may_ask_after_it_and_hears_when_that_is():
    court, removal = removed(barred_for=Span(30, Unit.DAY))
    until = removal.served_at + timedelta(days=30)
    assert asks_back(court, removal) == NotYet(until)
    court.clock.move_to(until - timedelta(milliseconds=1))
    assert asks_back(court, removal) == NotYet(until)
    court.clock.move_to(until)
    assert asks_back(court, removal).petitions


def test_whoever_is_barred_for_good_may_not_whatever_time_is_over():
    court, removal = removed(back_by="never")
    court.later(days=900)
    assert asks_back(court, removal) is Denied.BARRED


def test_whoever_was_removed_for_good_by_a_persons_word_may_not():
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.REMOVE),), confirm=Role.ADMINISTRATOR)))
    case = court.is_found()
    court.do(lambda docket: decisions.confirmed(docket.under(case), case, decision(forever=True)))
    court.serve()
    assert asks_back(court, court.the(Act.REMOVE)) is Denied.BARRED


@pytest.mark.parametrize(
    "changes",
    [
        {"state": OrderState.NEW, "served_at": None},
        {"state": OrderState.HANDED_OVER, "served_at": None},
        {"state": OrderState.VOID},
    ],
)
def test_whoever_is_not_out_has_no_way_back(changes):
    court, removal = removed()
    assert asks_back(court, replace(removal, **changes)) is Denied.NOTHING_DONE
