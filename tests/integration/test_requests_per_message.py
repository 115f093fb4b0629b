"""What the table is asked, counted where botocore sends, and how its items look from outside."""

from dataclasses import replace

import pytest

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.activity import DynamoActivity
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.issues import DynamoIssues
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.sent_register import DynamoSentRegister
from qungui.adapters.dynamo.tally import DynamoTally
from qungui.adapters.dynamo.watches import DynamoWatches
from qungui.adapters.memory.clock import ManualClock
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.finding import RING_MOST, Sighting
from qungui.model.ids import Alias
from qungui.model.known_group import Member, day_of
from qungui.model.ledger import Change, Committed
from qungui.model.order import OrderState
from qungui.model.rulebook import ActCall, Ladder, Step
from qungui.usecases.judge_message import JudgeMessage
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.build import (
    ADVERT,
    APPCHAT,
    GROUP,
    LADDER,
    NOON,
    PERSON,
    ROOM,
    ZHANG,
    at,
    audit_entry,
    case,
    edition,
    escalation,
    group,
    message,
    order,
    person,
    settings,
    sighting,
)
from tests.support.table import REGION, dynamodb, raw_item, requests, size_of

ONE_UNIT = 1024


@pytest.fixture
def where(table):
    return {"table_name": table, "region": REGION}


def ring(table):
    return raw_item(table, keys.member(GROUP, PERSON), keys.ACTIVITY)


def marks(table):
    return {name for name in ring(table) if name not in {"pk", "sk", "ttl"} and name[0] != "d"}


def stored_number(table, pk, sk, name="n"):
    item = raw_item(table, pk, sk)
    return None if item is None else int(item[name]["N"])


def operations(sent):
    return [request.operation for request in sent]


def test_a_clean_message_of_a_warm_process_is_one_write_and_no_read(table, where):
    clock = ManualClock(NOON)
    directory = DynamoDirectory(**where, clock=clock)
    people = DynamoPeople(**where, clock=clock)
    activity = DynamoActivity(**where)
    directory.publish(edition())
    directory.link(group(), settings())

    def message(number):
        linked = directory.linked(ROOM)
        person = people.resolve(ZHANG)
        activity.record(linked.group.group_id, person.person_id, sighting(number, at()))

    message(1)
    with requests(table) as sent:
        message(2)
    assert operations(sent) == ["UpdateItem"]


@pytest.fixture
def judge(where):
    """A warm process, and a roster with the member on it."""
    return warmed(where, edition())


def warmed(where, law):
    clock, book = ManualClock(NOON), DynamoGroupBook(**where)
    directory, sent = DynamoDirectory(**where, clock=clock), DynamoSentRegister(**where)
    directory.publish(law)
    directory.link(group(), settings())
    book.register(APPCHAT, None, NOON)
    read = book.known(GROUP)
    book.replace(read, replace(read, members={PERSON: Member(alias=ZHANG)}))
    people = DynamoPeople(**where, clock=clock)
    directory.linked(ROOM)
    directory.group(GROUP)
    people.resolve(ZHANG)
    return JudgeMessage(
        watches=DynamoWatches(**where),
        issues=DynamoIssues(**where),
        directory=directory,
        people=people,
        activity=DynamoActivity(**where),
        sent=sent,
        tally=DynamoTally(**where),
        ledger=DynamoLedger(**where),
        book=book,
        unlinked=UnlinkedRooms(book=book, directory=directory, sent=sent),
        clock=clock,
    )


def test_only_the_first_message_of_a_members_day_costs_a_second_write(table, where, judge):
    # noon in Shanghai is 04:00 UTC: after twenty hours the day is another
    for number, (hours, cost) in enumerate(
        [(0, 2), (0.1, 1), (0.5, 1), (19.9, 1), (20.1, 2), (20.2, 1), (21, 1)]
    ):
        said = message(message_id=f"m{number}", sent_at=at(hours=hours))
        with requests(table) as sent:
            judge(said)
        assert operations(sent) == ["UpdateItem"] * cost
    seen = DynamoGroupBook(**where).known(GROUP).members[PERSON].seen_at
    assert seen == day_of(at(hours=21))


APOLOGY = replace(order(act=Act.REQUIRE_APOLOGY), state=OrderState.HANDED_OVER, told_at=NOON)


@pytest.fixture
def asking(where):
    """The same as ``judge``, under a rulebook that may ask a member for an apology."""
    steps = (Step(acts=(ActCall(Act.REQUIRE_APOLOGY),), clause_id="R01.4.4a", at=1),)
    law = edition(ladders={LADDER: Ladder(ladder_id=LADDER, steps=steps)})
    return warmed(where, law)


def test_where_apologies_may_be_asked_for_a_clean_message_costs_no_more(table, where, asking):
    asking(message())
    with requests(table) as sent:
        asking(message("对方案没有意见", message_id="m2", sent_at=at(seconds=1)))
    assert operations(sent) == ["UpdateItem"]


def test_where_nobody_is_ever_asked_for_one_an_apology_costs_no_more(table, where, judge):
    judge(message())
    with requests(table) as sent:
        judge(message("对不起大家", message_id="m2", sent_at=at(seconds=1)))
    assert operations(sent) == ["UpdateItem"]


def test_an_apology_that_nobody_asked_for_is_two_reads_more(table, where, asking):
    asking(message())
    with requests(table) as sent:
        asking(message("对不起大家", message_id="m2", sent_at=at(seconds=1)))
    assert operations(sent) == ["UpdateItem", "GetItem", "Query"]


def test_an_apology_that_was_asked_for_is_one_transaction_more(table, where, asking):
    asked_for = Change(group_id=GROUP, person_id=PERSON, new_orders=(APOLOGY,))
    DynamoLedger(**where).commit(asked_for)
    asking(message())
    with requests(table) as sent:
        judged = asking(message("对不起大家", message_id="m2", sent_at=at(seconds=1)))
    assert judged.answered == 1
    assert operations(sent) == [
        *("UpdateItem", "GetItem", "Query"),
        *("GetItem", "TransactWriteItems"),
        "Query",
    ]


def test_a_full_ring_with_its_day_stays_within_one_write_unit(table, where):
    longest = "group-" + "x" * 90
    activity = DynamoActivity(**where)
    for number in range(RING_MOST + 1):
        full = Sighting(f"s{number:011d}", at(seconds=number), f"{number:011d}")
        activity.record(longest, PERSON, full)
    item = raw_item(table, keys.member(longest, PERSON), keys.ACTIVITY)
    assert size_of(item) <= ONE_UNIT


def test_an_unlinked_room_is_looked_up_once_a_minute(table, where):
    clock = ManualClock(NOON)
    directory = DynamoDirectory(**where, clock=clock)
    with requests(table) as sent:
        directory.linked(Alias("room", "wrUNKNOWN"))
        directory.linked(Alias("room", "wrUNKNOWN"))
        assert operations(sent) == ["GetItem"]
        clock.move_to(at(minutes=1))
        directory.linked(Alias("room", "wrUNKNOWN"))
    assert operations(sent) == ["GetItem", "GetItem"]


def test_a_member_is_looked_up_once_an_hour(table, where):
    clock = ManualClock(NOON)
    people = DynamoPeople(**where, clock=clock)
    people.record(person())
    people.resolve(ZHANG)
    with requests(table) as sent:
        clock.move_to(at(minutes=59))
        people.resolve(ZHANG)
        assert sent == []
        clock.move_to(at(hours=1))
        people.resolve(ZHANG)
    assert operations(sent) == ["GetItem", "GetItem"]


def test_a_name_that_moved_meanwhile_is_refused_and_looked_up_again(table, where):
    people, elsewhere = (DynamoPeople(**where, clock=ManualClock(NOON)) for _ in range(2))
    unrecorded = people.resolve(ZHANG)
    elsewhere.record(person(person_id="person-2"))
    with pytest.raises(TransientError):
        people.record(unrecorded)
    assert people.resolve(ZHANG).person_id == "person-2"


def test_an_edition_is_read_once(table, where):
    clock = ManualClock(NOON)
    DynamoDirectory(**where, clock=clock).publish(edition())
    directory = DynamoDirectory(**where, clock=clock)
    directory.edition("company-wechat-groups", "2026-11")
    clock.move_to(at(days=30))
    with requests(table) as sent:
        assert directory.edition("company-wechat-groups", "2026-11") == edition()
    assert sent == []


def test_a_duplicate_is_one_request_too(table, where):
    activity = DynamoActivity(**where)
    activity.record(GROUP, PERSON, sighting(1))
    with requests(table) as sent:
        assert DynamoActivity(**where).record(GROUP, PERSON, sighting(1)).duplicate
    assert operations(sent) == ["UpdateItem"]


def test_a_flood_stays_within_one_write_unit_and_one_request_a_message(table, where):
    activity = DynamoActivity(**where)
    with requests(table) as sent:
        for number in range(60):
            activity.record(GROUP, PERSON, sighting(number, at(seconds=number)))
            assert size_of(ring(table)) <= ONE_UNIT
    assert operations(sent) == ["UpdateItem"] * 60
    assert len(marks(table)) == RING_MOST


def test_a_fresh_process_prunes_a_full_ring_with_one_extra_write(table, where):
    for number in range(RING_MOST):
        DynamoActivity(**where).record(GROUP, PERSON, sighting(number, at(seconds=number)))
    fresh = DynamoActivity(**where)
    with requests(table) as sent:
        seen = fresh.record(GROUP, PERSON, sighting(98, at(seconds=98)))
        fresh.record(GROUP, PERSON, sighting(99, at(seconds=99)))
    assert operations(sent) == ["UpdateItem"] * 3
    assert sighting(98).mark in marks(table)
    assert sighting(0).mark not in marks(table)
    assert {each.mark for each in seen.earlier} <= marks(table) | {sighting(1).mark}


def test_an_entry_nobody_can_read_is_ignored_and_dropped(table, where):
    activity = DynamoActivity(**where)
    activity.record(GROUP, PERSON, sighting(1))
    dynamodb().update_item(
        TableName=table,
        Key={"pk": {"S": keys.member(GROUP, PERSON)}, "sk": {"S": keys.ACTIVITY}},
        UpdateExpression="SET broken = :v, worse = :n",
        ExpressionAttributeValues={":v": {"S": "?"}, ":n": {"N": "1"}},
    )
    assert activity.record(GROUP, PERSON, sighting(2)).earlier == (sighting(1),)
    activity.record(GROUP, PERSON, sighting(3))
    assert marks(table) == {sighting(n).mark for n in (1, 2, 3)}


def test_the_ring_of_a_silent_member_expires_five_days_after_the_last_message(table, where):
    DynamoActivity(**where).record(GROUP, PERSON, sighting(1))
    assert int(ring(table)["ttl"]["N"]) == at(days=5).timestamp()


def test_a_case_is_two_puts_and_a_get_and_stands_in_the_due_index(table, where):
    ledger = DynamoLedger(**where)
    with requests(table) as sent:
        ledger.open_case(case())
    assert operations(sent) == ["PutItem", "PutItem", "GetItem"]
    item = raw_item(table, keys.member(GROUP, PERSON), keys.case(NOON, case().case_id))
    assert item["due_sort"]["S"] == f"2026-11-25T04:02:00.000Z#{case().case_id}"
    assert "ttl" not in item


def test_a_recall_of_a_harmless_message_is_forgotten_after_two_weeks(table, where):
    with requests(table) as sent:
        DynamoLedger(**where).link_recall(GROUP, PERSON, "message-1", at(minutes=1))
    assert operations(sent) == ["PutItem", "Query"]
    pk, sk = keys.member(GROUP, PERSON), keys.recall(case().case_id)
    assert stored_number(table, pk, sk, "ttl") == at(days=14, minutes=1).timestamp()


def test_a_settled_case_has_no_due_attributes(table, where):
    ledger = DynamoLedger(**where)
    ledger.open_case(case())
    assert ledger.commit(escalation()) is Committed.DONE
    item = raw_item(table, keys.member(GROUP, PERSON), keys.case(NOON, case().case_id))
    assert not {"due_shard", "due_sort"} & set(item)


def test_an_escalation_is_one_read_and_one_transaction(table, where):
    ledger = DynamoLedger(**where)
    ledger.open_case(case())
    with requests(table) as sent:
        ledger.commit(escalation())
    assert operations(sent) == ["GetItem", "TransactWriteItems"]


def test_a_step_without_an_audit_entry_is_one_request(table, where):
    ledger = DynamoLedger(**where)
    ledger.open_case(case())
    ledger.commit(escalation())
    with requests(table) as sent:
        ledger.commit(
            escalation(audit=None, cases=(), standings=(), new_orders=(), orders=(order(),))
        )
    assert operations(sent) == ["PutItem"]


def test_breaches_are_counted_by_month_clause_and_group(table, where):
    ledger = DynamoLedger(**where)
    for number in range(2):
        one = case(f"message-{number}")
        ledger.open_case(one)
        assert ledger.commit(escalation(one, standings=())) is Committed.DONE
    assert stored_number(table, "COUNT#2026-11", f"{ADVERT}#{GROUP}") == 2


def test_a_removal_counter_expires_two_days_after_its_hour(table, where):
    change = escalation(cases=(), audit=None, removal=("2026-11-25T04", 3))
    assert DynamoLedger(**where).commit(change) is Committed.DONE
    pk = f"BUDGET#removals#{GROUP}#2026-11-25T04"
    assert stored_number(table, pk, "-") == 1
    assert stored_number(table, pk, "-", "ttl") == at(days=2).timestamp()


def test_an_audit_entry_that_was_tampered_with_is_found(table, where):
    ledger = DynamoLedger(**where)
    for number in range(3):
        entry = audit_entry(facts={"n": str(number)})
        ledger.commit(escalation(cases=(), standings=(), new_orders=(), audit=entry))
    dynamodb().update_item(
        TableName=table,
        Key={"pk": {"S": keys.group(GROUP)}, "sk": {"S": keys.audit(2)}},
        UpdateExpression="SET facts = :v",
        ExpressionAttributeValues={":v": {"S": '{"n":"7"}'}},
    )
    assert DynamoAuditLog(**where).verify_chain(GROUP).broken_at == 2


def test_a_discipline_longer_than_a_page_is_read_whole(table, where):
    ledger = DynamoLedger(**where)
    evidence = "证" * 30_000
    for number in range(12):
        one = case(f"message-{number}", at=at(seconds=number))
        long = tuple(replace(breach, evidence=evidence) for breach in one.breaches)
        ledger.open_case(replace(one, breaches=long))
    with requests(table) as sent:
        found = ledger.discipline(GROUP, PERSON)
    assert len(sent) > 1
    assert [each.at for each in found.cases] == [at(seconds=n) for n in range(12)]
