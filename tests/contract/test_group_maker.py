"""Groups that our app makes: in memory, and against the platform's documented form."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.group_maker import MemoryGroupMaker
from qungui.adapters.rehearsal import RehearsedGroupMaker
from qungui.adapters.wecom.appchat_maker import AppchatMaker
from qungui.model.ids import Alias
from qungui.model.outcome import Done, Later, NoPower, Rehearsed, Unsure
from qungui.ports import GroupMaker
from tests.support.build import person
from tests.support.wecom import platform

BOSS, LISI = (person(Alias("userid", name)) for name in ("boss", "lisi"))
OUTSIDER = person(Alias("external", "wmBBBBcustomer000000000000000001"))


@dataclass(frozen=True)
class World:
    """
    Attributes:
        shown: Name, owner and number of members of a chat, as the platform has it.
    """

    maker: GroupMaker
    shown: Callable[[str], tuple[str, str, int]]


@pytest.fixture(params=["memory", "appchat"])
def world(request):
    if request.param == "memory":
        maker = MemoryGroupMaker()
        userids = {one.person_id: one.userid for one in (BOSS, LISI)}

        def kept(chat_id):
            made = maker.made[chat_id]
            return made.name, userids[made.members[0]], len(made.members)

        yield World(maker, kept)
        return
    with platform() as wecom:

        def there(chat_id):
            chat = wecom.company.chats[chat_id]
            return chat.name, chat.owner, len(chat.members)

        yield World(AppchatMaker(wecom.calls()), there)


def test_a_group_is_made_and_the_first_of_its_members_owns_it(world):
    assert world.maker.make("c1", "项目甲", [LISI, BOSS]) == Done()
    assert world.shown("c1") == ("项目甲", "lisi", 2)


def test_a_group_that_is_there_already_stays_as_it_is(world):
    world.maker.make("c1", "项目甲", [LISI, BOSS])
    assert world.maker.make("c1", "项目乙", [BOSS, LISI]) == Done()
    assert world.shown("c1") == ("项目甲", "lisi", 2)


@pytest.mark.parametrize("members", [[], [BOSS], [BOSS, OUTSIDER]])
def test_what_the_platform_would_not_take_a_person_must_make(world, members):
    assert world.maker.make("c1", "项目甲", members) == NoPower()


def test_a_group_whose_making_was_not_answered_is_there_when_it_is_made_again():
    with platform(Fault(endpoint="appchat/create", nth=1, mishap=Mishap.HANG_UP)) as wecom:
        maker = AppchatMaker(wecom.calls())
        assert isinstance(maker.make("c1", "项目甲", [BOSS, LISI]), Unsure)
        assert maker.make("c1", "项目甲", [BOSS, LISI]) == Done()


def test_a_busy_platform_is_asked_again():
    with platform(Fault(endpoint="appchat/create", nth=1, mishap=Mishap.REFUSE)) as wecom:
        assert isinstance(AppchatMaker(wecom.calls()).make("c1", "甲", [BOSS, LISI]), Later)


def test_a_dry_run_makes_none():
    outcome = RehearsedGroupMaker().make("c1", "甲", [BOSS, LISI])
    assert isinstance(outcome, Rehearsed)
