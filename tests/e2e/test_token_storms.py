"""The storms of tests/integration on the real table: fifty stores of their own, one emulator."""

from contextlib import contextmanager
from itertools import count

import pytest

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.table import opened
from qungui.adapters.dynamo.tokens import DynamoTokenStore
from tests.support import storms
from tests.support.table import REGION, create_table
from tests.support.wecom import platform

NUMBERS = count(1)


@pytest.fixture
def store(emulated):
    """Makes another process's store; all lead to one table, which is new for each test."""
    name = create_table(f"Qungui-storm-{next(NUMBERS)}")

    def made():
        opened.cache_clear()  # a process shares no connection with another one
        return DynamoTokenStore(table_name=name, region=REGION)

    return made


@contextmanager
def today(*faults):
    """By the wall clock, since the emulator drops tokens that ran out by it."""
    with platform(*faults) as wecom:
        wecom.clock.move_to(SystemClock().now())
        yield wecom


def test_fifty_cold_functions_make_one_token_call(store):
    with today() as wecom:
        storms.fifty_make_one_token_call(wecom, store)


def test_a_revoked_token_costs_one_refresh_however_many_hold_it(store):
    with today(storms.REVOKED) as wecom:
        storms.a_revoked_token_costs_one_refresh(wecom, store)


def test_a_wrong_secret_is_tried_once_and_alarms_instead_of_looping(store):
    with today() as wecom:
        storms.a_wrong_secret_is_tried_once(wecom, store)
