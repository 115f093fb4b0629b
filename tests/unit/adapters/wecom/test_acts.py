"""What each mishap of a call to the platform comes to, for messages and in groups."""

from datetime import timedelta

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.adapters.wecom.appchat_power import AppchatPower
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.customer_power import CustomerPower
from qungui.adapters.wecom.messenger import WeComMessenger
from qungui.adapters.wecom.powers import powers_of
from qungui.adapters.wecom.work_order_power import WorkOrderPower
from qungui.errors import TransientError
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.outcome import Card, Done, Later, NoPower, Refused, Unsure
from qungui.observability import metrics
from tests.support.build import NOON, group, person
from tests.support.http import Server, as_json
from tests.support.wecom import ACCOUNT, CHAT, CHAT_GROUP, fixed, free, platform

BOSS = person(Alias("userid", "boss"))
STRANGER = person(Alias("userid", "stranger"))
OUTSIDER = person(Alias("external", "wmAAAAvisitor0000000000000000003"))
NO_CHAT = group(aliases=())
CUSTOMERS = group(aliases=(Alias("chat", "wrAAAA"),))
GONE = group(aliases=(Alias("appchat", "nothing"),))


def mishap(endpoint, what, nth=1, **more):
    return Fault(endpoint=endpoint, nth=nth, mishap=what, **more)


def messenger(wecom):
    return WeComMessenger(wecom.calls(), agent_id=ACCOUNT.agent_id)


def power(wecom):
    return AppchatPower(wecom.calls())


def calls_to(url):
    clock = ManualClock(NOON)
    client = WeComClient(
        base_url=url,
        corp_id="wwcorp",
        secret=fixed("x"),
        tokens=MemoryTokenStore(),
        clock=clock,
        toll=free(),
    )
    return Calls(client, budgets=MemoryBudgets(), clock=clock)


def later(seconds):
    return NOON + timedelta(seconds=seconds)


ACTS = {
    "message/send": lambda wecom: messenger(wecom).tell(person(), "一"),
    "appchat/send": lambda wecom: power(wecom).speak(CHAT_GROUP, "一"),
    "appchat/update": lambda wecom: power(wecom).remove(CHAT_GROUP, person()),
}


@pytest.mark.parametrize("endpoint", ACTS)
@pytest.mark.parametrize(
    ("code", "seconds"), [(-1, 10), (45033, 10), (45009, 60), (60020, 900), (48002, 900)]
)
def test_a_platform_that_is_busy_or_does_not_let_us_means_later(endpoint, code, seconds):
    with platform(mishap(endpoint, Mishap.REFUSE, code=code)) as wecom:
        outcome = ACTS[endpoint](wecom)
        assert outcome == Later(later(seconds), why=f"errcode {code}")
        assert wecom.effects() == []


@pytest.mark.parametrize("endpoint", ACTS)
@pytest.mark.parametrize("code", [40003, 86006])
def test_a_refusal_is_refused_with_its_code(endpoint, code):
    with platform(mishap(endpoint, Mishap.REFUSE, code=code)) as wecom:
        assert ACTS[endpoint](wecom) == Refused(code)


@pytest.mark.parametrize("endpoint", ACTS)
def test_a_call_without_an_answer_is_unsure_for_it_was_carried_out_here(endpoint):
    with platform(mishap(endpoint, Mishap.HANG_UP)) as wecom:
        assert isinstance(ACTS[endpoint](wecom), Unsure)
        assert len(wecom.effects()) == 1


@pytest.mark.parametrize("endpoint", ACTS)
def test_a_lost_token_is_replaced_and_nobody_notices(endpoint):
    with platform(mishap(endpoint, Mishap.LOSE_TOKEN)) as wecom:
        assert ACTS[endpoint](wecom) == Done()
        assert len(wecom.effects()) == 1


@pytest.mark.parametrize("endpoint", ACTS)
def test_a_platform_that_cannot_be_reached_means_later(endpoint):
    with platform() as wecom:

        class Elsewhere:
            clock = wecom.clock

            def calls(self):
                return calls_to("http://127.0.0.1:1/cgi-bin/")

        outcome = ACTS[endpoint](Elsewhere())
        assert isinstance(outcome, Later)
        assert outcome.at == later(10)


def test_an_unsure_message_may_be_repeated_for_it_arrives_once():
    with platform(mishap("message/send", Mishap.HANG_UP)) as wecom:
        talk = messenger(wecom)
        assert isinstance(talk.tell(person(), "一"), Unsure)
        assert talk.tell(person(), "一") == Done()
        assert len(wecom.effects()) == 1


def test_an_unsure_work_order_may_be_repeated_for_it_arrives_once():
    card = Card(
        task_id="order1-0",
        title="请将一名成员移出群",
        description="",
        body="",
        facts=(),
        about=None,
        buttons=(("已移出", "removed"),),
    )
    with platform(mishap("message/send", Mishap.HANG_UP)) as wecom:
        talk = messenger(wecom)
        assert isinstance(talk.hand_over(person(), card), Unsure)
        assert talk.hand_over(person(), card) == Done()
        assert len(wecom.effects()) == 1


def test_somebody_the_platform_does_not_know_is_undeliverable():
    with platform() as wecom:
        assert messenger(wecom).tell(STRANGER, "一") == Refused(81013)


@pytest.mark.parametrize("field", ["invaliduser", "unlicenseduser"])
def test_a_receiver_missed_without_an_errcode_is_undeliverable(field):
    token = {"access_token": "t", "expires_in": 7200}
    answer = {"errcode": 0, "errmsg": "ok", **token, field: "zhangsan"}
    with Server(lambda _: as_json(answer)).running() as server:
        talk = WeComMessenger(calls_to(server.url + "/cgi-bin/"), agent_id=1)
        assert talk.tell(person(), "一") == Refused(81013)


def test_the_owner_is_not_removed_for_somebody_must_choose_who_follows():
    with platform() as wecom:
        assert power(wecom).remove(CHAT_GROUP, BOSS) == NoPower()
        assert "appchat/update" not in wecom.called()


def test_an_unsure_removal_can_be_checked():
    with platform(mishap("appchat/update", Mishap.HANG_UP)) as wecom:
        able = power(wecom)
        assert isinstance(able.remove(CHAT_GROUP, person()), Unsure)
        assert not able.has_member(CHAT_GROUP, person())


def test_a_removal_whose_roster_cannot_be_read_was_not_begun():
    with platform(mishap("appchat/get", Mishap.HANG_UP)) as wecom:
        assert isinstance(power(wecom).remove(CHAT_GROUP, person()), Later)
        assert "appchat/update" not in wecom.called()


def test_a_removal_that_would_leave_too_few_is_refused():
    with platform() as wecom:
        wecom.company.chats[CHAT.name].members = ["boss", "ZhangSan"]
        assert power(wecom).remove(CHAT_GROUP, person()) == Refused(86006)


def test_a_group_that_is_gone_has_no_members_and_takes_no_calls():
    with platform() as wecom:
        able = power(wecom)
        assert not able.has_member(GONE, person())
        assert able.remove(GONE, person()) == Refused(86003)
        assert able.speak(GONE, "一") == Refused(86003)


@pytest.mark.parametrize(("code", "alarms"), [(-1, False), (60020, True), (45009, False)])
def test_a_roster_that_cannot_be_read_is_transient(code, alarms):
    fault = mishap("appchat/get", Mishap.REFUSE, code=code)
    with platform(fault) as wecom, pytest.raises(TransientError):
        power(wecom).has_member(CHAT_GROUP, person())
    assert ("PlatformMisconfigured" in metrics.metric_set) is alarms


@pytest.mark.parametrize("code", [86001, 86008])
def test_a_group_that_is_not_ours_to_see_proves_nothing(code):
    """Nobody is called removed, and no group dissolved, because another app made it."""
    fault = mishap("appchat/get", Mishap.REFUSE, code=code)
    with platform(fault) as wecom:
        assert power(wecom).has_member(CHAT_GROUP, person()) is None
    with platform(fault) as wecom:
        assert power(wecom).look(CHAT_GROUP) is None


@pytest.mark.parametrize("code", [-1, 45009])
def test_a_customer_group_that_cannot_be_looked_at_now_is_not_one_that_nobody_can_see(code):
    fault = mishap("externalcontact/groupchat/get", Mishap.REFUSE, code=code)
    with platform(fault) as wecom, pytest.raises(TransientError):
        CustomerPower(wecom.calls()).has_member(CUSTOMERS, person())
    with platform(fault) as wecom, pytest.raises(TransientError):
        CustomerPower(wecom.calls()).look(CUSTOMERS)


def test_a_group_that_the_api_has_no_name_for_is_left_to_people():
    with platform() as wecom:
        able = power(wecom)
        assert able.speak(NO_CHAT, "一") == NoPower()
        assert able.remove(NO_CHAT, person()) == NoPower()
        assert able.invite(NO_CHAT, person()) == NoPower()
        assert able.has_member(NO_CHAT, person()) is None
        assert able.look(NO_CHAT) is None
        assert able.remove(CHAT_GROUP, OUTSIDER) == NoPower()
        assert able.invite(CHAT_GROUP, OUTSIDER) == NoPower()
        assert wecom.called() == []


def test_where_nothing_can_be_told_nothing_is():
    assert WorkOrderPower().has_member(CHAT_GROUP, person()) is None


def test_every_kind_of_group_has_its_power():
    with platform() as wecom:
        powers = powers_of(wecom.calls(), webhooks={})
    assert set(powers) == set(GroupKind)
    assert isinstance(powers[GroupKind.APPCHAT], AppchatPower)
