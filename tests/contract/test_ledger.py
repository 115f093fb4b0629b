from dataclasses import replace

import pytest

from qungui.errors import InvalidEventError
from qungui.model.act import Act
from qungui.model.case import CaseState, Weight
from qungui.model.group import Mode
from qungui.model.ids import NOBODYS
from qungui.model.ledger import Change, Committed
from qungui.model.order import OrderState
from qungui.model.petition import PetitionState
from tests.support.build import (
    ADVERT,
    EDITION,
    GROUP,
    NIGHT,
    NOON,
    OWNER,
    PERSON,
    RULEBOOK,
    at,
    audit_entry,
    breach,
    case,
    decision,
    escalation,
    group_order,
    order,
    petition,
    sighting,
    standing,
)


@pytest.fixture
def ledger(stores):
    return stores.ledger


def of_member(ledger, person_id=PERSON):
    return ledger.discipline(GROUP, person_id)


def changed(**parts):
    return Change(group_id=GROUP, person_id=PERSON, **parts)


def test_a_member_without_history_has_none(ledger):
    found = of_member(ledger)
    assert (found.cases, found.orders, found.standings) == ((), (), ())


def test_a_case_comes_back_whole(ledger):
    whole = case(
        state=CaseState.NEEDS_REVIEW,
        breaches=(
            breach(),
            breach(NIGHT, automatic=False, score=0.125, occasion="2026-11-25", act=Act.LIST),
        ),
        recalled_at=at(seconds=5, milliseconds=250),
        reporters=(OWNER, PERSON),
        due=None,
    )
    assert ledger.open_case(whole)
    assert of_member(ledger).cases == (whole,)


def test_a_case_opened_twice_changes_nothing(ledger):
    assert ledger.open_case(case())
    assert not ledger.open_case(case(edition="2027-01"))
    assert of_member(ledger).cases == (case(),)


def test_cases_come_in_the_order_of_their_messages(ledger):
    later, earlier = case("message-2", at=at(minutes=1)), case("message-1")
    ledger.open_case(later)
    ledger.open_case(earlier)
    assert of_member(ledger).cases == (earlier, later)


def test_members_do_not_see_each_other(ledger):
    ledger.open_case(case())
    assert of_member(ledger, "person-2").cases == ()


def test_the_activity_ring_is_no_part_of_the_discipline(stores):
    stores.activity.record(GROUP, PERSON, sighting(1))
    stores.ledger.open_case(case())
    found = of_member(stores.ledger)
    assert (found.cases, found.orders, found.standings) == ((case(),), (), ())


def test_an_escalation_writes_all_its_parts(ledger):
    ledger.open_case(case())
    change = escalation()
    assert ledger.commit(change) is Committed.DONE
    found = of_member(ledger)
    assert found.cases == (replace(change.cases[0], version=1),)
    assert found.orders == change.new_orders
    assert set(found.standings) == {standing(version=1), standing(ladder="-", version=1)}


def test_an_order_comes_back_whole(ledger):
    whole = order(
        state=OrderState.SENDING,
        ladder=None,
        step=0,
        revision=2,
        attempts=3,
        not_before=at(minutes=1),
        lease_until=at(minutes=2),
        told_at=at(minutes=3),
        noticed=True,
        counted_hour="2026-11-25T04",
        served_at=at(minutes=4),
        due=at(minutes=5, milliseconds=7),
        why="limit",
    )
    ledger.commit(changed(new_orders=(whole,)))
    assert of_member(ledger).orders == (whole,)


def test_an_order_for_somebody_else_stands_with_them(ledger):
    ask = order(person_id=OWNER, act=Act.ASK)
    ledger.commit(changed(new_orders=(ask,)))
    assert of_member(ledger).orders == ()
    assert of_member(ledger, OWNER).orders == (ask,)


def test_a_case_that_was_never_opened_cannot_be_escalated(ledger):
    assert ledger.commit(escalation()) is Committed.CONFLICT
    assert of_member(ledger).orders == ()


def test_a_case_is_escalated_once(ledger):
    ledger.open_case(case())
    assert ledger.commit(escalation()) is Committed.DONE
    again = escalation(standings=(), new_orders=())
    assert ledger.commit(again) is Committed.CONFLICT


def test_a_standing_read_before_somebody_elses_change_is_refused(ledger):
    assert ledger.commit(changed(standings=(standing(),))) is Committed.DONE
    assert ledger.commit(changed(standings=(standing(level=2),))) is Committed.CONFLICT
    raised = standing(level=2, version=1)
    assert ledger.commit(changed(standings=(raised,))) is Committed.DONE
    assert of_member(ledger).standings == (replace(raised, version=2),)


def test_a_new_order_is_made_once(ledger):
    assert ledger.commit(changed(new_orders=(order(),))) is Committed.DONE
    assert ledger.commit(changed(new_orders=(order(why="other"),))) is Committed.CONFLICT
    assert of_member(ledger).orders == (order(),)


def test_an_order_read_before_somebody_elses_change_is_refused(ledger):
    ledger.commit(changed(new_orders=(order(),)))
    taken = order(state=OrderState.SENDING)
    assert ledger.commit(changed(orders=(taken,))) is Committed.DONE
    assert ledger.commit(changed(orders=(taken,))) is Committed.CONFLICT
    assert of_member(ledger).orders == (replace(taken, version=1),)


def test_an_order_that_was_never_made_cannot_be_changed(ledger):
    assert ledger.commit(changed(orders=(order(),))) is Committed.CONFLICT


def test_a_refused_change_writes_nothing_at_all(stores):
    ledger = stores.ledger
    ledger.open_case(case())
    ledger.commit(changed(standings=(standing(),)))
    assert ledger.commit(escalation()) is Committed.CONFLICT
    found = of_member(ledger)
    assert found.cases == (case(),)
    assert found.orders == ()
    assert stores.audit_log.verify_chain(GROUP).entries == ()


def removing(number, hour="2026-11-25T04", limit=2):
    removal = order(case(f"message-{number}"), act=Act.REMOVE)
    return changed(new_orders=(removal,), removal=(hour, limit))


def test_removals_past_the_limit_of_the_hour_are_refused(ledger):
    assert ledger.commit(removing(1)) is Committed.DONE
    assert ledger.commit(removing(2)) is Committed.DONE
    assert ledger.commit(removing(3)) is Committed.LIMIT
    assert len(of_member(ledger).orders) == 2
    assert ledger.commit(removing(3, hour="2026-11-25T05")) is Committed.DONE


def test_a_limit_of_none_lets_nobody_be_removed(ledger):
    assert ledger.commit(removing(1, limit=0)) is Committed.LIMIT


def test_a_conflict_is_told_before_the_limit(ledger):
    ledger.commit(removing(1, limit=1))
    assert ledger.commit(removing(1, limit=1)) is Committed.CONFLICT


def test_a_change_that_is_refused_counts_no_removal(ledger):
    ledger.commit(removing(1))
    ledger.commit(removing(1))
    assert ledger.commit(removing(2)) is Committed.DONE


def test_a_recall_marks_the_messages_case(ledger):
    ledger.open_case(case("message-0", at=at(minutes=-1)))
    ledger.open_case(case())
    assert ledger.link_recall(GROUP, PERSON, "message-1", at(minutes=1))
    other, recalled = of_member(ledger).cases
    assert other.recalled_at is None
    assert recalled == case(recalled_at=at(minutes=1), version=1)


def test_a_recall_told_twice_keeps_the_first_time(ledger):
    ledger.open_case(case())
    ledger.link_recall(GROUP, PERSON, "message-1", at(minutes=1))
    assert ledger.link_recall(GROUP, PERSON, "message-1", at(minutes=2))
    assert of_member(ledger).cases[0].recalled_at == at(minutes=1)


def test_a_recall_of_a_harmless_message_marks_nothing(ledger):
    ledger.open_case(case())
    assert not ledger.link_recall(GROUP, PERSON, "message-9", at(minutes=1))


def test_a_recall_told_before_its_message_marks_the_case_once_it_is_opened(ledger):
    assert not ledger.link_recall(GROUP, PERSON, "message-1", at(minutes=1))
    assert not ledger.link_recall(GROUP, PERSON, "message-1", at(minutes=2))
    assert ledger.open_case(case())
    assert ledger.open_case(case("message-2", at=at(seconds=1)))
    assert not ledger.open_case(case())
    recalled, other = of_member(ledger).cases
    assert recalled == case(recalled_at=at(minutes=1), version=1)
    assert other.recalled_at is None


def test_a_recall_of_a_member_marks_no_case_of_another(ledger):
    ledger.link_recall(GROUP, "person-2", "message-1", at(minutes=1))
    ledger.open_case(case())
    assert of_member(ledger).cases == (case(),)


def test_a_recall_is_no_part_of_the_discipline(ledger):
    ledger.commit(changed(new_orders=(order(),), standings=(standing(),)))
    ledger.link_recall(GROUP, PERSON, "message-1", at(minutes=1))
    found = of_member(ledger)
    assert (found.cases, found.orders) == ((), (order(),))
    assert found.standings == (standing(version=1),)


def test_an_escalation_loses_no_recall_that_came_meanwhile(ledger):
    ledger.open_case(case())
    ledger.link_recall(GROUP, PERSON, "message-1", at(minutes=1))
    assert ledger.commit(escalation()) is Committed.CONFLICT
    assert ledger.commit(escalation(case(recalled_at=at(minutes=1), version=1))) is Committed.DONE


def test_an_id_with_a_separator_is_refused(ledger):
    with pytest.raises(InvalidEventError):
        ledger.discipline("a#b", PERSON)
    with pytest.raises(InvalidEventError):
        ledger.open_case(case(person_id="a#b"))


def test_every_audited_change_adds_one_entry_and_the_chain_fits(stores):
    ledger = stores.ledger
    ledger.open_case(case())
    ledger.commit(escalation(clause_counts={ADVERT: 1, NIGHT: 2}))
    ledger.commit(changed(orders=(order(),)))
    ledger.commit(changed(audit=audit_entry(facts={"second": "1"})))
    trail = stores.audit_log.verify_chain(GROUP)
    assert trail.broken_at is None
    assert [dict(entry.facts) for entry in trail.entries] == [
        {"case": case().case_id},
        {"second": "1"},
    ]


def test_a_group_without_entries_has_a_whole_chain(stores):
    trail = stores.audit_log.verify_chain(GROUP)
    assert (trail.entries, trail.broken_at) == ((), None)


def test_ten_entries_stay_in_order(stores):
    for number in range(11):
        stores.ledger.commit(changed(audit=audit_entry(facts={"n": str(number)})))
    trail = stores.audit_log.verify_chain(GROUP)
    assert [entry.facts["n"] for entry in trail.entries] == [str(n) for n in range(11)]
    assert trail.broken_at is None


def test_a_work_order_comes_back_whole(ledger):
    whole = order(
        state=OrderState.OVERDUE,
        revision=2,
        not_before=at(days=2),
        lease_until=at(minutes=3),
        due=at(days=2),
        why="overdue",
        wanted="wanted",
        about="person-2",
        ordered_by="person-3",
        asked="person-4",
        asked_at=at(days=1),
        until=at(hours=24),
        chases=2,
    )
    ledger.commit(changed(new_orders=(whole,)))
    assert of_member(ledger).orders == (whole,)


def test_a_groups_own_order_stands_with_the_group_and_with_no_member(stores):
    made = group_order(wanted="新群名")
    entry = audit_entry()
    change = Change(group_id=GROUP, person_id="", new_orders=(made,), audit=entry)
    assert stores.ledger.commit(change) is Committed.DONE
    assert stores.ledger.commit(change) is Committed.CONFLICT
    found = stores.ledger.discipline(GROUP, "")
    assert (found.orders, found.cases, found.standings) == ((made,), (), ())
    assert of_member(stores.ledger).orders == ()
    taken = replace(made, state=OrderState.SENDING)
    moved = Change(group_id=GROUP, person_id="", orders=(taken,))
    assert stores.ledger.commit(moved) is Committed.DONE
    assert stores.ledger.commit(moved) is Committed.CONFLICT
    assert stores.ledger.discipline("group-2", "").orders == ()


def test_breaches_that_are_recorded_and_no_more_are_counted_by_edition_clause_and_group(ledger):
    watched = (breach(mode=Mode.OBSERVE), breach(NIGHT))
    for number, where in enumerate([GROUP, GROUP, "group-2"]):
        one = case(f"message-{number}", group_id=where, breaches=watched)
        ledger.open_case(one)
        counts = {ADVERT: 1, NIGHT: 1}
        escalated = escalation(one, standings=(), new_orders=(), clause_counts=counts)
        assert ledger.commit(escalated) is Committed.DONE
        assert ledger.commit(escalated) is Committed.CONFLICT
    assert ledger.observed(RULEBOOK, EDITION) == {ADVERT: {GROUP: 2, "group-2": 1}}
    assert ledger.observed(RULEBOOK, "2027-01") == {}
    assert ledger.observed("another", EDITION) == {}


def test_a_decided_and_a_void_case_come_back_whole(ledger):
    decided = case(
        state=CaseState.CONFIRMED,
        weights=(Weight("L01", 3, 2), Weight("L02")),
        decided=decision(choice="grave", forever=True),
    )
    void = case("message-2", at=at(minutes=1), state=CaseState.VOID, voided=decision(why="申诉"))
    for each in (decided, void):
        assert ledger.open_case(each)
    assert of_member(ledger).cases == (decided, void)


def test_a_case_read_before_somebody_elses_change_is_refused(ledger):
    ledger.open_case(case())
    decided = case(state=CaseState.DISMISSED, decided=decision())
    assert ledger.commit(changed(cases=(decided,))) is Committed.DONE
    assert ledger.commit(changed(cases=(decided,))) is Committed.CONFLICT
    assert of_member(ledger).cases == (replace(decided, version=1),)


def test_several_cases_move_together_or_not_at_all(ledger):
    first, second = case(), case("message-2", at=at(minutes=1))
    ledger.open_case(first)
    ledger.open_case(second)
    ahead = replace(second, version=1)
    assert ledger.commit(changed(cases=(first, ahead))) is Committed.CONFLICT
    assert of_member(ledger).cases == (first, second)
    assert ledger.commit(changed(cases=(first, second))) is Committed.DONE
    assert [each.version for each in of_member(ledger).cases] == [1, 1]


def test_a_case_entered_by_hand_is_entered_once(stores):
    entered = case(message_id="", state=CaseState.CONFIRMED, decided=decision(), due=None)
    change = changed(new_cases=(entered,), new_orders=(order(entered),), audit=audit_entry())
    assert stores.ledger.commit(change) is Committed.DONE
    assert of_member(stores.ledger).cases == (entered,)
    again = changed(new_cases=(entered,), new_orders=(order(entered, step=2),))
    assert stores.ledger.commit(again) is Committed.CONFLICT
    assert len(of_member(stores.ledger).orders) == 1


def test_a_case_that_a_message_opened_cannot_be_entered_by_hand(ledger):
    ledger.open_case(case())
    assert ledger.commit(changed(new_cases=(case(edition="2027-01"),))) is Committed.CONFLICT
    assert of_member(ledger).cases == (case(),)


def test_a_demand_and_a_fine_come_back_whole(ledger):
    owed = order(
        act=Act.RECORD_FINE,
        state=OrderState.HANDED_OVER,
        told_at=NOON,
        served_at=NOON,
        until=at(days=3),
        asked=PERSON,
        cny=100,
        nth=3,
        lessened=50,
        back=20,
        agreed=("person-admin", OWNER),
    )
    waived = order(
        act=Act.REQUIRE_APOLOGY, state=OrderState.SERVED, closed=decision(why="已当面道歉")
    )
    ledger.commit(changed(new_orders=(owed, waived)))
    assert set(of_member(ledger).orders) == {owed, waived}


def test_an_open_and_a_decided_petition_come_back_whole(ledger):
    appeal = petition(freezes=True)
    back = petition(
        order(act=Act.REMOVE), state=PetitionState.REFUSED, decided=decision(), due=None
    )
    assert ledger.commit(changed(petitions=(appeal, back))) is Committed.DONE
    kept = of_member(ledger).petitions
    assert set(kept) == {replace(appeal, version=1), replace(back, version=1)}


def test_a_petition_is_made_once(ledger):
    assert ledger.commit(changed(petitions=(petition(),))) is Committed.DONE
    assert ledger.commit(changed(petitions=(petition(words="再说一次"),))) is Committed.CONFLICT
    assert [each.words for each in of_member(ledger).petitions] == [petition().words]


def test_a_petition_read_before_somebody_elses_decision_is_refused(ledger):
    ledger.commit(changed(petitions=(petition(),)))
    granted = petition(state=PetitionState.GRANTED, decided=decision(), version=1)
    refused = petition(state=PetitionState.REFUSED, decided=decision(), version=1)
    assert ledger.commit(changed(petitions=(granted,))) is Committed.DONE
    assert ledger.commit(changed(petitions=(refused,))) is Committed.CONFLICT
    assert of_member(ledger).petitions == (replace(granted, version=2),)


def test_a_petition_of_another_group_is_not_seen(ledger):
    elsewhere = petition(case(group_id="group-2"))
    ledger.commit(Change(group_id="group-2", person_id=PERSON, petitions=(elsewhere,)))
    assert of_member(ledger).petitions == ()


def test_a_company_wide_standing_stands_with_the_person(ledger):
    stood = standing(level=2, groups=("group-1", "group-2"))
    assert ledger.commit(changed(standings=(standing(),), company=(stood,))) is Committed.DONE
    assert ledger.company(PERSON) == (replace(stood, version=1),)
    assert of_member(ledger).standings == (standing(version=1),)
    assert ledger.company("person-2") == ()


def test_a_company_wide_standing_that_another_group_moved_is_refused(ledger):
    first = changed(company=(standing(groups=("group-1",)),))
    other = Change(group_id="group-2", person_id=PERSON, company=(standing(groups=("group-2",)),))
    assert ledger.commit(first) is Committed.DONE
    assert ledger.commit(other) is Committed.CONFLICT
    read = standing(groups=("group-1", "group-2"), version=1)
    assert ledger.commit(replace(other, company=(read,))) is Committed.DONE
    assert ledger.company(PERSON) == (replace(read, version=2),)


def test_who_has_a_case_in_which_groups_is_known_without_looking_into_them(ledger):
    assert list(ledger.on_record(PERSON)) == []
    for number, group_id in enumerate((GROUP, "group-2", GROUP)):
        ledger.open_case(case(f"message-{number}", group_id=group_id))
    ledger.open_case(case("message-9", group_id="group-3", person_id="person-2"))
    assert sorted(ledger.on_record(PERSON)) == [GROUP, "group-2"]


def test_a_case_entered_by_hand_is_known_as_well(ledger):
    assert ledger.commit(changed(new_cases=(case(),))) is Committed.DONE
    assert list(ledger.on_record(PERSON)) == [GROUP]


def test_so_is_an_order_to_somebody_else_that_follows_from_one(ledger):
    question = order(act=Act.ASK, person_id="person-2", step=0, ladder=None)
    assert ledger.commit(changed(new_orders=(question,))) is Committed.DONE
    assert list(ledger.on_record("person-2")) == [GROUP]


def test_so_is_a_request_for_somebodys_word(ledger):
    review = order(act=Act.REVIEW, person_id="person-2", step=0, ladder=None, case_ids=())
    change = Change(group_id=GROUP, person_id="person-2", new_orders=(review,))
    assert ledger.commit(change) is Committed.DONE
    assert list(ledger.on_record("person-2")) == [GROUP]


def test_an_order_for_the_group_itself_is_on_record_of_nobody(ledger):
    made = Change(group_id=GROUP, person_id="", new_orders=(group_order(about=PERSON),))
    assert ledger.commit(made) is Committed.DONE
    assert list(ledger.on_record(PERSON)) == []


def with_history(ledger):
    """A member with a case, its order, an appeal, standings, and a recalled message."""
    ledger.open_case(case())
    assert ledger.commit(escalation(company=(standing(groups=(GROUP,)),))) is Committed.DONE
    assert ledger.commit(changed(petitions=(petition(case()),))) is Committed.DONE
    ledger.link_recall(GROUP, PERSON, "message-2", at())
    return of_member(ledger)


def is_empty(kept):
    return not (kept.cases or kept.orders or kept.standings or kept.petitions)


def test_what_is_buried_is_nobodys_and_no_group_is_named_for_the_member(ledger):
    kept = with_history(ledger)
    assert ledger.bury(kept, at(days=1))
    assert is_empty(of_member(ledger))
    assert (list(ledger.on_record(PERSON)), ledger.company(PERSON)) == ([], ())
    assert ledger.bury(of_member(ledger), at(days=1))


def test_what_is_buried_of_money_stays_among_the_months_entries(stores):
    fine = order(act=Act.RECORD_FINE, state=OrderState.PROVED, told_at=at(), cny=50, due=None)
    stores.ledger.open_case(case())
    stores.ledger.commit(escalation(new_orders=(fine,)))
    assert stores.ledger.bury(of_member(stores.ledger), at(days=1))
    (entry,) = stores.worklist.money(GROUP, at(), at(days=1))
    assert entry.person_id.startswith(NOBODYS)
    (stone,) = stores.ledger.discipline(GROUP, entry.person_id).orders
    assert (stone.cny, stone.state) == (50, OrderState.PROVED)
    (of_case,) = stores.ledger.discipline(GROUP, entry.person_id).cases
    assert (of_case.at, of_case.breaches[0].clause_id) == (at(), ADVERT)
    assert of_case.breaches[0].evidence == ""


def test_nothing_that_is_buried_is_due_or_waits_for_anybody(stores):
    stores.ledger.open_case(case(state=CaseState.NEEDS_REVIEW, breaches=(breach(automatic=False),)))
    stores.ledger.commit(changed(new_orders=(order(case("message-2")),)))
    stores.ledger.commit(changed(petitions=(petition(case("message-3"), due=at(days=1)),)))
    assert stores.ledger.bury(of_member(stores.ledger), at(hours=2))
    assert list(stores.due_index.due(at(days=900), 9)) == []
    assert list(stores.worklist.undecided(GROUP)) == []


def test_a_member_who_was_moved_meanwhile_is_not_buried_before_they_are_read_again(ledger):
    kept = with_history(ledger)
    ledger.open_case(case("message-9", at=at(days=1)))
    assert not ledger.bury(kept, at(days=1))
    again = of_member(ledger)
    assert ledger.commit(changed(orders=again.orders[:1])) in {Committed.DONE, Committed.CONFLICT}
    while not ledger.bury(of_member(ledger), at(days=1)):
        pass
    assert is_empty(of_member(ledger))


def test_whoever_read_a_case_before_it_was_buried_cannot_write_it_back(ledger):
    ledger.open_case(case())
    kept = of_member(ledger)
    assert ledger.bury(kept, at(days=1))
    assert ledger.commit(escalation()) is Committed.CONFLICT
    late = petition(case(), version=1)
    assert ledger.commit(changed(petitions=(late,))) is Committed.CONFLICT
    assert is_empty(of_member(ledger))


def test_a_message_whose_case_is_buried_opens_none_when_it_comes_again(ledger):
    ledger.open_case(case())
    assert ledger.bury(of_member(ledger), at(days=1))
    assert not ledger.open_case(case())
    ledger.link_recall(GROUP, PERSON, "message-1", at(days=1))
    assert not ledger.open_case(case())
    assert is_empty(of_member(ledger))


def test_a_further_message_opens_a_case_as_if_nothing_had_been(ledger):
    with_history(ledger)
    assert ledger.bury(of_member(ledger), at(days=1))
    new = case("message-9", at=at(days=2))
    assert ledger.open_case(new)
    found = of_member(ledger)
    assert (found.cases, found.orders, found.standings) == ((new,), (), ())
    assert list(ledger.on_record(PERSON)) == [GROUP]


def test_company_wide_standings_stay_while_another_group_has_something_on_record(ledger):
    kept = with_history(ledger)
    ledger.open_case(case("message-9", group_id="group-2"))
    assert ledger.bury(kept, at(days=1))
    assert (list(ledger.on_record(PERSON)), len(ledger.company(PERSON))) == (["group-2"], 1)
    assert ledger.bury(ledger.discipline("group-2", PERSON), at(days=1))
    assert ledger.company(PERSON) == ()


def test_a_member_of_very_many_cases_is_buried_whole(ledger):
    for number in range(120):
        ledger.open_case(case(f"message-{number}", at=at(seconds=number)))
    assert ledger.bury(of_member(ledger), at(days=1))
    assert is_empty(of_member(ledger))
