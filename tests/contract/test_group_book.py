from dataclasses import replace

import pytest

from qungui.errors import InvalidEventError
from qungui.model.group import GroupKind, Role
from qungui.model.ids import UNFILED, Alias
from qungui.model.known_group import GroupState, JoinWay, Member, MemberChange, day_of
from tests.support.build import NOON, ROOM, at, edition, group, settings

CHAT = Alias("chat", "wrAAAA")
LI, WANG = "person-li", "person-wang"


def member(name="lisi", **changes):
    return replace(Member(alias=Alias("userid", name), joined_at=NOON), **changes)


@pytest.fixture
def book(stores):
    return stores.group_book


@pytest.fixture
def group_id(book):
    return book.register(CHAT, GroupKind.CUSTOMER, NOON)


def pulled(book, group_id, version="v1", **members):
    read = book.known(group_id)
    now = replace(
        read,
        name="项目A客户群",
        owner=LI,
        administrators=(WANG,),
        members={f"person-{name}": member(name) for name in members},
        version=version,
    )
    assert book.replace(read, now)
    return book.known(group_id)


def test_a_group_of_nobody_is_registered_once_and_unfiled(book, group_id):
    assert group_id.startswith(UNFILED)
    assert book.register(CHAT, GroupKind.CUSTOMER, at(days=1)) == group_id
    known = book.known(group_id)
    assert (known.kind, known.first_seen, known.alias) == (GroupKind.CUSTOMER, NOON, CHAT)
    assert (known.state, known.members, known.version) == (GroupState.ACTIVE, {}, "")


def test_a_room_whose_kind_is_unknown_learns_it_later(book):
    group_id = book.register(CHAT, None, NOON)
    assert book.known(group_id).kind is None
    book.register(CHAT, GroupKind.CUSTOMER, NOON)
    book.register(CHAT, None, NOON)
    assert book.known(group_id).kind is GroupKind.CUSTOMER


def test_an_unfiled_group_is_linked_to_no_rulebook(stores, group_id):
    stores.directory.publish(edition())
    assert stores.directory.linked(CHAT) is None


def test_a_filed_group_is_registered_under_its_own_id(stores):
    stores.directory.publish(edition())
    stores.directory.link(group(), settings())
    assert stores.group_book.register(ROOM, None, NOON) == group().group_id


def test_a_filing_takes_an_unfiled_group_over(stores, group_id):
    stores.directory.publish(edition())
    filed = group(aliases=(CHAT,))
    stores.directory.link(filed, settings())
    assert stores.group_book.register(CHAT, GroupKind.CUSTOMER, NOON) == filed.group_id
    assert stores.directory.group(filed.group_id).group == filed


def test_nobody_knows_a_group_that_was_never_seen(book):
    assert book.known("group-9") is None


def test_what_is_pulled_comes_back_whole(book, group_id):
    known = pulled(book, group_id, li=1, wang=1)
    assert known.members == {LI: member("li"), WANG: member("wang")}
    assert (known.name, known.owner, known.administrators) == ("项目A客户群", LI, (WANG,))
    assert known.version == "v1"


def test_every_fact_of_a_member_is_kept(book, group_id):
    read = book.known(group_id)
    whole = member(
        nickname="产品-李四",
        way=JoinWay.LINK,
        inviter=Alias("userid", "zhangsan"),
        seen_at=NOON,
    )
    assert book.replace(read, replace(read, members={LI: whole}, version="v1"))
    assert book.known(group_id).members == {LI: whole}


def test_the_next_change_is_applied(book, group_id):
    pulled(book, group_id, li=1)
    change = MemberChange(before="v1", after="v2", joined={WANG: member("wang")}, left=(LI,))
    assert book.apply(group_id, change)
    known = book.known(group_id)
    assert (known.members, known.version) == ({WANG: member("wang")}, "v2")


@pytest.mark.parametrize("before", ["v0", "v2", ""])
def test_any_other_change_is_refused(book, group_id, before):
    was = pulled(book, group_id, li=1)
    assert not book.apply(group_id, MemberChange(before=before, after="v9", left=(LI,)))
    assert book.known(group_id) == was


def test_a_group_never_pulled_takes_no_change(book, group_id):
    assert not book.apply(group_id, MemberChange(before="", after="v1", left=(LI,)))
    assert not book.apply("group-9", MemberChange(before="v0", after="v1", left=(LI,)))


def test_a_pull_that_somebody_overtook_is_refused(book, group_id):
    pulled(book, group_id, li=1)
    read = book.known(group_id)
    book.apply(group_id, MemberChange(before="v1", after="v2", joined={WANG: member("wang")}))
    assert not book.replace(read, replace(read, members={}, version="v1"))
    assert set(book.known(group_id).members) == {LI, WANG}


def test_five_hundred_members_are_replaced(book, group_id):
    pulled(book, group_id, **{f"m{number}": 1 for number in range(500)})
    known = pulled(book, group_id, "v2", **{f"m{number}": 1 for number in range(250, 500)})
    assert len(known.members) == 250
    assert known.version == "v2"


def test_the_first_dissolution_counts(book, group_id):
    book.dissolve(group_id, NOON)
    book.dissolve(group_id, at(days=1))
    known = book.known(group_id)
    assert (known.state, known.dissolved_at) == (GroupState.DISSOLVED, NOON)


def test_dissolving_a_group_that_was_never_seen_makes_none(book):
    book.dissolve("group-9", NOON)
    assert book.known("group-9") is None


def test_an_id_with_a_separator_is_refused(book):
    with pytest.raises(InvalidEventError):
        book.register(Alias("chat", "wr#1"), None, NOON)


def test_every_group_is_listed(stores, book, group_id):
    stores.directory.publish(edition())
    stores.directory.link(group(), settings())
    filed = book.register(ROOM, None, at(minutes=-1))
    assert set(book.every()) == {filed, group_id}


def room(book, number, seen=NOON):
    return book.register(Alias("room", f"wrROOM{number}"), None, seen)


def looked(book, group_id, when):
    read = book.known(group_id)
    assert book.replace(read, replace(read, name="羽毛球群", looked_at=when))


def test_a_group_never_pulled_is_stale_at_once_the_newest_first(book):
    old, new = room(book, 1), room(book, 2, at(hours=1))
    assert list(book.stale(at(hours=1), 10)) == [new, old]
    assert list(book.stale(at(minutes=1), 10)) == [old]
    assert list(book.stale(at(hours=1), 1)) == [new]


def test_a_roster_is_stale_a_day_after_it_was_pulled(book):
    group_id = room(book, 1)
    looked(book, group_id, at(hours=1))
    assert list(book.stale(at(hours=24), 10)) == []
    assert list(book.stale(at(hours=25), 10)) == [group_id]
    assert book.known(group_id).looked_at == at(hours=1)


def test_what_was_asked_for_is_stale_again_only_later(book):
    group_id = room(book, 1)
    book.postpone(group_id, at(hours=6))
    assert list(book.stale(at(hours=5), 10)) == []
    assert list(book.stale(at(hours=6), 10)) == [group_id]
    looked(book, group_id, at(hours=6))
    book.postpone(group_id, at(hours=7))
    assert list(book.stale(at(hours=29), 10)) == []


def test_a_hidden_group_keeps_all_that_was_known_and_is_looked_for_daily(book, group_id):
    known = pulled(book, group_id, li=1)
    book.hide(group_id, at(hours=1))
    hidden = book.known(group_id)
    assert (hidden.state, hidden.looked_at) == (GroupState.HIDDEN, at(hours=1))
    assert (hidden.name, hidden.members) == (known.name, known.members)
    assert list(book.stale(at(hours=24), 10)) == []
    assert list(book.stale(at(hours=25), 10)) == [group_id]


def test_a_hidden_group_that_is_shown_again_is_active(book, group_id):
    book.hide(group_id, NOON)
    read = book.known(group_id)
    assert book.replace(read, replace(read, looked_at=at(days=1)))
    assert book.known(group_id).state is GroupState.ACTIVE


def test_a_hidden_group_that_was_not_looked_at_anew_stays_hidden(book, group_id):
    book.hide(group_id, NOON)
    assert pulled(book, group_id, li=1).state is GroupState.HIDDEN


def test_a_dissolved_group_is_neither_hidden_nor_looked_for(book, group_id):
    book.dissolve(group_id, NOON)
    book.hide(group_id, NOON)
    assert book.known(group_id).state is GroupState.DISSOLVED
    assert list(book.stale(at(days=9), 10)) == []
    assert pulled(book, group_id, li=1).state is GroupState.DISSOLVED
    assert list(book.stale(at(days=9), 10)) == []


@pytest.mark.parametrize("end", ["hide", "dissolve"])
def test_a_pull_that_the_groups_end_overtook_is_refused(book, group_id, end):
    read = book.known(group_id)
    getattr(book, end)(group_id, NOON)
    assert not book.replace(read, replace(read, name="项目A客户群"))


def test_every_fact_of_a_room_is_kept(book):
    group_id = room(book, 1)
    read = book.known(group_id)
    assert book.replace(read, replace(read, creator=LI, leaders=(WANG,), looked_at=NOON))
    known = book.known(group_id)
    assert (known.creator, known.leaders, known.owner) == (LI, (WANG,), None)


def test_a_filed_group_is_known_by_the_alias_that_the_platform_shows_it_by(stores, book):
    appchat = Alias("appchat", "chat1")
    stores.directory.publish(edition())
    stores.directory.link(group(aliases=(ROOM, appchat)), settings())
    for alias in (ROOM, appchat, ROOM):
        book.register(alias, GroupKind.APPCHAT, NOON)
    assert book.known(group().group_id).alias == appchat


def test_a_member_was_last_seen_on_a_day_and_never_earlier_again(book, group_id):
    pulled(book, group_id, li=1)
    for when in (at(days=1), at(hours=1), at(days=1, minutes=5)):
        book.saw(group_id, LI, when)
    assert book.known(group_id).members[LI].seen_at == day_of(at(days=1))


def test_who_is_on_no_roster_is_not_put_on_one_by_a_message(book, group_id):
    pulled(book, group_id, li=1)
    book.saw(group_id, WANG, NOON)
    book.saw("group-9", WANG, NOON)
    assert set(book.known(group_id).members) == {LI}


def test_a_pull_does_not_forget_when_somebody_was_last_seen(book, group_id):
    read = pulled(book, group_id, li=1)
    book.saw(group_id, LI, NOON)
    changed = replace(read, members={LI: member("lisi", nickname="李四")})
    assert book.replace(read, changed)
    kept = book.known(group_id).members[LI]
    assert (kept.nickname, kept.seen_at) == ("李四", day_of(NOON))


def test_what_members_say_they_are_called_outlives_a_pull(book, group_id):
    read = pulled(book, group_id, li=1)
    assert book.declare(group_id, LI, "财务部+李四")
    assert not book.declare(group_id, WANG, "财务部+王五")
    assert not book.declare("group-9", WANG, "财务部+王五")
    assert set(book.known(group_id).members) == {LI}
    changed = replace(read, members={LI: member("lisi", nickname="李四")})
    assert book.replace(read, changed)
    kept = book.known(group_id).members[LI]
    assert (kept.nickname, kept.declared) == ("李四", "财务部+李四")


def test_what_a_bridge_tells_of_a_member_is_kept_and_can_change(book, group_id):
    read = pulled(book, group_id, li=1)
    shown = member("lisi", nickname="李四", named_at=NOON, picture=("卡通猫",))
    assert book.replace(read, replace(read, members={LI: shown}))
    read = book.known(group_id)
    assert read.members[LI] == shown
    cleared = replace(shown, named_at=None, picture=None)
    assert book.replace(read, replace(read, members={LI: cleared}))
    assert book.known(group_id).members[LI] == cleared


def test_whose_an_alias_is(stores, book, group_id):
    assert book.owner(CHAT) == group_id
    assert book.owner(Alias("chat", "wrNOBODY")) is None
    stores.directory.publish(edition())
    stores.directory.link(group(aliases=(CHAT,)), settings())
    assert book.owner(CHAT) == group().group_id


def test_roles_that_the_filing_leaves_open_come_from_the_roster(stores):
    stores.directory.publish(edition())
    filed = group(aliases=(CHAT,), roles={Role.OWNER: ("person-filed",)})
    stores.directory.link(filed, settings())
    pulled(stores.group_book, stores.group_book.register(CHAT, None, NOON), li=1)
    read = stores.directory.group(filed.group_id).group
    assert read.holders_of(Role.OWNER) == ("person-filed",)
    assert read.holders_of(Role.ADMINISTRATOR) == (WANG,)
    stores.directory.link(read, settings())  # what a roster shows does not become a filing
    assert stores.directory.group(filed.group_id).group.roles == filed.roles


def test_the_rosters_that_somebody_is_on_are_found(book):
    nicknames = {"wr1": "小李", "wr2": "李四", "wr3": ""}
    ids = {name: book.register(Alias("chat", name), None, NOON) for name in nicknames}
    for name, nickname in nicknames.items():
        read = book.known(ids[name])
        inside = {LI: member(nickname=nickname)} if nickname else {}
        assert book.replace(read, replace(read, members=inside | {WANG: member("wangwu")}))
    found = book.memberships(LI)
    assert {group_id: one.nickname for group_id, one in found.items()} == {
        ids["wr1"]: "小李",
        ids["wr2"]: "李四",
    }
    assert book.memberships("person-nobody") == {}


def test_dissolved_groups_are_known_with_when_until_they_are_dropped(book, group_id):
    other = book.register(Alias("chat", "wrBBBB"), None, NOON)
    assert book.dissolved() == {}
    pulled(book, group_id, li=1, wang=1)
    book.dissolve(group_id, at(days=1))
    assert book.dissolved() == {group_id: at(days=1)}
    book.drop(group_id)
    book.drop(group_id)
    assert (book.known(group_id), book.dissolved(), book.memberships(LI)) == (None, {}, {})
    assert list(book.every()) == [other]
