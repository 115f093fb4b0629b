"""What can be done in a group: in memory, and against the platform's documented form."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from local.fake_wecom.estate import CustomerChat
from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.rehearsal import RehearsedPower
from qungui.adapters.wecom.appchat_power import AppchatPower
from qungui.adapters.wecom.customer_power import CustomerPower
from qungui.adapters.wecom.webhook_power import WebhookPower
from qungui.adapters.wecom.work_order_power import WorkOrderPower
from qungui.model.ids import Alias
from qungui.model.outcome import Done, Later, NoPower, Refused, Rehearsed
from qungui.model.roster import Look
from qungui.ports import Power
from tests.support.build import GROUP, PERSON, ROOM, group, person
from tests.support.wecom import CHAT, CHAT_GROUP, platform

LISI = person(Alias("userid", "lisi"))
BOSS = person(Alias("userid", "boss"))
OUTSIDER = person(Alias("external", "wmBBBBcustomer000000000000000001"))
CUSTOMERS = group(aliases=(ROOM, Alias("chat", "wrAAAA")))
KEY = "made-up-key"


@dataclass(frozen=True)
class World:
    """
    Attributes:
        posts: What the group was told.
        removals: How many members were taken out.
        invitations: How many were brought in.
        name: Of the group now.
    """

    power: Power
    posts: Callable[[], list[str]]
    removals: Callable[[], int]
    invitations: Callable[[], int]
    name: Callable[[], str]


@pytest.fixture(params=["memory", "appchat"])
def able(request):
    """A group in which the app may act, with zhangsan, lisi and the boss, who owns it, in it."""
    if request.param == "memory":
        memory = MemoryPower()
        memory.members |= {(GROUP, PERSON), (GROUP, LISI.person_id), (GROUP, BOSS.person_id)}
        memory.owners[GROUP] = BOSS.person_id
        yield World(
            memory,
            lambda: [post.text for post in memory.posts],
            lambda: len(memory.removals),
            lambda: len(memory.invitations),
            lambda: memory.names[GROUP],
        )
        return
    with platform() as wecom:
        yield World(
            AppchatPower(wecom.calls()),
            lambda: [one.text for one in wecom.effects() if one.kind == "text"],
            lambda: sum(one.kind == "removal" for one in wecom.effects()),
            lambda: sum(one.kind == "invitation" for one in wecom.effects()),
            lambda: wecom.company.chats[CHAT.name].name,
        )


@pytest.fixture(params=["memory", "work order", "person-made"])
def unable(request):
    """A group in which only its people can act."""
    if request.param == "memory":
        yield MemoryPower(speaks=False, removes=False, tells=False)
        return
    if request.param == "work order":
        yield WorkOrderPower()
        return
    with platform() as wecom:
        yield WebhookPower(wecom.calls(), {"another group": KEY})


@pytest.fixture
def wecom():
    """With a customer group of zhangsan's, and a webhook in the person-made one."""
    with platform() as wecom:
        members = [
            {"userid": "ZhangSan", "type": 1},
            {"userid": "wmBBBBcustomer000000000000000001", "type": 2},
        ]
        wecom.company.estate.customer_chats["wrAAAA"] = CustomerChat(
            chat_id="wrAAAA", owner="ZhangSan", members=members
        )
        wecom.company.webhooks[KEY] = "room-1"
        yield wecom


def test_the_group_is_told(able):
    assert able.power.speak(CHAT_GROUP, "【群规通知】") == Done()
    assert able.posts() == ["【群规通知】"]


def test_what_is_said_twice_shows_twice(able):
    able.power.speak(CHAT_GROUP, "一")
    able.power.speak(CHAT_GROUP, "一")
    assert able.posts() == ["一", "一"]


def test_a_member_is_removed_and_gone(able):
    assert able.power.has_member(CHAT_GROUP, person())
    assert able.power.remove(CHAT_GROUP, person()) == Done()
    assert able.removals() == 1
    assert not able.power.has_member(CHAT_GROUP, person())


def test_who_is_gone_already_is_not_removed_again(able):
    able.power.remove(CHAT_GROUP, person())
    assert able.power.remove(CHAT_GROUP, person()) == Done()
    assert able.removals() == 1


def test_whoever_was_removed_is_brought_back_and_once_more_is_harmless(able):
    able.power.remove(CHAT_GROUP, person())
    assert able.power.invite(CHAT_GROUP, person()) == Done()
    assert able.power.has_member(CHAT_GROUP, person())
    assert able.power.invite(CHAT_GROUP, person()) == Done()
    assert able.invitations() == 1


def test_who_is_in_the_group_is_not_brought_in(able):
    assert able.power.invite(CHAT_GROUP, LISI) == Done()
    assert able.invitations() == 0


def test_a_group_is_renamed_and_once_more_is_harmless(able):
    assert able.power.rename(CHAT_GROUP, "[已关闭] 市场部") == Done()
    assert able.power.rename(CHAT_GROUP, "[已关闭] 市场部") == Done()
    assert able.name() == "[已关闭] 市场部"


def test_another_owner_can_be_chosen_and_the_old_one_then_removed(able):
    assert able.power.change_owner(CHAT_GROUP, LISI) == Done()
    assert able.power.change_owner(CHAT_GROUP, LISI) == Done()
    assert able.power.remove(CHAT_GROUP, BOSS) == Done()
    assert not able.power.has_member(CHAT_GROUP, BOSS)
    assert able.power.has_member(CHAT_GROUP, LISI)


def test_an_emptied_group_keeps_its_owner_and_another_only_where_two_must_stay(able):
    assert able.power.empty(CHAT_GROUP) == Done()
    assert able.power.has_member(CHAT_GROUP, BOSS)
    left = [able.power.has_member(CHAT_GROUP, each) for each in (person(), LISI)]
    assert sum(left) <= 1
    assert able.power.empty(CHAT_GROUP) in (Done(), Refused(86006))


def test_a_group_is_closed_softly_by_name_words_and_emptying(able):
    for step in (
        able.power.rename(CHAT_GROUP, "[已关闭] 市场部"),
        able.power.speak(CHAT_GROUP, "本群已关闭"),
        able.power.empty(CHAT_GROUP),
    ):
        assert step == Done()
    assert able.posts() == ["本群已关闭"]


def test_where_only_people_can_act_nothing_is_done(unable):
    assert unable.speak(CHAT_GROUP, "一") == NoPower()
    assert unable.remove(CHAT_GROUP, person()) == NoPower()
    assert unable.invite(CHAT_GROUP, person()) == NoPower()
    assert unable.rename(CHAT_GROUP, "新名") == NoPower()
    assert unable.change_owner(CHAT_GROUP, LISI) == NoPower()
    assert unable.empty(CHAT_GROUP) == NoPower()
    assert unable.look(CHAT_GROUP) is None
    assert unable.has_member(CHAT_GROUP, person()) is None


def test_a_webhook_speaks_in_the_group_it_was_made_for(wecom):
    power = WebhookPower(wecom.calls(), {GROUP: KEY})
    assert power.speak(CHAT_GROUP, "一" * 3000) == Done()
    assert [effect.to for effect in wecom.effects()] == ["room-1"]


def test_a_webhook_that_was_removed_is_refused(wecom):
    wecom.company.webhooks.clear()
    assert WebhookPower(wecom.calls(), {GROUP: KEY}).speak(CHAT_GROUP, "一") == Refused(93000)


def test_a_group_shows_its_name_its_owner_and_how_many_others_are_in_it(able):
    able.power.rename(CHAT_GROUP, "新的群名")
    able.power.change_owner(CHAT_GROUP, LISI)
    shown = able.power.look(CHAT_GROUP)
    assert (shown.name, shown.owner, shown.others) == ("新的群名", LISI.aliases[0], 2)


def test_a_customer_group_shows_itself_and_its_end(wecom):
    power = CustomerPower(wecom.calls())
    shown = power.look(CUSTOMERS)
    assert (shown.owner, shown.others) == (Alias("userid", "zhangsan"), 1)
    wecom.company.estate.customer_chats.clear()
    assert power.look(CUSTOMERS) == Look(dissolved=True)


def test_a_customer_groups_roster_tells_who_is_in_it(wecom):
    power = CustomerPower(wecom.calls())
    assert power.has_member(CUSTOMERS, person())
    assert power.has_member(CUSTOMERS, OUTSIDER)
    assert not power.has_member(CUSTOMERS, LISI)


def test_a_customer_group_gets_another_owner_and_nothing_else_by_api(wecom):
    power = CustomerPower(wecom.calls())
    assert power.change_owner(CUSTOMERS, LISI) == Done()
    assert wecom.company.estate.customer_chats["wrAAAA"].owner == "lisi"
    assert power.speak(CUSTOMERS, "一") == NoPower()
    assert power.remove(CUSTOMERS, OUTSIDER) == NoPower()
    assert power.invite(CUSTOMERS, OUTSIDER) == NoPower()


def test_a_transfer_that_fails_for_the_group_is_a_failure_though_the_call_went_well(wecom):
    unknown = group(aliases=(Alias("chat", "wrNONE"),))
    assert CustomerPower(wecom.calls()).change_owner(unknown, LISI) == Refused(40050)
    assert CustomerPower(wecom.calls()).change_owner(CUSTOMERS, OUTSIDER) == NoPower()


def test_a_dismissed_customer_group_has_no_members(wecom):
    wecom.company.estate.customer_chats.clear()
    assert not CustomerPower(wecom.calls()).has_member(CUSTOMERS, person())


@pytest.mark.parametrize("code", [48002, 60020, 84061])
def test_where_the_app_cannot_look_nobody_counts_as_gone(code):
    fault = Fault(endpoint="externalcontact/groupchat/get", nth=1, mishap=Mishap.REFUSE, code=code)
    with platform(fault) as wecom:
        assert CustomerPower(wecom.calls()).has_member(CUSTOMERS, person()) is None


def test_an_empty_budget_means_later_and_no_call(wecom):
    power = WebhookPower(wecom.calls(), {GROUP: KEY})
    while (outcome := power.speak(CHAT_GROUP, "一")) == Done():
        pass
    assert isinstance(outcome, Later)
    assert wecom.called().count("webhook/send") == 20
    wecom.clock.move_to(outcome.at)
    assert power.speak(CHAT_GROUP, "一") == Done()


def test_a_dry_run_says_what_it_would_do():
    dry = RehearsedPower()
    assert dry.speak(CHAT_GROUP, "一") == Rehearsed("speak")
    assert dry.remove(CHAT_GROUP, person()) == Rehearsed("remove")
    assert dry.invite(CHAT_GROUP, person()) == Rehearsed("invite")
    assert dry.rename(CHAT_GROUP, "新名") == Rehearsed("rename")
    assert dry.change_owner(CHAT_GROUP, LISI) == Rehearsed("change the owner")
    assert dry.empty(CHAT_GROUP) == Rehearsed("empty")
    assert dry.has_member(CHAT_GROUP, person()) is None
    assert dry.look(CHAT_GROUP) is None
