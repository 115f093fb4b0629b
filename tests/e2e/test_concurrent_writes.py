"""Many writers at once, against the emulator: moto loses updates when threads meet."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from qungui.adapters.dynamo.activity import DynamoActivity
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.budgets import DynamoBudgets
from qungui.adapters.dynamo.cursors import DynamoCursors
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.tokens import DynamoTokenStore
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.archive import Cursor
from qungui.model.budget import Allowance, Budget
from qungui.model.ledger import Change, Committed
from tests.support.build import (
    GROUP,
    PERSON,
    at,
    audit_entry,
    case,
    escalation,
    order,
    sighting,
)
from tests.support.table import REGION, create_table

WRITERS = 8


@pytest.fixture(scope="module")
def where(emulated):
    return {"table_name": create_table("Qungui-concurrent"), "region": REGION}


def at_once[R](ask: Callable[[int], R], times: int = 16) -> Counter[R]:
    with ThreadPoolExecutor(WRITERS) as pool:
        return Counter(pool.map(ask, range(times)))


def test_the_log_of_a_busy_group_loses_no_entry(where):
    def write(number):
        entry = audit_entry(facts={"n": str(number)})
        change = Change(group_id=GROUP, person_id=f"person-{number}", audit=entry)
        while True:
            try:
                return DynamoLedger(**where).commit(change)
            except TransientError:
                continue  # as the queue does

    assert at_once(write, times=40) == {Committed.DONE: 40}
    trail = DynamoAuditLog(**where).verify_chain(GROUP)
    assert trail.broken_at is None
    assert sorted(int(entry.facts["n"]) for entry in trail.entries) == list(range(40))


def test_a_case_is_opened_once_and_escalated_once(where):
    ledger, one = DynamoLedger(**where), case("message-once")
    assert at_once(lambda _: ledger.open_case(one)) == {True: 1, False: 15}
    change = escalation(one)
    assert at_once(lambda _: ledger.commit(change)) == {Committed.DONE: 1, Committed.CONFLICT: 15}


def test_no_more_members_are_removed_than_the_limit_of_the_hour(where):
    def remove(number):
        removal = order(case(f"message-{number}"), act=Act.REMOVE)
        change = Change(
            group_id=GROUP,
            person_id=PERSON,
            new_orders=(removal,),
            removal=("2026-11-25T04", 3),
        )
        return DynamoLedger(**where).commit(change)

    assert at_once(remove) == {Committed.DONE: 3, Committed.LIMIT: 13}


def test_concurrent_messages_all_stay_in_the_ring_and_repeats_are_known(where):
    def record(number):
        mine = sighting(number % 20, at(seconds=number % 20))
        return DynamoActivity(**where).record(GROUP, "person-flood", mine).duplicate

    assert at_once(record, times=40) == {False: 20, True: 20}
    seen = DynamoActivity(**where).record(GROUP, "person-flood", sighting(99, at(seconds=30)))
    assert len(seen.earlier) == 20


def test_one_caller_refreshes_a_token_and_one_moves_a_cursor(where):
    lease = (at(), at(seconds=9))
    taken = at_once(lambda _: DynamoTokenStore(**where).take_lease("app", *lease))
    assert taken == {True: 1, False: 15}
    cursors = DynamoCursors(**where)
    moved = at_once(lambda n: cursors.advance("ww1", seen=Cursor(), to=Cursor(n + 1, at())))
    assert moved == {True: 1, False: 15}


def test_a_budget_gives_out_what_it_holds_and_no_more(where):
    budget = Budget("busy", (Allowance("minute", 20, timedelta(minutes=1)),))
    crowd = [DynamoBudgets(**where) for _ in range(WRITERS)]

    def take(number):
        while True:
            try:
                return crowd[number % WRITERS].take(budget, at()) is None
            except TransientError:
                continue

    assert at_once(take, times=60) == {True: 20, False: 40}
