"""Who may decide about a member."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.engine.authority import Bar, acted, barred, deciders, roles_named
from qungui.model.group import Role
from tests.support.build import case, decision, group, order

PEOPLE = ("owner", "admin", "clerk", "leader", "member")
FILED = {
    Role.OWNER: ("owner",),
    Role.ADMINISTRATOR: ("admin", "owner"),
    Role.ADMIN_DEPARTMENT: ("clerk",),
    Role.LEADER: ("leader",),
}


def filed(**roles):
    return group(roles={Role(role): people for role, people in roles.items()})


@pytest.mark.parametrize(
    ("role", "who"),
    [
        (None, {"owner", "admin", "clerk"}),
        (Role.ADMINISTRATOR, {"owner", "admin", "clerk"}),
        (Role.OWNER, {"owner", "clerk"}),
        (Role.LEADER, {"leader", "clerk"}),
        (Role.ADMIN_DEPARTMENT, {"clerk"}),
    ],
)
def test_those_who_hold_the_role_or_one_above_it_may(role, who):
    of = group(roles=FILED)
    for person in PEOPLE:
        expected = None if person in who else Bar.NO_ROLE
        assert barred(of, role, person, "somebody") is expected


def test_the_roles_own_come_first_and_those_above_them_after():
    of = group(roles=FILED)
    assert deciders(of, Role.ADMINISTRATOR) == (("admin", "owner"), ("owner",), ("clerk",))


def test_where_nobody_holds_the_role_those_who_run_the_group_may():
    of = filed(owner=("owner",), administrator=("admin",))
    assert deciders(of, Role.LEADER) == (("owner",), ("admin",))
    assert barred(of, Role.ADMIN_DEPARTMENT, "admin", "member") is None


def test_where_nobody_of_the_role_is_left_the_others_who_run_the_group_may():
    of = filed(owner=("owner",), admin_department=("clerk",))
    assert deciders(of, Role.ADMIN_DEPARTMENT, {"clerk"}) == (("owner",),)


def test_nobody_decides_their_own_case():
    of = group(roles=FILED)
    assert barred(of, None, "owner", "owner") is Bar.OWN_CASE
    assert all("owner" not in tier for tier in deciders(of, None, {"owner"}))


def test_whoever_took_part_does_not_decide():
    of = group(roles=FILED)
    assert barred(of, None, "admin", "member", {"admin"}) is Bar.ACTED
    assert barred(of, None, "clerk", "member", {"admin"}) is None


def test_a_group_that_names_nobody_has_nobody_who_may():
    assert deciders(group(roles={}), None) == ()
    assert barred(group(roles={}), None, "owner", "member") is Bar.NO_ROLE


def test_whoever_decided_agreed_or_ordered_had_a_hand_in_it():
    case_ = case(decided=decision(by="p1"))
    orders = (order(agreed=("p2", "p3")), order(ordered_by="p4"), order())
    assert acted(case_, orders) == {"p1", "p2", "p3", "p4"}
    assert acted(case(), (order(),)) == frozenset()
    assert acted(case(decided=decision(by="")), ()) == frozenset()


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("群管理员", (Role.ADMINISTRATOR,)),
        ("群主", (Role.OWNER,)),
        ("行政人事部", (Role.ADMIN_DEPARTMENT,)),
        ("管理员和部门负责人", (Role.ADMINISTRATOR, Role.LEADER)),
        ("有关部门", ()),
        ("", ()),
    ],
)
def test_a_regulations_words_name_roles(words, roles):
    assert roles_named(words) == roles


@given(
    roles=st.dictionaries(
        st.sampled_from(Role), st.lists(st.sampled_from(PEOPLE), unique=True).map(tuple)
    ),
    role=st.none() | st.sampled_from(Role),
    who=st.sampled_from(PEOPLE),
    about=st.sampled_from(PEOPLE),
    part=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
)
def test_whoever_may_is_one_of_those_who_are_asked_and_nobody_else(roles, role, who, about, part):
    of = group(roles=roles)
    asked = {each for tier in deciders(of, role, {about, *part}) for each in tier}
    assert (barred(of, role, who, about, part) is None) is (who in asked)
    assert about not in asked
    assert not part & asked
