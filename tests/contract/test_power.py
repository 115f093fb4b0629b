"""What can be done in a group: in memory, and against the platform's documented form."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.wecom.powers import AppchatPower, WorkOrderPower
from qungui.model.outcome import Done, NoPower
from qungui.ports import Power
from tests.support.build import GROUP, PERSON, person
from tests.support.wecom import CHAT_GROUP, platform


@dataclass(frozen=True)
class World:
    """
    Attributes:
        posts: What the group was told.
        removals: How many members were taken out.
    """

    power: Power
    posts: Callable[[], list[str]]
    removals: Callable[[], int]


@pytest.fixture(params=["memory", "appchat"])
def able(request):
    """A group in which the app may act, with zhangsan in it."""
    if request.param == "memory":
        memory = MemoryPower()
        memory.members.add((GROUP, PERSON))
        yield World(
            memory, lambda: [post.text for post in memory.posts], lambda: len(memory.removals)
        )
        return
    with platform() as wecom:
        yield World(
            AppchatPower(wecom.client(), clock=wecom.clock),
            lambda: [one.text for one in wecom.effects() if one.kind == "text"],
            lambda: sum(one.kind == "removal" for one in wecom.effects()),
        )


@pytest.fixture(params=["memory", "work order"])
def unable(request):
    """A group in which only its people can act."""
    if request.param == "memory":
        return MemoryPower(speaks=False, removes=False)
    return WorkOrderPower()


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


def test_where_only_people_can_act_nothing_is_done(unable):
    assert unable.speak(CHAT_GROUP, "一") == NoPower()
    assert unable.remove(CHAT_GROUP, person()) == NoPower()
