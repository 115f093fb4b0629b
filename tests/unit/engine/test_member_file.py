"""What a member's file says: what counts and until when, what is open, what can be appealed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.calendars.calendar import Calendar
from qungui.engine import petitions
from qungui.engine.ladders import walk
from qungui.engine.member_file import appealable_until, group_file
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import Decision
from qungui.model.group import Exempt
from qungui.model.ledger import Change, Discipline
from qungui.model.order import AWAITS_CONFIRMATION, OrderState
from qungui.model.petition import PetitionState
from qungui.model.rulebook import Counts, Expiry, Reset
from qungui.model.span import Span, Unit
from tests.support.build import (
    ADVERT,
    GROUP,
    LADDER,
    NIGHT,
    PERSON,
    RULEBOOK,
    at,
    case,
    decision,
    docket,
    edition,
    ladders,
    order,
    petition,
    settings,
)

LATER = at(hours=1)
LIFTED = Decision(by="person-admin", at=at(hours=3), why="已说明")


def advert(number, moment, **changes):
    return case(f"advert-{number}", at=moment, **changes)


def served(of, *, step=1, act=Act.WARN, **changes):
    told = {"state": OrderState.SERVED, "told_at": of.at, "served_at": of.at, "due": None}
    return order(of, step=step, act=act, **{**told, **changes})


def kept(*cases, orders=(), **parts):
    return Discipline(group_id=GROUP, person_id=PERSON, cases=cases, orders=tuple(orders), **parts)


def with_expiry(reset, span=None, **changes):
    ladder = replace(ladders()[LADDER], expiry=Expiry(reset=reset, span=span), **changes)
    return edition(ladders={LADDER: ladder})


def file_of(discipline, now=LATER, **changes):
    return group_file(docket(discipline, now, **changes))


def test_a_member_without_history_has_an_empty_file():
    found = file_of(kept())
    assert (found.records, found.orders, found.stands, found.petitions) == ((), (), (), ())


def test_a_case_stands_with_its_clauses_words_and_all_that_came_of_it_newest_first():
    old, new = advert(1, at()), advert(2, at(minutes=9))
    warning, removal = served(old), served(new, step=2, act=Act.REMOVE)
    found = file_of(kept(old, new, orders=(removal, warning)))
    assert [record.case for record in found.records] == [new, old]
    assert [record.orders for record in found.records] == [(removal,), (warning,)]
    assert found.records[0].words == {ADVERT: "群里不发广告。"}


def test_a_case_that_joined_an_order_of_another_one_stands_with_it():
    first = advert(1, at())
    warning = served(first)
    second = advert(2, at(minutes=1), order_id=warning.order_id)
    found = file_of(kept(first, second, orders=(warning,)))
    assert [record.orders for record in found.records] == [(warning,), (warning,)]


def test_what_was_taken_back_stays_in_the_file():
    over = advert(1, at(), state=CaseState.VOID, voided=LIFTED)
    found = file_of(kept(over, orders=(served(over, state=OrderState.VOID, closed=LIFTED),)))
    assert found.records[0].case.voided == LIFTED
    assert found.records[0].orders[0].closed == LIFTED
    assert found.stands == ()


def test_where_the_member_stands_what_counts_and_what_comes_next():
    one = advert(1, at())
    (stand,) = file_of(kept(one, orders=(served(one),))).stands
    assert (stand.rulebook, stand.ladder.ladder_id, stand.level) == (RULEBOOK, LADDER, 1)
    (counted,) = stand.counted
    assert (counted.case_ids, counted.step, counted.until) == ((one.case_id,), 1, None)
    assert [each.act for each in stand.next.acts] == [Act.REMOVE]


def test_at_the_end_of_a_ladder_nothing_comes_next():
    one, two = advert(1, at()), advert(2, at(minutes=5))
    orders = (served(one), served(two, step=2, act=Act.REMOVE))
    (stand,) = file_of(kept(one, two, orders=orders)).stands
    assert (stand.level, stand.next) == (2, None)


@pytest.mark.parametrize(
    ("reset", "span", "ends"),
    [
        (Reset.AFTER, Span(30, Unit.DAY), (at(days=30), at(days=40))),
        (Reset.CLEAN, Span(30, Unit.DAY), (at(days=40), at(days=40))),
        (Reset.EACH, Span(1, Unit.YEAR), (at(days=36, hours=12), at(days=36, hours=12))),
        (Reset.NEVER, None, (None, None)),
    ],
)
def test_the_file_says_when_each_breach_stops_to_count_and_then_it_does(reset, span, ends):
    one, two = advert(1, at()), advert(2, at(days=10))
    orders = (served(one), served(two, step=2, act=Act.REMOVE))
    law, discipline = with_expiry(reset, span), kept(one, two, orders=orders)
    (stand,) = file_of(discipline, at(days=11), edition=law).stands
    assert tuple(counted.until for counted in stand.counted) == ends
    way = walk(discipline, RULEBOOK, law.ladders[LADDER], Calendar.of(law.timezone))
    for episode, until in zip(way.episodes, ends, strict=True):
        if until is not None:
            assert episode in way.counting(until - timedelta(milliseconds=1))
            assert episode not in way.counting(until)


def test_a_ladder_of_the_whole_company_counts_what_happened_elsewhere():
    here, there = advert(1, at()), advert(2, at(minutes=5), group_id="group-2")
    elsewhere = Discipline(
        group_id="group-2",
        person_id=PERSON,
        cases=(there,),
        orders=(served(there, step=2, act=Act.REMOVE),),
    )
    discipline = kept(here, orders=(served(here),), elsewhere=(elsewhere,))
    law = with_expiry(Reset.NEVER, counts=Counts.COMPANY)
    (stand,) = file_of(discipline, edition=law).stands
    assert stand.level == 2
    assert [counted.case_ids for counted in stand.counted] == [(here.case_id,), (there.case_id,)]


def test_an_appeal_is_possible_until_the_instant_the_file_names_and_no_longer():
    one = advert(1, at())
    discipline = kept(one, orders=(served(one, told_at=at(minutes=2)),))
    until = file_of(discipline).records[0].appeal_until
    assert until == at(days=7, hours=12)  # the end of the seventh day
    last = petitions.appeal(docket(discipline, until), one, "不是广告", PERSON)
    assert isinstance(last, Change)
    late = docket(discipline, until + timedelta(milliseconds=1))
    assert petitions.appeal(late, one, "不是广告", PERSON) is petitions.Denied.TOO_LATE
    assert file_of(discipline, late.now).records[0].appeal_until is None


@pytest.mark.parametrize("state", [CaseState.DISMISSED, CaseState.LAPSED, CaseState.VOID])
def test_what_does_not_count_cannot_be_appealed(state):
    one = advert(1, at(), state=state)
    assert appealable_until(docket(kept(one, orders=(served(one),))), one) is None


def test_what_led_to_nothing_or_was_appealed_cannot_be_appealed_again():
    one = advert(1, at())
    assert appealable_until(docket(kept(one)), one) is None
    appeal = petition(one)
    discipline = kept(one, orders=(served(one),), petitions=(appeal,))
    assert appealable_until(docket(discipline), one) is None


def test_what_is_asked_of_the_member_is_open_until_it_is_done():
    one = advert(1, at())
    asked = order(
        one, act=Act.REQUIRE_APOLOGY, state=OrderState.HANDED_OVER, told_at=at(), until=at(days=1)
    )
    assert file_of(kept(one, orders=(asked,))).demands == (asked,)
    done = replace(asked, state=OrderState.PROVED)
    assert file_of(kept(one, orders=(done,))).demands == ()


def test_money_is_an_entry_once_the_member_was_told():
    one = advert(1, at())
    fine = order(one, act=Act.RECORD_FINE, state=OrderState.HELD, why=AWAITS_CONFIRMATION, cny=50)
    assert file_of(kept(one, orders=(fine,))).money == ()
    told = replace(fine, state=OrderState.HANDED_OVER, told_at=at())
    assert file_of(kept(one, orders=(told,))).money == (told,)


def test_a_suspension_lasts_until_its_time_is_over_or_somebody_lifts_it():
    one = advert(1, at())
    suspended = served(one, act=Act.SUSPEND_POSTING, due=at(days=3))
    found = file_of(kept(one, orders=(suspended,)))
    assert [(each.order, each.until) for each in found.suspensions] == [(suspended, at(days=3))]
    ended = replace(suspended, due=None)
    back = order(one, step=0, act=Act.RESTORE_POSTING, about=suspended.order_id)
    assert file_of(kept(one, orders=(ended, back))).suspensions == ()
    assert file_of(kept(one, orders=(replace(suspended, closed=LIFTED),))).suspensions == ()


def test_whoever_was_removed_for_good_is_barred_until_a_way_back_is_granted():
    forever = replace(LIFTED, forever=True)
    one = advert(1, at(), state=CaseState.CONFIRMED, decided=forever)
    out = served(one, step=2, act=Act.REMOVE, clause_ids=("R01.4.4b", ADVERT))
    (bar,) = file_of(kept(one, orders=(out,))).bars
    assert (bar.order, bar.until) == (out, None)
    asked = petition(out)
    assert file_of(kept(one, orders=(out,), petitions=(asked,))).bars
    back = replace(asked, state=PetitionState.SETTLED)
    assert file_of(kept(one, orders=(out,), petitions=(back,))).bars == ()


def test_whoever_may_ask_to_come_back_at_once_is_not_barred():
    one = advert(1, at())
    out = served(one, step=2, act=Act.REMOVE, clause_ids=("R01.4.4b", ADVERT))
    assert file_of(kept(one, orders=(out,))).bars == ()


def test_an_exemption_stands_in_the_file_of_whom_it_is_for_until_it_is_over():
    mine, other = Exempt(until=at(days=1), granted=decision(why="值班")), Exempt(until=at(days=9))
    exempt = {NIGHT: {PERSON: mine, "person-2": other}, ADVERT: {PERSON: Exempt(until=at())}}
    law = settings(exempt=exempt)
    assert file_of(kept(), settings=law).exemptions == {NIGHT: mine}
    assert file_of(kept(), at(days=1), settings=law).exemptions == {}
