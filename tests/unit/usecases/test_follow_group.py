"""Customer groups from events: the member-version protocol, whatever is lost or overtaken."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.rosters import MemoryRosters
from qungui.adapters.wecom.ids import person_alias
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.approval_events import ApprovalChanged
from qungui.model.events import (
    GroupChanged,
    GroupCreated,
    GroupDetail,
    GroupDismissed,
    JoinScene,
    MembersJoined,
    MembersLeft,
    QuitScene,
)
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import GroupState, JoinWay
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from qungui.model.person import Degree
from qungui.model.roster import Roster, RosterMember
from qungui.usecases.follow_group import FollowGroup
from qungui.usecases.move_member import MoveMember
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.pull_roster import Followed, PullRoster
from tests.support.build import GROUP, NOON, at, case, edition, group, group_order, order
from tests.support.build import settings as group_settings
from tests.support.rosters import notice_members

CHAT = "wrAAAA"
SHOWN = Alias("chat", CHAT)
FILED = group(kind=GroupKind.CUSTOMER, aliases=(Alias("chat", CHAT),))


def roster(*names, version="v1", **changes):
    made = Roster(
        chat_id=CHAT,
        name="项目A客户群",
        owner=Alias("userid", "zhangsan"),
        administrators=(Alias("userid", "lisi"),),
        members=tuple(RosterMember(alias=person_alias(name), nickname=name) for name in names),
        version=version,
    )
    return replace(made, **changes)


def joined(*names, before="v1", after="v2", scene=JoinScene.INVITED):
    return MembersJoined(chat_id=CHAT, scene=scene, members=names, before=before, after=after)


def left(*names, before="v1", after="v2", scene=QuitScene.REMOVED):
    return MembersLeft(chat_id=CHAT, scene=scene, members=names, before=before, after=after)


class World:
    def __init__(self):
        self.directory, self.people = MemoryDirectory(), MemoryPeople()
        self.book, self.ledger = MemoryGroupBook(self.directory), MemoryLedger()
        self.rosters = MemoryRosters()
        move = MoveMember(ledger=self.ledger, directory=self.directory, clock=ManualClock(NOON))
        prove = ProveRemoval(move)
        self.pull = PullRoster(
            book=self.book,
            rosters=self.rosters,
            people=self.people,
            prove=prove,
            notice=notice_members(move, self.people),
        )
        self.follow = FollowGroup(
            book=self.book,
            people=self.people,
            pull=self.pull,
            prove=prove,
            alias_of=person_alias,
        )

    def pulled(self, *names, version="v1"):
        self.rosters.groups[SHOWN] = roster(*names, version=version)
        self.follow(GroupCreated(chat_id=CHAT), NOON)

    def known(self):
        return self.book.known(self.book.register(Alias("chat", CHAT), None, NOON))

    def names(self):
        return {str(member.alias) for member in self.known().members.values()}

    def id_of(self, name):
        return self.people.resolve(person_alias(name)).person_id

    def told_of(self, name="lisi"):
        """What is reported of somebody, by the reports' own words."""
        discipline = self.ledger.discipline(GROUP, self.id_of(name))
        return sorted(each.wanted for each in discipline.orders if each.act is Act.REPORT)

    def filed_with_work_order(self, name="lisi", state=OrderState.HANDED_OVER):
        """A filed group, and an order to remove *name* that its owner has."""
        self.directory.publish(edition())
        self.directory.link(FILED, group_settings())
        of = case(person_id=self.id_of(name), at=at(minutes=-5))
        made = order(of, step=2, act=Act.REMOVE, state=state)
        change = Change(group_id=of.group_id, person_id=of.person_id, new_orders=(made,))
        self.ledger.commit(change)
        return made

    def order(self, of):
        return self.ledger.discipline(of.group_id, of.person_id).order(of.order_id)


@pytest.fixture
def world():
    return World()


def test_a_new_group_is_registered_unfiled_and_pulled(world):
    world.rosters.groups[SHOWN] = roster("zhangsan", "wmBBBBcustomer000000000000000001")
    assert world.follow(GroupCreated(chat_id=CHAT), NOON) is Followed.PULLED
    known = world.known()
    assert (known.kind, known.name, known.version) == (GroupKind.CUSTOMER, "项目A客户群", "v1")
    assert known.owner == world.id_of("zhangsan")
    assert world.names() == {"userid:zhangsan", "external:wmBBBBcustomer000000000000000001"}


def test_a_group_that_the_platform_does_not_show_is_registered_all_the_same(world):
    assert world.follow(GroupCreated(chat_id=CHAT), NOON) is Followed.GONE
    assert world.known().members == {}


def test_the_next_change_is_applied_without_a_pull(world):
    world.pulled("zhangsan")
    assert world.follow(
        joined("wmBBBBcustomer000000000000000001", scene=JoinScene.SCANNED), at(minutes=1)
    ) is (Followed.APPLIED)
    assert world.names() == {"userid:zhangsan", "external:wmBBBBcustomer000000000000000001"}
    newcomer = world.known().members[world.id_of("wmBBBBcustomer000000000000000001")]
    assert (newcomer.joined_at, newcomer.way) == (at(minutes=1), JoinWay.SCANNED)
    assert world.rosters.pulls == 1


def test_a_change_that_does_not_follow_makes_the_roster_be_pulled(world):
    world.pulled("zhangsan")
    world.rosters.groups[SHOWN] = roster("zhangsan", "lisi", "wangwu", version="v3")
    assert world.follow(joined("wangwu", before="v2", after="v3"), NOON) is Followed.PULLED
    assert len(world.names()) == 3
    assert world.known().version == "v3"


def test_a_change_delivered_twice_is_known(world):
    world.pulled("zhangsan")
    world.follow(joined("lisi"), NOON)
    assert world.follow(joined("lisi"), NOON) is Followed.KNOWN
    assert world.rosters.pulls == 1


@pytest.mark.parametrize("detail", GroupDetail)
def test_what_changed_of_the_group_is_pulled_since_the_event_does_not_say(world, detail):
    world.pulled("zhangsan")
    world.rosters.groups[SHOWN] = roster("zhangsan", name="新群名")
    event = GroupChanged(chat_id=CHAT, detail=detail)
    assert world.follow(event, NOON) is Followed.PULLED
    assert world.known().name == "新群名"


def test_a_dissolved_group_stays_in_the_book(world):
    world.pulled("zhangsan")
    assert world.follow(GroupDismissed(chat_id=CHAT), NOON) is Followed.DISSOLVED
    assert (world.known().state, world.known().dissolved_at) == (GroupState.DISSOLVED, NOON)


def test_an_approval_is_noted(world):
    event = ApprovalChanged(
        number="1",
        name="",
        status=1,
        template_id="",
        applied_at=0,
        applicant="",
        approvers=(),
        change=1,
    )
    assert world.follow(event, NOON) is Followed.NOTED


def test_members_are_recorded_staff_as_known_and_outsiders_as_they_call_themselves(world):
    world.pulled("zhangsan", "wmBBBBcustomer000000000000000001")
    degrees = [
        world.people.get(world.id_of(name)).degree
        for name in ("zhangsan", "wmBBBBcustomer000000000000000001")
    ]
    assert degrees == [Degree.KNOWN, Degree.CLAIMED]


def test_members_that_keep_changing_make_the_event_come_again(world):
    world.pulled("zhangsan")

    class Restless(MemoryRosters):
        def pull(self, alias):
            self.pulls += 1
            known = world.known()
            world.book.replace(known, replace(known, version=f"w{self.pulls}"))
            return roster("zhangsan")

    follow = replace(world.follow, pull=replace(world.pull, rosters=Restless()))
    with pytest.raises(TransientError):
        follow(GroupCreated(chat_id=CHAT), NOON)


@pytest.mark.parametrize("scene", [*QuitScene, None])
@pytest.mark.parametrize(
    "state", [OrderState.HANDED_OVER, OrderState.CLAIMED_DONE, OrderState.OVERDUE]
)
def test_whoever_left_proves_the_order_to_remove_them(world, scene, state):
    made = world.filed_with_work_order(state=state)
    world.pulled("zhangsan", "lisi")
    world.follow(left("lisi", scene=scene), at(minutes=1))
    proved = world.order(made)
    assert (proved.state, proved.served_at) == (OrderState.PROVED, at(minutes=1))


def test_a_roster_without_the_member_proves_it_too(world):
    made = world.filed_with_work_order()
    world.pulled("zhangsan", "lisi")
    world.rosters.groups[SHOWN] = roster("zhangsan", version="v5")
    world.follow(GroupChanged(chat_id=CHAT, detail=GroupDetail.NAME), at(minutes=1))
    assert world.order(made).state is OrderState.PROVED


def test_a_lost_proof_comes_with_the_repeated_event(world):
    world.pulled("zhangsan", "lisi")
    world.follow(left("lisi"), at(minutes=1))
    made = world.filed_with_work_order()
    world.rosters.groups[SHOWN] = roster("zhangsan", version="v2")
    world.follow(left("lisi"), at(minutes=1))
    assert world.order(made).state is OrderState.PROVED


@pytest.mark.parametrize("state", [OrderState.NEW, OrderState.SERVED, OrderState.REFUSED])
def test_an_order_that_no_person_has_is_not_proved(world, state):
    made = world.filed_with_work_order(state=state)
    world.pulled("zhangsan", "lisi")
    world.follow(left("lisi"), at(minutes=1))
    assert world.order(made) == made


def test_who_left_before_the_case_proves_nothing(world):
    made = world.filed_with_work_order()
    world.pulled("zhangsan", "lisi")
    world.follow(left("lisi"), at(minutes=-10))
    assert world.order(made).state is OrderState.HANDED_OVER


class Protocol(RuleBasedStateMachine):
    """Somebody joins and leaves; each event is lost, doubled, late or early."""

    def __init__(self):
        super().__init__()
        self.world, self.version = World(), 0
        self.members = {"zhangsan"}
        self.waiting = []
        self.history = {}
        self._happen()
        self.current = False

    def _happen(self):
        before, self.version = f"v{self.version}", self.version + 1
        after = f"v{self.version}"
        names = sorted(self.members)
        self.world.rosters.groups[SHOWN] = roster(*names, version=after)
        self.history[after] = {str(person_alias(name)) for name in names}
        self.current = False
        return {"before": before, "after": after}

    @rule(
        name=st.sampled_from(
            [
                "lisi",
                "wangwu",
                "wmBBBBcustomer000000000000000001",
                "wmCCCCcontact0000000000000000002",
            ]
        )
    )
    def comes_or_goes(self, name):
        comes = name not in self.members
        self.members ^= {name}
        event = (joined if comes else left)(name, **self._happen())
        self.waiting.append(event)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data(), kept=st.booleans())
    def one_arrives(self, data, kept):
        number = data.draw(st.integers(0, len(self.waiting) - 1))
        event = self.waiting[number]
        if not kept:
            self.waiting.pop(number)
        self.world.follow(event, NOON)
        self.current = self.current or event.after == f"v{self.version}"

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def one_is_lost(self, data):
        self.waiting.pop(data.draw(st.integers(0, len(self.waiting) - 1)))

    @invariant()
    def what_is_kept_is_what_the_platform_showed_at_that_version(self):
        known = self.world.known()
        if known.version:
            assert self.world.names() == self.history[known.version]

    @invariant()
    def the_latest_event_makes_it_the_present_roster(self):
        if self.current:
            assert self.world.known().version == f"v{self.version}"
            assert self.world.names() == {str(person_alias(name)) for name in self.members}


Protocol.TestCase.settings = settings(max_examples=60, stateful_step_count=30)
TestProtocol = Protocol.TestCase


def ordered(world, act, **changes):
    """A filed group whose owner has a work order for the group itself."""
    world.directory.publish(edition())
    world.directory.link(FILED, group_settings())
    made = group_order(act, state=OrderState.HANDED_OVER, at=at(minutes=-5), **changes)
    world.ledger.commit(Change(group_id=GROUP, person_id="", new_orders=(made,)))
    return made


@pytest.mark.parametrize(
    ("act", "changes", "event"),
    [
        (Act.RENAME, {"name": "新群名"}, GroupChanged(chat_id=CHAT, detail=GroupDetail.NAME)),
        (
            Act.CHANGE_OWNER,
            {"owner": Alias("userid", "lisi")},
            GroupChanged(chat_id=CHAT, detail=GroupDetail.OWNER),
        ),
    ],
)
def test_a_change_that_the_roster_shows_proves_the_groups_order(world, act, changes, event):
    made = ordered(world, act, wanted="新群名", about=world.id_of("lisi"))
    world.people.record(world.people.resolve(Alias("userid", "lisi")))
    world.pulled("zhangsan", "lisi")
    assert world.order(made).state is OrderState.HANDED_OVER
    world.rosters.groups[SHOWN] = roster("zhangsan", "lisi", version="v2", **changes)
    world.follow(event, at(minutes=5))
    proved = world.order(made)
    assert (proved.state, proved.served_at) == (OrderState.PROVED, at(minutes=5))


@pytest.mark.parametrize("act", [Act.DISSOLVE, Act.SOFT_CLOSE])
def test_a_dismissed_group_proves_that_it_was_closed(world, act):
    made = ordered(world, act)
    world.follow(GroupDismissed(chat_id=CHAT), at(minutes=5))
    assert world.order(made).state is OrderState.PROVED
    world.follow(GroupDismissed(chat_id=CHAT), at(minutes=6))
    assert world.order(made).served_at == at(minutes=5)


def test_a_group_is_closed_when_only_its_owner_is_left_in_it(world):
    made = ordered(world, Act.SOFT_CLOSE)
    world.pulled("zhangsan", "lisi", "wmBBBBcustomer000000000000000001")
    world.follow(left("lisi"), at(minutes=5))
    assert world.order(made).state is OrderState.HANDED_OVER
    world.follow(left("wmBBBBcustomer000000000000000001", before="v2", after="v3"), at(minutes=6))
    assert world.order(made).state is OrderState.PROVED


def test_what_a_group_showed_before_it_was_asked_proves_nothing(world):
    made = ordered(world, Act.DISSOLVE)
    world.follow(GroupDismissed(chat_id=CHAT), at(minutes=-6))
    assert world.order(made).state is OrderState.HANDED_OVER


REMOVED_BEFORE = {"state": OrderState.SERVED, "served_at": at(minutes=-4)}


def removed_before(world, name="lisi"):
    world.directory.publish(edition())
    world.directory.link(FILED, group_settings())
    of = case(person_id=world.id_of(name), at=at(minutes=-5))
    made = order(of, step=2, act=Act.REMOVE, **REMOVED_BEFORE)
    world.ledger.commit(Change(group_id=GROUP, person_id=of.person_id, new_orders=(made,)))


@pytest.mark.parametrize("before", ["v1", "lost"])
def test_whoever_joins_after_a_removal_is_noticed_once_by_event_or_pull(world, before):
    removed_before(world)
    world.pulled("zhangsan")
    world.rosters.groups[SHOWN] = roster("zhangsan", "lisi", version="v2")
    event = joined("lisi", before=before)
    for _ in range(2):
        world.follow(event, at(minutes=1))
    assert world.told_of() == ["came-back", "how-back"]


def test_a_crash_after_the_join_was_stored_loses_no_notice(world):
    class Dying(MemoryLedger):
        def discipline(self, group_id, person_id):
            msg = f"died at {person_id} of {group_id}"
            raise TransientError(msg)

    removed_before(world)
    world.pulled("zhangsan")
    dying = ProveRemoval(replace(world.follow.prove.move, ledger=Dying()))
    with pytest.raises(TransientError):
        replace(world.follow, prove=dying)(joined("lisi"), at(minutes=1))
    assert "userid:lisi" in world.names()
    assert world.follow(joined("lisi"), at(minutes=1)) is Followed.KNOWN
    assert world.told_of() == ["came-back", "how-back"]


def test_others_who_join_are_not_spoken_of(world):
    removed_before(world)
    world.pulled("zhangsan")
    world.follow(joined("wangwu"), at(minutes=1))
    assert world.told_of("wangwu") == []
