"""A small company on the platform, with a clock that only moves when told."""

from datetime import UTC, datetime

import pytest

from local.fake_wecom.company import Chat, Company
from local.fake_wecom.corp import Corp
from qungui.adapters.memory.clock import ManualClock
from tests.support.company import ACCOUNT, Caller


@pytest.fixture
def clock():
    return ManualClock(datetime(2026, 11, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def company():
    company = Company(account=ACCOUNT)
    company.employ(["anna", "boris", "chen", "dora"])
    company.chats["office"] = Chat(
        chat_id="office", name="办公室", owner="anna", members=["anna", "boris", "chen", "dora"]
    )
    company.chats["foreign"] = Chat(
        chat_id="foreign", name="别家", owner="anna", members=["anna", "boris"], ours=False
    )
    return company


@pytest.fixture
def make_caller(company, clock):
    def make(**options):
        return Caller(Corp(company, clock=clock, **options))

    return make


@pytest.fixture
def caller(make_caller):
    return make_caller()
