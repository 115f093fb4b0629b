"""What is said of each kind of group is what its power can do."""

from collections.abc import Callable, Mapping

import pytest

from local.fake_wecom.estate import CustomerChat
from qungui.adapters.bridge.power import BridgePower
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom.powers import powers_of
from qungui.engine.powers import Asked, Way, asked, left_to_people, way
from qungui.model.act import GROUP_ACTS, SANCTIONS, Act
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.outcome import CallOutcome, NoPower
from qungui.ports import Power
from tests.support.build import GROUP, NOON, edition, group, person
from tests.support.wecom import CHAT, platform

KEY = "made-up-key"
KNOWN = group(aliases=(CHAT, Alias("chat", "wrAAAA"), Alias("bridge", "g1")))
LISI = person(Alias("userid", "lisi"), aliases=(Alias("userid", "lisi"), Alias("bridge", "m1")))

DONE: Mapping[Act, Callable[[Power], CallOutcome]] = {
    Act.SPEAK: lambda power: power.speak(KNOWN, "一"),
    Act.REMOVE: lambda power: power.remove(KNOWN, LISI),
    Act.REINVITE: lambda power: power.invite(KNOWN, LISI),
    Act.RENAME: lambda power: power.rename(KNOWN, "新名"),
    Act.CHANGE_OWNER: lambda power: power.change_owner(KNOWN, LISI),
    Act.SOFT_CLOSE: lambda power: power.empty(KNOWN),
}


@pytest.fixture
def wecom():
    with platform() as wecom:
        members = [{"userid": "ZhangSan", "type": 1}, {"userid": "lisi", "type": 1}]
        wecom.company.estate.customer_chats["wrAAAA"] = CustomerChat(
            chat_id="wrAAAA", owner="ZhangSan", members=members
        )
        wecom.company.webhooks[KEY] = "room-1"
        yield wecom


def set_up(wecom):
    """Every kind's power at its best; nobody listens at the bridge's address."""
    bridge = BridgePower(url="http://127.0.0.1:1/", secret="s", clock=ManualClock(NOON))
    return {**powers_of(wecom.calls(), webhooks={GROUP: KEY}), GroupKind.BRIDGE: bridge}


@pytest.mark.parametrize("kind", GroupKind)
@pytest.mark.parametrize("act", DONE)
def test_a_power_does_what_is_said_of_it_and_nothing_else(wecom, kind, act):
    able = not isinstance(DONE[act](set_up(wecom)[kind]), NoPower)
    bare = not isinstance(DONE[act](powers_of(wecom.calls(), webhooks={})[kind]), NoPower)
    assert (way(kind, act) is not Way.HAND, way(kind, act) is Way.API) == (able, bare)


@pytest.mark.parametrize("kind", GroupKind)
def test_what_no_power_has_a_call_for_is_done_by_hand(kind):
    others = {*SANCTIONS, *GROUP_ACTS} - DONE.keys()
    assert all((way(kind, act) is Way.API) is (act.is_told or act.is_listed) for act in others)


def test_a_customer_group_leaves_the_notice_and_the_removal_to_its_owner():
    left = {each.act: each for each in left_to_people(edition(), GroupKind.CUSTOMER)}
    assert left.keys() == {Act.REMOVE, Act.SPEAK}
    assert left[Act.REMOVE].clause_ids == ("R01.4.5", "R01.4.4b")
    assert {each.asked for each in left.values()} == {Asked.OWNER}


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (Act.REMOVE, Asked.OWNER),
        (Act.SUSPEND_POSTING, Asked.OWNER),
        (Act.REFER, Asked.MANAGER),
        (Act.REQUIRE_APOLOGY, Asked.MEMBER),
        (Act.PERSUADE_TO_LEAVE, Asked.MEMBER),
        (Act.RECORD_FINE, Asked.MEMBER_AND_CLERK),
        (Act.REQUEST_RED_PACKET, Asked.MEMBER_AND_CLERK),
    ],
)
def test_nothing_that_is_left_to_people_is_left_to_nobody(act, who):
    assert asked(act) is who


def test_an_app_made_group_leaves_nothing_of_it():
    assert left_to_people(edition(), GroupKind.APPCHAT) == ()
