"""Bridged groups from their bridge's word, doubled, late and contrary as it may come."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.events import GroupDismissed
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import GroupState
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from qungui.model.person import Degree
from qungui.usecases.follow_bridge import FollowBridge
from qungui.usecases.follow_group import Followed
from qungui.usecases.move_member import MoveMember
from qungui.usecases.prove_removal import ProveRemoval
from tests.support.build import NOON, at, case, edition, group, group_order, order, settings
from tests.support.rosters import notice_members

CHAT = Alias("bridge", "g1")
WANG = Alias("bridge", "m1")


def told(change, member=None, name="", nickname=""):
    return BridgedGroupChanged(
        group=CHAT, change=BridgeChange(change), name=name, member=member, nickname=nickname
    )


class World:
    def __init__(self):
        self.directory, self.people = MemoryDirectory(), MemoryPeople()
        self.book, self.ledger = MemoryGroupBook(self.directory), MemoryLedger()
        move = MoveMember(ledger=self.ledger, directory=self.directory, clock=ManualClock(NOON))
        self.follow = FollowBridge(
            otherwise=lambda _event, _at: Followed.NOTED,
            book=self.book,
            people=self.people,
            prove=ProveRemoval(move),
            notice=notice_members(move, self.people),
        )

    def group(self):
        return self.book.known(self.book.owner(CHAT))

    def members(self):
        return {member.alias: member for member in self.group().members.values()}


@pytest.fixture
def world():
    return World()


def test_a_group_is_known_from_its_bridges_first_word(world):
    joined = told("join", WANG, name="球友群", nickname="老王")
    assert world.follow(joined, NOON) is Followed.APPLIED
    known = world.group()
    assert (known.kind, known.name, known.alias) == (GroupKind.BRIDGE, "球友群", CHAT)
    member = world.members()[WANG]
    assert (member.nickname, member.joined_at) == ("老王", NOON)
    assert world.people.resolve(WANG).degree is Degree.CLAIMED


def test_what_is_told_twice_changes_nothing(world):
    joined = told("join", WANG, nickname="老王")
    world.follow(joined, NOON)
    revision = world.group().revision
    assert world.follow(joined, at(minutes=1)) is Followed.KNOWN
    assert world.group().revision == revision
    assert world.members()[WANG].joined_at == NOON


def test_what_is_no_bridges_is_left_to_others(world):
    assert world.follow(GroupDismissed(chat_id="wrAAAA"), NOON) is Followed.NOTED


def test_a_new_nickname_takes_the_place_of_the_old_and_none_keeps_it(world):
    world.follow(told("join", WANG, nickname="老王"), NOON)
    world.follow(told("join", WANG, nickname="王总"), at(minutes=1))
    world.follow(told("join", WANG), at(minutes=2))
    assert world.members()[WANG].nickname == "王总"


def test_whoever_left_is_gone(world):
    world.follow(told("join", WANG), NOON)
    assert world.follow(told("leave", WANG), at(minutes=1)) is Followed.APPLIED
    assert world.members() == {}
    assert world.follow(told("leave", WANG), at(minutes=1)) is Followed.KNOWN


def test_an_old_leaving_that_comes_late_does_not_undo_a_new_joining(world):
    world.follow(told("join", WANG), at(minutes=5))
    assert world.follow(told("leave", WANG), at(minutes=3)) is Followed.KNOWN
    assert WANG in world.members()


def test_a_renamed_group_has_its_new_name_and_one_without_a_name_keeps_its_own(world):
    world.follow(told("rename", name="球友群"), NOON)
    assert world.follow(told("rename"), NOON) is Followed.KNOWN
    assert world.group().name == "球友群"


def test_a_dismissed_group_stays_known_as_one(world):
    world.follow(told("join", WANG), NOON)
    assert world.follow(told("dismiss"), at(minutes=1)) is Followed.DISSOLVED
    known = world.group()
    assert (known.state, known.dissolved_at) == (GroupState.DISSOLVED, at(minutes=1))


def test_a_room_of_which_only_messages_were_seen_gets_its_kind(world):
    world.book.register(CHAT, None, NOON)
    world.follow(told("rename", name="球友群"), NOON)
    assert world.group().kind is GroupKind.BRIDGE


def test_whoever_left_proves_the_order_to_remove_them_also_when_told_again(world):
    world.follow(told("join", WANG), at(minutes=-10))
    world.directory.publish(edition())
    world.directory.link(group(kind=GroupKind.BRIDGE, aliases=(CHAT,)), settings())
    world.follow(told("join", WANG), at(minutes=-10))
    of = case(person_id=world.people.resolve(WANG).person_id, at=at(minutes=-5))
    made = order(of, step=2, act=Act.REMOVE, state=OrderState.HANDED_OVER)
    change = Change(group_id=of.group_id, person_id=of.person_id, new_orders=(made,))
    world.ledger.commit(change)
    for _ in range(2):
        world.follow(told("leave", WANG), at(minutes=1))
    proved = world.ledger.discipline(of.group_id, of.person_id).order(made.order_id)
    assert (proved.state, proved.served_at) == (OrderState.PROVED, at(minutes=1))


@pytest.mark.parametrize(
    ("act", "word"),
    [(Act.DISSOLVE, told("dismiss")), (Act.RENAME, told("rename", name="新群名"))],
)
def test_the_bridges_word_proves_what_was_ordered_for_the_group_itself(world, act, word):
    world.directory.publish(edition())
    world.directory.link(group(kind=GroupKind.BRIDGE, aliases=(CHAT,)), settings())
    made = group_order(act, wanted="新群名", state=OrderState.HANDED_OVER)
    world.ledger.commit(Change(group_id=made.group_id, person_id="", new_orders=(made,)))
    world.follow(told("rename", name="旧群名"), at(minutes=1))
    for _ in range(2):
        world.follow(word, at(minutes=2))
    proved = world.ledger.discipline(made.group_id, "").order(made.order_id)
    assert (proved.state, proved.served_at) == (OrderState.PROVED, at(minutes=2))


@given(
    st.lists(
        st.tuples(st.sampled_from(["join", "leave"]), st.integers(1, 3), st.integers(1, 2)),
        max_size=20,
    )
)
def test_in_order_and_doubled_the_roster_is_what_the_words_add_up_to(words):
    world, here = World(), set()
    world.follow(told("rename", name="球友群"), NOON)
    for minute, (change, number, times) in enumerate(words, 1):
        member = Alias("bridge", f"m{number}")
        for _ in range(times):
            world.follow(told(change, member), at(minutes=minute))
        (here.add if change == "join" else here.discard)(member)
    assert world.members().keys() == here


class Moving(MemoryGroupBook):
    """A book that somebody else changes each time it is read."""

    def replace(self, read, now):
        return False


def test_a_group_that_changes_all_the_time_is_tried_again_later(world):
    book = Moving(world.directory)
    follow = replace(world.follow, book=book)
    with pytest.raises(TransientError):
        follow(told("join", WANG), NOON)


def test_whoever_joins_after_a_removal_is_noticed_as_long_as_they_are_there(world):
    filed = group(kind=GroupKind.BRIDGE, aliases=(CHAT,))
    world.directory.publish(edition())
    world.directory.link(filed, settings())
    person_id = world.people.resolve(WANG).person_id
    of = case(group_id=filed.group_id, person_id=person_id, at=at(minutes=-5))
    out = order(of, step=2, act=Act.REMOVE, state=OrderState.SERVED, served_at=at(minutes=-4))
    world.ledger.commit(Change(group_id=of.group_id, person_id=person_id, new_orders=(out,)))

    def told_of():
        orders = world.ledger.discipline(filed.group_id, person_id).orders
        return sorted(each.wanted for each in orders if each.act is Act.REPORT)

    world.follow(told("leave", WANG), NOON)
    assert told_of() == []
    for _ in range(2):
        world.follow(told("join", WANG), at(minutes=1))
    assert told_of() == ["came-back", "how-back"]
