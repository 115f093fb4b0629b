"""Rosters of all three kinds of groups: in memory, and against the platform's documented form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from local.fake_wecom.company import Chat
from local.fake_wecom.estate import CustomerChat, Room
from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.rosters import MemoryRosters
from qungui.adapters.wecom.rosters import WeComRosters
from qungui.errors import TransientError
from qungui.model.ids import Alias
from qungui.model.roster import Roster, RosterMember
from qungui.ports import Rosters
from tests.support.wecom import ACCOUNT, platform

APPCHAT, CHAT, ROOM = Alias("appchat", "chat1"), Alias("chat", "wrAAAA"), Alias("room", "wrROOM1")
VISITOR = "wmBBBBcustomer000000000000000001"
BOSS, LISI, OUTSIDER = Alias("userid", "boss"), Alias("userid", "lisi"), Alias("external", VISITOR)
JOINED = datetime.fromtimestamp(1700000001, UTC)
NAMES = {APPCHAT: "市场部工作群", CHAT: "项目甲客户群", ROOM: "羽毛球群"}
KINDS = pytest.mark.parametrize("alias", [APPCHAT, CHAT, ROOM], ids=lambda alias: alias.kind)


@dataclass(frozen=True)
class World:
    rosters: Rosters
    dissolve: Callable[[], None]


def in_memory():
    def shown(alias, *names, joined=JOINED, **facts):
        members = tuple(RosterMember(alias=name, joined_at=joined) for name in names)
        return Roster(chat_id=alias.name, name=NAMES[alias], members=members, **facts)

    groups = {
        APPCHAT: shown(APPCHAT, BOSS, LISI, owner=BOSS, joined=None),
        CHAT: shown(CHAT, BOSS, OUTSIDER, owner=BOSS, administrators=(LISI,), version="v1"),
        ROOM: shown(ROOM, BOSS, LISI, owner=None, creator=LISI),
    }
    rosters = MemoryRosters(groups)
    return World(rosters, rosters.groups.clear)


def on_the_platform(company):
    company.chats[APPCHAT.name] = Chat(
        chat_id=APPCHAT.name, name=NAMES[APPCHAT], owner="boss", members=["boss", "LiSi"]
    )
    joined = {"join_time": 1700000001, "join_scene": 1}
    company.estate.customer_chats[CHAT.name] = CustomerChat(
        chat_id=CHAT.name,
        owner="boss",
        name=NAMES[CHAT],
        members=[
            {"userid": "boss", "type": 1, **joined},
            {"userid": VISITOR, "type": 2, **joined},
        ],
        administrators=["lisi"],
    )
    company.estate.rooms[ROOM.name] = Room(
        name=NAMES[ROOM],
        creator="LiSi",
        created=1700000000,
        members=[("boss", 1700000001), ("LiSi", 1700000001)],
    )

    def dissolve():
        company.chats.clear()
        company.estate.customer_chats.clear()
        company.estate.rooms.clear()

    return dissolve


@pytest.fixture(params=["memory", "wecom"])
def world(request):
    if request.param == "memory":
        yield in_memory()
        return
    with platform() as wecom:
        dissolve = on_the_platform(wecom.company)
        archive = wecom.client(secret=ACCOUNT.archive_secret)
        yield World(WeComRosters(wecom.client(), lambda: archive), dissolve)


@KINDS
def test_a_group_is_shown_with_its_name(world, alias):
    roster = world.rosters.pull(alias)
    assert (roster.chat_id, roster.name) == (alias.name, NAMES[alias])


def test_an_app_made_group_shows_its_owner_and_staff_alone(world):
    roster = world.rosters.pull(APPCHAT)
    assert roster.owner == BOSS
    assert [member.alias for member in roster.members] == [BOSS, LISI]
    assert {member.joined_at for member in roster.members} == {None}


def test_a_customer_group_shows_administrators_outsiders_and_a_version(world):
    roster = world.rosters.pull(CHAT)
    assert (roster.owner, roster.administrators, roster.version) == (BOSS, (LISI,), "v1")
    assert roster.member(OUTSIDER).joined_at == JOINED


def test_a_person_made_room_shows_its_creator_and_nobody_as_owner(world):
    roster = world.rosters.pull(ROOM)
    assert (roster.owner, roster.creator, roster.version) == (None, LISI, "")
    assert roster.member(BOSS).joined_at == JOINED


@KINDS
def test_a_group_that_is_no_more_is_none(world, alias):
    world.dissolve()
    assert world.rosters.pull(alias) is None


@pytest.mark.parametrize("code", [86001, 86003, 40050, 49008, 86008])
def test_each_code_of_a_dissolved_or_foreign_group_means_that_it_is_not_shown(code):
    with platform(Fault(endpoint="appchat/get", nth=1, mishap=Mishap.REFUSE, code=code)) as wecom:
        assert WeComRosters(wecom.client(), wecom.client).pull(APPCHAT) is None


@pytest.mark.parametrize("code", [-1, 45009, 60020, 301052, 99999])
def test_what_cannot_be_told_now_is_no_empty_roster(code):
    fault = Fault(endpoint="msgaudit/groupchat/get", nth=1, mishap=Mishap.REFUSE, code=code)
    with platform(fault) as wecom:
        archive = wecom.client(secret=ACCOUNT.archive_secret)
        with pytest.raises(TransientError):
            WeComRosters(wecom.client(), lambda: archive).pull(ROOM)


def test_a_room_is_asked_for_with_the_archives_token():
    with platform() as wecom:
        on_the_platform(wecom.company)
        with pytest.raises(TransientError):
            WeComRosters(wecom.client(), wecom.client).pull(ROOM)
