"""Five hundred groups with three messages each, all at once, against the platform's own limits."""

import heapq
from datetime import timedelta

import pytest

from local.fake_wecom.company import Chat, Company
from local.fake_wecom.corp import Corp, Request
from qungui.adapters.allotted import AllottedBudgets
from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.messenger import WeComMessenger
from qungui.adapters.wecom.powers import powers_of
from qungui.adapters.wecom.toll import Toll
from qungui.errors import PlatformRefusal
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.outcome import Done, Later
from tests.support.build import NOON, ROOM, group, person
from tests.support.wecom import ACCOUNT

GROUPS, EACH = 500, 3
ADMIN = person(Alias("userid", "admin"))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Straight:
    """The platform without a wire: what a client does, for thousands of calls."""

    def __init__(self, corp, toll):
        self._corp = corp
        self._toll = toll
        secret = {"corpid": ACCOUNT.corp_id, "corpsecret": ACCOUNT.app_secret}
        self._secret = secret

    def get(self, path, params):
        self._toll.pay(path)
        return self._answered(Request("GET", path, {**params, **self._token()}))

    def post(self, path, data):
        self._toll.pay(path)
        return self._answered(Request("POST", path, self._token(), data))

    def post_with_key(self, path, key, data):
        self._toll.pay(path, key)
        return self._answered(Request("POST", path, {"key": key}, data))

    def _token(self):
        answer = self._corp.answer(Request("GET", "gettoken", self._secret))
        return {"access_token": answer["access_token"]}

    def _answered(self, request):
        answer = self._corp.answer(request)
        if answer["errcode"]:
            raise PlatformRefusal(answer["errcode"])
        return answer


class Crowd:
    """Groups of forty, the admin in every one of them, and a webhook each."""

    def __init__(self, accounts=0):
        company = Company(account=ACCOUNT, accounts=accounts or None)
        staff = ["admin", *(f"person{number}" for number in range(400))]
        company.employ(staff)
        for number in range(GROUPS):
            first = number * 7 % 361
            members = ["admin", *staff[first + 1 : first + 40]]
            company.chats[f"chat{number}"] = Chat(
                chat_id=f"chat{number}", name="群", owner="admin", members=members
            )
            company.webhooks[f"key{number}"] = f"room{number}"
        self.clock = ManualClock(NOON)
        self.corp = Corp(company, clock=self.clock)
        self.budgets = MemoryBudgets()
        self.accounts = accounts

    def process(self):
        """A function's own powers and messenger; budgets are what all of them share."""
        budgets = AllottedBudgets(self.budgets)
        straight = Straight(self.corp, Toll(budgets, self.clock))
        calls = Calls(straight, budgets=budgets, clock=self.clock)
        keys = {f"group{number}": f"key{number}" for number in range(GROUPS)}
        messenger = WeComMessenger(calls, agent_id=ACCOUNT.agent_id, accounts=self.accounts)
        return messenger, powers_of(calls, webhooks=keys)

    def drained(self, send):
        """When the last of all messages was out, each sent again only when it was told to be."""
        processes = [self.process() for _ in range(5)]
        waiting = [(NOON, number) for number in range(GROUPS * EACH)]
        attempts, last = 0, NOON
        while waiting:
            now, number = heapq.heappop(waiting)
            self.clock.move_to(now)
            outcome = send(*processes[number % 5], number)
            attempts += 1
            if isinstance(outcome, Later):
                assert (outcome.why, outcome.at > now) == ("budget", True)
                heapq.heappush(waiting, (outcome.at, number))
            else:
                assert outcome == Done()
                last = now
        assert attempts < GROUPS * EACH * 5
        return last - NOON

    def came_through(self):
        calls = [call for call in self.corp.calls() if call.endpoint != "gettoken"]
        assert [call.remark for call in calls if call.errcode] == []
        assert [call.remark for call in calls if "dropped" in call.remark] == []
        return sum(len(call.effects) for call in calls)


def post(_, powers, number):
    chat = group(group_id=f"group{number // EACH}", aliases=(chat_alias(number),))
    return powers[GroupKind.APPCHAT].speak(chat, f"通知{number}")


def by_webhook(_, powers, number):
    room = group(group_id=f"group{number // EACH}", aliases=(ROOM,))
    return powers[GroupKind.INTERNAL].speak(room, f"通知{number}")


def to_the_admin(messenger, _, number):
    return messenger.tell(ADMIN, f"处理结果{number}")


def to_everybody(messenger, _, number):
    return messenger.tell(person(Alias("userid", f"person{number % 400}")), f"提醒{number}")


def chat_alias(number):
    return Alias("appchat", f"chat{number // EACH}")


@pytest.mark.parametrize(
    ("send", "documented"),
    [
        (post, MINUTE * 1500 / 200),  # no member may get more than 200 a minute
        (by_webhook, timedelta(seconds=20)),  # 20 a minute each
        (to_the_admin, HOUR * 1500 / 1000),  # 1,000 an hour to one member
        (to_everybody, timedelta(seconds=30)),  # 30 a minute to each
    ],
    ids=["in app-made groups", "by webhook", "to one member", "to four hundred members"],
)
def test_all_of_it_drains_at_the_documented_rate_none_dropped_none_over(send, documented):
    crowd = Crowd()
    took = crowd.drained(send)
    assert crowd.came_through() == GROUPS * EACH
    assert took <= documented * 10 / 9 + HOUR / 9


def test_what_a_company_may_send_in_a_day_is_shared_by_all():
    crowd = Crowd(accounts=6)  # 1,200 a day
    took = crowd.drained(to_everybody)
    assert crowd.came_through() == GROUPS * EACH
    assert timedelta(days=1) < took <= timedelta(days=1.5)
