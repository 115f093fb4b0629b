"""Groups without events: who joined and left shows in the difference of two looks."""

from dataclasses import replace

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.rosters import MemoryRosters
from qungui.adapters.wecom.ids import person_alias
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.envelope import EnvelopeKind
from qungui.model.group import GroupKind
from qungui.model.ids import UNFILED, Alias
from qungui.model.known_group import GroupState
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from qungui.model.person import Degree, PersonFacts
from qungui.model.roster import Roster, RosterMember
from qungui.usecases.ask_for_rosters import MOST, AskForRosters
from qungui.usecases.move_member import MoveMember
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.pull_roster import Followed, PullRoster
from tests.support.build import NOON, at, case, edition, group, group_order, order, settings
from tests.support.rosters import notice_members

ROOM, APPCHAT = Alias("room", "wrROOM1"), Alias("appchat", "chat1")
ALIASES = {GroupKind.APPCHAT: APPCHAT, GroupKind.INTERNAL: ROOM}
FILED_KINDS = pytest.mark.parametrize("kind", ALIASES)


def roster(*names, alias=ROOM, **facts):
    members = tuple(RosterMember(alias=person_alias(name)) for name in names)
    return Roster(chat_id=alias.name, name="羽毛球群", owner=None, members=members, **facts)


class World:
    def __init__(self):
        self.directory, self.people = MemoryDirectory(), MemoryPeople()
        self.book, self.ledger = MemoryGroupBook(self.directory), MemoryLedger()
        self.rosters, self.lifecycle = MemoryRosters(), MemoryQueue()
        self.clock = ManualClock(NOON)
        move = MoveMember(ledger=self.ledger, directory=self.directory, clock=self.clock)
        self.pull = PullRoster(
            book=self.book,
            rosters=self.rosters,
            people=self.people,
            prove=ProveRemoval(move),
            notice=notice_members(move, self.people),
        )
        self.ask = AskForRosters(book=self.book, lifecycle=self.lifecycle, clock=self.clock)

    def id_of(self, name):
        return self.people.resolve(person_alias(name)).person_id

    def room(self, *names, when=NOON):
        self.rosters.groups[ROOM] = roster(*names)
        return self.book.register(ROOM, None, when)

    def filed(self, kind):
        self.directory.publish(edition())
        self.directory.link(group(kind=kind, aliases=(ALIASES[kind],)), settings())
        return self.book.register(ALIASES[kind], kind, NOON)

    def work_order(self, group_id, name):
        of = case(group_id=group_id, person_id=self.id_of(name), at=at(minutes=-5))
        made = order(of, step=2, act=Act.REMOVE, state=OrderState.HANDED_OVER)
        change = Change(group_id=group_id, person_id=of.person_id, new_orders=(made,))
        self.ledger.commit(change)
        return made

    def state_of(self, made):
        discipline = self.ledger.discipline(made.group_id, made.person_id)
        return discipline.order(made.order_id).state


@pytest.fixture
def world():
    return World()


def test_an_unfiled_room_gets_its_name_members_and_creator(world):
    group_id = world.room("zhangsan", "lisi")
    world.rosters.groups[ROOM] = roster("zhangsan", "lisi", creator=Alias("userid", "lisi"))
    assert world.pull(group_id, at(hours=1)) is Followed.PULLED
    known = world.book.known(group_id)
    assert group_id.startswith(UNFILED)
    assert (known.name, known.creator, known.owner) == ("羽毛球群", world.id_of("lisi"), None)
    assert known.members.keys() == {world.id_of("zhangsan"), world.id_of("lisi")}
    assert world.people.get(world.id_of("lisi")).degree is Degree.KNOWN


def test_members_of_the_first_look_joined_before_it_and_later_ones_with_theirs(world):
    group_id = world.room("zhangsan")
    world.pull(group_id, NOON)
    world.room("zhangsan", "lisi")
    for day in (1, 2):
        world.pull(group_id, at(days=day))
    members = world.book.known(group_id).members
    assert members[world.id_of("zhangsan")].joined_at is None
    assert members[world.id_of("lisi")].joined_at == at(days=1)


def test_members_who_lead_a_department_are_the_groups_leaders(world):
    group_id = world.room("zhangsan", "lisi")
    leader = world.people.resolve(person_alias("lisi"))
    world.people.note(leader, PersonFacts(leads=(2,)))
    world.pull(group_id, NOON)
    assert world.book.known(group_id).leaders == (leader.person_id,)


class Contended(MemoryLedger):
    """A ledger in which somebody else moves an order before each of the next *times* commits."""

    times = 0

    def commit(self, change):
        if self.times:
            self.times -= 1
            moved = [replace(one, version=one.version) for one in self._now(change)]
            super().commit(Change(group_id=change.group_id, person_id="", orders=tuple(moved)))
        return super().commit(change)

    def _now(self, change):
        kept = self.discipline(change.group_id, change.person_id)
        return [kept.order(one.order_id) for one in change.orders]


def contended(world, times):
    ledger = Contended()
    world.ledger = ledger
    world.pull = replace(
        world.pull, prove=ProveRemoval(replace(world.pull.prove.move, ledger=ledger))
    )
    group_id = world.filed(GroupKind.INTERNAL)
    world.rosters.groups[ROOM] = roster("zhangsan", "lisi")
    world.pull(group_id, at(minutes=-60))
    made = world.work_order(group_id, "lisi")
    world.rosters.groups[ROOM] = roster("zhangsan")
    ledger.times = times
    return group_id, made


def test_a_chase_that_moves_the_order_meanwhile_does_not_cost_the_proof(world):
    group_id, made = contended(world, 1)
    assert world.pull(group_id, at(minutes=1)) is Followed.PULLED
    assert world.state_of(made) is OrderState.PROVED


def test_an_order_that_keeps_moving_is_proved_by_the_next_look(world):
    group_id, made = contended(world, 5)
    with pytest.raises(TransientError):
        world.pull(group_id, at(minutes=1))
    assert world.pull(group_id, at(minutes=2)) is Followed.PULLED
    assert world.state_of(made) is OrderState.PROVED


def test_what_a_group_itself_shows_is_proved_though_the_order_moves_meanwhile(world):
    group_id, _ = contended(world, 0)
    made = group_order(wanted="新群名", at=at(minutes=-5), state=OrderState.HANDED_OVER)
    made = replace(made, group_id=group_id)
    world.ledger.commit(Change(group_id=group_id, person_id="", new_orders=(made,)))
    world.rosters.groups[ROOM] = replace(roster("zhangsan", "lisi"), name="新群名")
    world.ledger.times = 1
    world.pull(group_id, at(minutes=1))
    assert world.state_of(made) is OrderState.PROVED


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (("lisi",), OrderState.PROVED),
        (("zhangsan", "lisi"), OrderState.HANDED_OVER),
        ((), OrderState.HANDED_OVER),
    ],
)
def test_a_room_with_one_member_left_is_closed_though_nobody_says_who_owns_it(world, left, state):
    group_id = world.filed(GroupKind.INTERNAL)
    made = replace(
        group_order(Act.SOFT_CLOSE, at=at(minutes=-5), state=OrderState.HANDED_OVER),
        group_id=group_id,
    )
    world.ledger.commit(Change(group_id=group_id, person_id="", new_orders=(made,)))
    world.rosters.groups[ROOM] = roster(*left)
    world.pull(group_id, at(minutes=1))
    assert world.state_of(made) is state


@FILED_KINDS
def test_who_is_gone_from_the_roster_proves_the_order_to_remove_them(world, kind):
    group_id = world.filed(kind)
    world.rosters.groups[ALIASES[kind]] = roster("zhangsan", "lisi")
    world.pull(group_id, at(minutes=-60))
    made = world.work_order(group_id, "lisi")
    world.rosters.groups[ALIASES[kind]] = roster("zhangsan")
    assert world.pull(group_id, at(minutes=1)) is Followed.PULLED
    assert world.state_of(made) is OrderState.PROVED


def test_a_crash_before_the_roster_is_kept_loses_no_proof(world):
    group_id = world.filed(GroupKind.INTERNAL)
    world.rosters.groups[ROOM] = roster("zhangsan", "lisi")
    world.pull(group_id, at(minutes=-60))
    made = world.work_order(group_id, "lisi")
    world.rosters.groups[ROOM] = roster("zhangsan")

    class Crashing(MemoryLedger):
        def discipline(self, group_id, person_id):
            raise TransientError

    crashing = ProveRemoval(replace(world.pull.prove.move, ledger=Crashing()))
    with pytest.raises(TransientError):
        replace(world.pull, prove=crashing)(group_id, at(minutes=1))
    assert world.pull(group_id, at(minutes=2)) is Followed.PULLED
    assert world.state_of(made) is OrderState.PROVED


def test_a_room_that_is_shown_no_more_is_marked_and_keeps_what_was_known(world):
    group_id = world.room("zhangsan")
    world.pull(group_id, NOON)
    world.rosters.groups.clear()
    assert world.pull.when_stale(group_id, at(days=1)) is Followed.GONE
    known = world.book.known(group_id)
    assert (known.state, len(known.members)) == (GroupState.HIDDEN, 1)
    world.room("zhangsan")
    assert world.pull.when_stale(group_id, at(days=2)) is Followed.PULLED
    assert world.book.known(group_id).state is GroupState.ACTIVE


def test_a_roster_pulled_lately_is_not_pulled_for_the_schedule(world):
    group_id = world.room("zhangsan")
    assert world.pull.when_stale(group_id, NOON) is Followed.PULLED
    assert world.pull.when_stale(group_id, at(hours=23)) is Followed.KNOWN
    assert world.pull.when_stale(group_id, at(hours=24)) is Followed.PULLED
    assert world.rosters.pulls == 2


def test_nothing_is_asked_about_dissolved_unknown_or_bridged_groups(world):
    dissolved = world.room("zhangsan")
    world.book.dissolve(dissolved, NOON)
    bridged = world.book.register(Alias("bridge", "g1"), GroupKind.BRIDGE, NOON)
    for group_id in (dissolved, bridged, "group-9"):
        assert world.pull.when_stale(group_id, at(days=9)) is Followed.NOTED
    assert world.rosters.pulls == 0


def test_what_a_filing_took_over_is_looked_at_under_the_filed_id_alone(world):
    unfiled = world.room("zhangsan")
    filed = world.filed(GroupKind.INTERNAL)
    assert world.pull.when_stale(unfiled, NOON) is Followed.NOTED
    assert list(world.book.stale(NOON, 10)) == [filed]
    assert world.pull.when_stale(filed, NOON) is Followed.PULLED


def test_the_schedule_asks_once_for_each_stale_group_by_a_small_envelope(world):
    old, new = world.room("zhangsan"), world.book.register(APPCHAT, GroupKind.APPCHAT, at(hours=1))
    world.clock.move_to(at(hours=1))
    assert world.ask(at(hours=1)) == 2
    assert world.ask(at(hours=1)) == 0
    sent = world.lifecycle.sent
    assert [one.body for one in sent] == [{"group": new}, {"group": old}]
    assert {one.kind for one in sent} == {EnvelopeKind.ROSTER}
    assert [one.lane for one in sent] == [new, old]


def test_what_was_asked_for_and_never_pulled_is_asked_for_again(world):
    world.room("zhangsan")
    world.ask(NOON)
    for hours, asked in ((5, 0), (6, 1)):
        world.clock.move_to(at(hours=hours))
        assert world.ask(at(hours=hours)) == asked


def test_a_run_is_bounded_and_the_next_goes_on_with_the_others(world):
    for number in range(MOST + 1):
        world.book.register(Alias("room", f"wr{number}"), None, NOON)
    assert [world.ask(NOON), world.ask(NOON)] == [MOST, 1]
    assert len({one.group for one in world.lifecycle.sent}) == MOST + 1


def test_a_schedule_of_over_an_hour_ago_asks_for_nothing(world):
    world.room("zhangsan")
    world.clock.move_to(at(minutes=61))
    assert world.ask(NOON) == 0


class Breaking(MemoryGroupBook):
    """Dies where the roster would be kept."""

    def replace(self, read, now):
        raise TransientError


class Looks(RuleBasedStateMachine):
    """People come and go between looks; some looks break off, some are repeated."""

    def __init__(self):
        super().__init__()
        self.world = World()
        self.group_id = self.world.filed(GroupKind.INTERNAL)
        self.members, self.hours = {"zhangsan"}, 0
        self.orders = {}
        self.left = set()
        self.seen = set()
        self.broken = replace(self.world.pull, book=Breaking(self.world.directory))

    @rule(name=st.sampled_from(["lisi", "wangwu", "wmBBBBcustomer000000000000000001"]))
    def comes_or_goes(self, name):
        self.members ^= {name}

    @rule(name=st.sampled_from(["lisi", "wangwu"]))
    def is_to_be_removed(self, name):
        if name in self.seen and name not in self.orders:
            self.orders[name] = self.world.work_order(self.group_id, name)

    @rule(breaks=st.booleans())
    def a_look(self, breaks):
        self.hours += 1
        self.world.rosters.groups[ROOM] = roster(*sorted(self.members))
        self.left |= {name for name in self.orders if name in self.seen - self.members}
        if breaks:
            with pytest.raises(TransientError):
                self.broken(self.group_id, at(hours=self.hours))
            return
        self.world.pull(self.group_id, at(hours=self.hours))
        self.seen = set(self.members)

    @invariant()
    def what_is_kept_is_what_the_last_look_showed(self):
        known = self.world.book.known(self.group_id)
        shown = {str(person_alias(name)) for name in self.seen}
        assert {str(member.alias) for member in known.members.values()} == shown

    @invariant()
    def those_seen_gone_and_no_others_are_proved(self):
        proved = {
            name
            for name, made in self.orders.items()
            if self.world.state_of(made) is OrderState.PROVED
        }
        assert proved == self.left


Looks.TestCase.settings = hypothesis_settings(max_examples=40, stateful_step_count=25)
TestLooks = Looks.TestCase


def removed_before(world, group_id, name):
    of = case(group_id=group_id, person_id=world.id_of(name), at=at(minutes=-5))
    out = {"state": OrderState.SERVED, "served_at": at(minutes=-4)}
    made = order(of, step=2, act=Act.REMOVE, **out)
    world.ledger.commit(Change(group_id=group_id, person_id=of.person_id, new_orders=(made,)))


def told_of(world, group_id, name):
    discipline = world.ledger.discipline(group_id, world.id_of(name))
    return sorted(each.wanted for each in discipline.orders if each.act is Act.REPORT)


@FILED_KINDS
def test_whoever_is_back_at_the_next_look_is_noticed_and_at_the_first_look_nobody(world, kind):
    group_id = world.filed(kind)
    removed_before(world, group_id, "zhangsan")
    removed_before(world, group_id, "lisi")
    world.rosters.groups[ALIASES[kind]] = roster("zhangsan", alias=ALIASES[kind])
    world.pull(group_id, at(hours=1))
    assert told_of(world, group_id, "zhangsan") == []
    world.rosters.groups[ALIASES[kind]] = roster("zhangsan", "lisi", alias=ALIASES[kind])
    world.pull(group_id, at(hours=2))
    world.pull(group_id, at(hours=3))
    assert told_of(world, group_id, "zhangsan") == []
    assert told_of(world, group_id, "lisi") == ["came-back", "how-back"]


@pytest.mark.parametrize(("again", "reports"), [(-2.5, 0), (2, 2)])
def test_whoever_left_and_came_between_two_looks_shows_by_when_they_joined(world, again, reports):
    group_id = world.filed(GroupKind.INTERNAL)

    def shown(hours):
        member = RosterMember(alias=person_alias("lisi"), joined_at=at(hours=hours))
        world.rosters.groups[ROOM] = replace(roster(), members=(member,))

    shown(-3)
    world.pull(group_id, at(hours=1))
    removed_before(world, group_id, "lisi")
    shown(again)
    world.pull(group_id, at(hours=6))
    assert len(told_of(world, group_id, "lisi")) == reports


@pytest.mark.parametrize(("joined", "reports"), [(-30, 0), (3, 2)])
def test_whoever_half_a_page_left_out_is_not_taken_for_a_newcomer(world, joined, reports):
    group_id = world.filed(GroupKind.INTERNAL)
    removed_before(world, group_id, "lisi")

    def shown(hours, *names, lisi=-30):
        moments = {"zhangsan": at(hours=-30), "lisi": at(hours=lisi)}
        members = tuple(
            RosterMember(alias=person_alias(name), joined_at=moments[name]) for name in names
        )
        world.rosters.groups[ROOM] = replace(roster(), members=members)
        world.pull(group_id, at(hours=hours))

    shown(1, "zhangsan", "lisi")
    shown(2, "zhangsan")
    shown(26, "zhangsan", "lisi", lisi=joined)
    assert len(told_of(world, group_id, "lisi")) == reports
    assert world.book.known(group_id).members[world.id_of("lisi")].joined_at == at(hours=joined)
