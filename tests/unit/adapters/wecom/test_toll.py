"""Every request is paid for where it leaves, and the platform's own count is heeded."""

from datetime import timedelta

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.archive import MemoryArchive
from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom import rates
from qungui.adapters.wecom.api import webhook
from qungui.adapters.wecom.archive_budget import PATH, PacedArchive
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.errcodes import BACK_OFF
from qungui.adapters.wecom.rosters import WeComRosters
from qungui.adapters.wecom.toll import NotBeforeError, Toll
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.ids import Alias
from qungui.model.outcome import Later
from tests.support.build import NOON
from tests.support.conversations import KEY, SCENES, client_for, furnish
from tests.support.wecom import free, platform

TOO_OFTEN = 45009
ADDRESSES = "getcallbackip"


class Counted(MemoryBudgets):
    def __init__(self):
        super().__init__()
        self.taken = []

    def take(self, budget, now, amount=1):
        self.taken.append(budget.name)
        return super().take(budget, now, amount)


def api(path):
    return f"api-{path.replace('/', '-')}"


def too_often(path, *numbers):
    return [Fault(endpoint=path, nth=nth, mishap=Mishap.REFUSE, code=TOO_OFTEN) for nth in numbers]


@pytest.mark.parametrize("name", SCENES)
def test_every_request_that_the_platform_sees_was_paid_for_once(name):
    budgets = Counted()
    with platform() as wecom:
        furnish(wecom.company)
        SCENES[name](client_for(wecom, name, budgets))
        paid = [budget for budget in budgets.taken if budget.startswith("api-")]
        assert paid == [api(path) for path in wecom.called()]


def test_a_call_repeated_with_another_token_is_paid_for_again():
    budgets = Counted()
    lost = Fault(endpoint=ADDRESSES, nth=1, mishap=Mishap.LOSE_TOKEN)
    with platform(lost) as wecom:
        wecom.client(budgets=budgets).get(ADDRESSES, {})
    assert budgets.taken.count(api(ADDRESSES)) == 2
    assert budgets.taken.count("api-gettoken") == 2


def test_a_pull_whose_budget_is_empty_says_when_and_calls_nothing():
    budgets = MemoryBudgets()
    (budget,) = rates.of_request("externalcontact/groupchat/get")
    with platform() as wecom:
        assert budgets.take(budget, NOON, amount=10_000) is None
        app = wecom.client(budgets=budgets)
        with pytest.raises(TransientError, match="not before 2026"):
            WeComRosters(app, lambda: app).pull(Alias("chat", "wrAAAA"))
        assert wecom.called() == ["gettoken"]


def test_an_act_whose_budget_is_empty_waits_for_it():
    budgets = MemoryBudgets()
    (budget,) = rates.of_request(ADDRESSES)
    with platform() as wecom:
        budgets.take(budget, NOON, amount=10_000)
        calls = Calls(wecom.client(budgets=budgets), budgets=budgets, clock=wecom.clock)
        outcome = calls.outcome(lambda client: client.get(ADDRESSES, {}) and None)
    assert isinstance(outcome, Later)
    assert (outcome.why, outcome.at > NOON) == ("budget", True)


def test_a_path_that_the_platform_counts_as_spent_is_left_alone():
    with platform(*too_often(ADDRESSES, 1)) as wecom:
        client = wecom.client()
        with pytest.raises(PlatformRefusal):
            client.get(ADDRESSES, {})
        with pytest.raises(NotBeforeError) as raised:
            client.get(ADDRESSES, {})
        assert raised.value.at == NOON + BACK_OFF
        assert wecom.called().count(ADDRESSES) == 1


def test_an_hours_window_is_asked_for_a_handful_of_times():
    with platform(*too_often(ADDRESSES, *range(1, 20))) as wecom:
        client, opens = wecom.client(), NOON
        while wecom.clock.now() < NOON + timedelta(hours=1):
            with pytest.raises((PlatformRefusal, NotBeforeError)) as raised:
                client.get(ADDRESSES, {})
            opens = getattr(raised.value, "at", opens)
            wecom.clock.move_to(max(opens, wecom.clock.now()))
        assert wecom.called().count(ADDRESSES) <= 6


def test_one_webhook_that_is_spent_closes_no_other():
    with platform(*too_often("webhook/send", 1)) as wecom:
        wecom.company.webhooks |= {KEY: "room-1", "another": "room-2"}
        client = wecom.client()
        with pytest.raises(PlatformRefusal):
            webhook.send_text(client, KEY, "一")
        webhook.send_text(client, "another", "二")
        with pytest.raises(NotBeforeError):
            webhook.send_text(client, KEY, "三")


def test_an_archive_whose_budget_is_empty_is_not_asked():
    budgets, archive = MemoryBudgets(), MemoryArchive()
    (budget,) = rates.of_request(PATH)
    budgets.take(budget, NOON, amount=4000)
    with pytest.raises(NotBeforeError):
        PacedArchive(archive, Toll(budgets, ManualClock(NOON))).pull(after=0, limit=10)
    assert PacedArchive(archive, free()).pull(after=0, limit=10) == []
