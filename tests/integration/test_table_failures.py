"""What becomes of a request that the table refuses, delays, or that another overtakes."""

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from pynamodb.exceptions import TransactWriteError

from qungui.adapters.dynamo.activity import DynamoActivity
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.cursors import DynamoCursors
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.memory.clock import ManualClock
from qungui.errors import TransientError
from qungui.model.ledger import Change, Committed
from tests.support.build import (
    GROUP,
    NOON,
    PERSON,
    ROOM,
    audit_entry,
    case,
    escalation,
    sighting,
    standing,
)
from tests.support.table import REGION, before_each, requests


@pytest.fixture
def where(table):
    return {"table_name": table, "region": REGION}


def answer(status: int, code: str, reasons: tuple[str, ...] = ()):
    http = AWSResponse("http://table", status, {}, None)
    parsed = {
        "Error": {"Code": code, "Message": ""},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    if reasons:
        parsed["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return lambda: (http, parsed)


def failing(error: Exception):
    def act():
        raise error

    return act


def logging(number: int = 1) -> Change:
    entry = audit_entry(facts={"n": str(number)})
    return Change(group_id=GROUP, person_id=PERSON, audit=entry)


class Rival:
    """Adds an entry to the group's log just before somebody else does, *times* times."""

    def __init__(self, ledger: DynamoLedger, times: int) -> None:
        self._ledger = ledger
        self._times = times
        self._busy = False

    def __call__(self):
        if not self._busy and self._times:
            self._busy, self._times = True, self._times - 1
            self._ledger.commit(logging(99))
            self._busy = False


def test_who_is_overtaken_in_the_log_writes_after_the_other(table, where):
    ledger = DynamoLedger(**where)
    with before_each(table, "TransactWriteItems", Rival(ledger, times=3)):
        assert ledger.commit(logging()) is Committed.DONE
    trail = DynamoAuditLog(**where).verify_chain(GROUP)
    assert [entry.facts["n"] for entry in trail.entries] == ["99", "99", "99", "1"]
    assert trail.broken_at is None


def test_who_is_overtaken_without_end_comes_back_later(table, where):
    ledger = DynamoLedger(**where)
    with (
        before_each(table, "TransactWriteItems", Rival(ledger, times=8)),
        pytest.raises(TransientError),
    ):
        ledger.commit(logging())
    assert len(DynamoAuditLog(**where).verify_chain(GROUP).entries) == 8


def test_a_conflict_beside_a_moved_log_is_a_conflict(table, where):
    ledger = DynamoLedger(**where)
    ledger.open_case(case())
    ledger.commit(Change(group_id=GROUP, person_id=PERSON, standings=(standing(),)))
    with before_each(table, "TransactWriteItems", Rival(ledger, times=1)):
        assert ledger.commit(escalation()) is Committed.CONFLICT


def test_a_transaction_in_the_way_is_tried_again_eight_times(table, where):
    ledger = DynamoLedger(**where)
    clash = answer(400, "TransactionCanceledException", ("TransactionConflict", "None"))
    with (
        before_each(table, "TransactWriteItems", clash),
        requests(table) as sent,
        pytest.raises(TransientError),
    ):
        ledger.commit(logging())
    assert [request.operation for request in sent].count("TransactWriteItems") == 8


def test_a_throttled_transaction_comes_back_later(table, where):
    throttled = answer(400, "TransactionCanceledException", ("None", "ThrottlingError"))
    with before_each(table, "TransactWriteItems", throttled), pytest.raises(TransientError):
        DynamoLedger(**where).commit(logging())


def test_a_transaction_of_the_wrong_shape_is_our_mistake(table, where):
    wrong = answer(400, "TransactionCanceledException", ("ValidationError", "None"))
    with before_each(table, "TransactWriteItems", wrong), pytest.raises(TransactWriteError):
        DynamoLedger(**where).commit(logging())


@pytest.mark.parametrize(
    "failure",
    [
        answer(400, "ThrottlingException"),
        answer(400, "ProvisionedThroughputExceededException"),
        answer(400, "TransactionConflictException"),
        answer(500, "InternalServerError"),
        answer(503, "Unheard"),
        failing(EndpointConnectionError(endpoint_url="http://table")),
        failing(ReadTimeoutError(endpoint_url="http://table")),
    ],
)
@pytest.mark.parametrize(
    ("operation", "ask"),
    [
        ("UpdateItem", lambda where: DynamoActivity(**where).record(GROUP, PERSON, sighting())),
        ("PutItem", lambda where: DynamoLedger(**where).open_case(case())),
        ("Query", lambda where: DynamoLedger(**where).discipline(GROUP, PERSON)),
        ("GetItem", lambda where: DynamoCursors(**where).get("ww1")),
        ("TransactWriteItems", lambda where: DynamoLedger(**where).commit(logging())),
    ],
)
def test_what_may_pass_is_transient_whatever_was_asked(table, where, operation, ask, failure):
    with before_each(table, operation, failure), pytest.raises(TransientError):
        ask(where)


def test_a_missing_right_is_no_reason_to_try_again(table, where):
    denied = answer(400, "AccessDeniedException")
    with before_each(table, "UpdateItem", denied), pytest.raises(ClientError):
        DynamoActivity(**where).record(GROUP, PERSON, sighting())


def test_a_failed_look_up_is_not_remembered_as_an_answer(table, where):
    directory = DynamoDirectory(**where, clock=ManualClock(NOON))
    with before_each(table, "GetItem", answer(500, "InternalServerError")):
        for _ in range(2):
            with pytest.raises(TransientError):
                directory.linked(ROOM)
    assert directory.linked(ROOM) is None
