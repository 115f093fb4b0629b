"""What an audit log asks of the table, and what is left when somebody breaks off or breaks in."""

import pytest

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.memory.clock import ManualClock
from qungui.errors import TransientError
from qungui.model.anchor import anchored
from qungui.model.ledger import ORGANISATION, Flaw
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from tests.support.build import GROUP, NOON, PERSON, at, audit_entry, edition
from tests.support.table import REGION, before_each, dynamodb, raw_item, requests, size_of


@pytest.fixture
def log(table):
    return DynamoAuditLog(table_name=table, region=REGION)


def about(number, **people):
    return audit_entry(facts={"n": str(number)}, people=people)


def overwrite(table, number, name, value):
    dynamodb().update_item(
        TableName=table,
        Key={"pk": {"S": keys.group(GROUP)}, "sk": {"S": keys.audit(number)}},
        UpdateExpression="SET #n = :v",
        ExpressionAttributeNames={"#n": name},
        ExpressionAttributeValues={":v": value},
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("facts", {"S": "not JSON"}),
        ("facts", {"S": "[]"}),
        ("facts", {"N": "7"}),
        ("kind", {"S": "no-such-kind"}),
        ("at", {"S": "yesterday"}),
        ("number", {"S": "two"}),
        ("sealed", {"S": "7"}),
        ("people", {"M": {"by": {"N": "7"}}}),
    ],
)
def test_an_entry_that_a_hand_made_unreadable_is_found_and_not_stumbled_over(
    table, log, name, value
):
    for number in range(3):
        log.append(GROUP, about(number, by=PERSON))
    overwrite(table, 2, name, value)
    trail = log.verify_chain(GROUP)
    assert (trail.flaws, len(trail.entries)) == ({2: Flaw.CHAIN}, 2)


def test_a_head_that_a_hand_made_unreadable_is_found_and_left_out_of_the_anchor(table, log):
    log.append(GROUP, about(1))
    log.append("group-2", about(1))
    dynamodb().update_item(
        TableName=table,
        Key={"pk": {"S": keys.group(GROUP)}, "sk": {"S": keys.AUDIT_HEAD}},
        UpdateExpression="SET digest = :v",
        ExpressionAttributeValues={":v": {"N": "7"}},
    )
    assert log.verify_chain(GROUP).broken_at == 1
    assert log.heads().keys() == {"group-2"}


def test_a_name_stands_in_the_table_beside_its_digest_and_nowhere_else(table, log):
    log.append(GROUP, about(1, by=PERSON))
    item = raw_item(table, keys.group(GROUP), keys.audit(1))
    assert [name for name, value in item.items() if PERSON in str(value)] == ["people"]
    salt = item["salts"]["M"]["by"]["S"]
    assert len(bytes.fromhex(salt)) == 32
    log.append(GROUP, about(2, by=PERSON))
    other = raw_item(table, keys.group(GROUP), keys.audit(2))
    assert other["salts"]["M"]["by"]["S"] != salt
    log.forget(GROUP, {PERSON}, at())
    item = raw_item(table, keys.group(GROUP), keys.audit(1))
    assert (item["people"]["M"], item["salts"]["M"]) == ({}, {})
    assert PERSON not in str(item)


def test_forgetting_that_breaks_off_goes_on_when_it_is_asked_for_again(table, log):
    for number in range(4):
        log.append(GROUP, about(number, by=PERSON))
    asked = iter(range(9))

    def dies_at_the_third():
        if next(asked) == 2:
            raise TransientError("died")

    with (
        before_each(table, "UpdateItem", dies_at_the_third),
        pytest.raises(TransientError),
    ):
        log.forget(GROUP, {PERSON}, at())
    trail = log.verify_chain(GROUP)
    assert trail.flaws == {}
    assert [entry.people.get("by") for entry in trail.entries] == ["", "", PERSON, PERSON, None]
    assert log.forget(GROUP, {PERSON}, at()) == 2
    trail = log.verify_chain(GROUP)
    assert (trail.flaws, PERSON in str(trail.entries)) == ({}, False)


def test_an_entry_of_its_own_waits_for_who_overtakes_it_and_not_without_end(table, log):
    rival = DynamoAuditLog(table_name=table, region=REGION)
    left = iter([True] * 2)

    def overtake():
        if next(left, False):
            rival.append(GROUP, about(9))

    with before_each(table, "TransactWriteItems", overtake):
        log.append(GROUP, about(1))
    assert [entry.facts["n"] for entry in log.verify_chain(GROUP).entries] == ["9", "9", "1"]
    busy = []

    def always():
        if not busy:
            busy.append(True)
            rival.append(GROUP, about(9))
            busy.clear()

    with before_each(table, "TransactWriteItems", always), pytest.raises(TransientError):
        log.append(GROUP, about(1))


def test_an_edition_and_its_entry_are_written_together_or_not_at_all(table, log):
    directory = DynamoDirectory(table_name=table, region=REGION, clock=ManualClock(NOON))
    rival = DynamoAuditLog(table_name=table, region=REGION)
    left = iter([True])

    def overtake():
        if next(left, False):
            rival.append(ORGANISATION, about(9))

    change = OrganisationChange(
        rulebook=edition().rulebook, settings=OrganisationSettings(version=1), audit=about(1)
    )
    with (
        before_each(table, "TransactWriteItems", overtake),
        pytest.raises(TransientError),
    ):
        directory.publish(edition(), change=change)
    assert directory.published(edition().rulebook) == ()
    directory.publish(edition(), change=change)
    assert [entry.facts["n"] for entry in log.verify_chain(ORGANISATION).entries] == ["9", "1"]


def test_an_anchor_asks_for_a_hundred_ends_at_a_time_and_is_one_write(table, log):
    for number in range(101):
        log.append(f"group-{number}", about(number))
    with requests(table) as sent:
        heads = log.heads()
        anchor = anchored(NOON.date(), heads, log.last())
        assert log.keep(anchor, heads, about(1))
    assert [each.operation for each in sent] == [
        "Query", "BatchGetItem", "BatchGetItem", "Query", "TransactWriteItems",
    ]  # fmt: skip
    page = raw_item(table, keys.ORGANISATION, keys.heads(NOON.date(), 0))
    assert size_of(page) / len(heads) < 100


def test_ends_that_the_table_holds_back_are_asked_for_again_later(table, log):
    log.append(GROUP, about(1))
    held_back = {"Responses": {table: []}, "UnprocessedKeys": {table: {"Keys": []}}}
    http = type("Answer", (), {"status_code": 200})()
    with (
        before_each(table, "BatchGetItem", lambda: (http, held_back)),
        pytest.raises(TransientError),
    ):
        log.heads()
