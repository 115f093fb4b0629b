from dataclasses import replace

import pytest

from qungui.errors import InvalidEventError
from qungui.model.group import GroupKind, Role
from qungui.model.ids import UNFILED, Alias
from qungui.model.known_group import GroupState, JoinWay, Member, MemberChange
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


def test_every_group_is_listed_first_seen_first(stores, book, group_id):
    stores.directory.publish(edition())
    stores.directory.link(group(), settings())
    filed = book.register(ROOM, None, at(minutes=-1))
    assert list(book.every()) == [filed, group_id]


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
