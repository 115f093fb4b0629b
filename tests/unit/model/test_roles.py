from dataclasses import replace

from qungui.model.group import Role, holders
from qungui.model.ids import Alias
from qungui.model.known_group import KnownGroup
from qungui.model.roles import listed_by, shown_by
from tests.support.build import NOON, group

KNOWN = KnownGroup(
    group_id="g",
    alias=Alias("chat", "wr1"),
    kind=None,
    first_seen=NOON,
    owner="zhang",
    administrators=("li",),
)


def test_the_first_source_that_names_anybody_decides_role_by_role():
    filing = {Role.OWNER: ("wang",), Role.ADMINISTRATOR: ()}
    command = {Role.LEADER: ("zhao",), Role.OWNER: ("nobody",)}
    assert holders([filing, shown_by(KNOWN), {}, command]) == {
        Role.OWNER: ("wang",),
        Role.ADMINISTRATOR: ("li",),
        Role.LEADER: ("zhao",),
    }


def test_a_role_that_no_source_names_is_unknown():
    assert holders([{}, {Role.OWNER: ()}]) == {}
    assert holders([]) == {}


def test_a_roster_without_an_owner_names_none():
    assert shown_by(None) == {}
    nobody = replace(KNOWN, owner=None, administrators=())
    assert holders([shown_by(nobody)]) == {}


def test_a_group_answers_for_both_filing_and_roster():
    filed = group(roles={Role.OWNER: ("wang",)}, shown=shown_by(KNOWN))
    assert filed.holders_of(Role.OWNER) == ("wang",)
    assert filed.holders_of(Role.ADMINISTRATOR) == ("li",)
    assert filed.holders_of(Role.LEADER) == ()
    assert filed.roles_of("li") == {Role.ADMINISTRATOR}
    assert filed.roles_of("zhang") == frozenset()


def test_the_sources_come_in_the_order_filing_roster_directory_command():
    sources = {"roles": "filed", "shown": "shown", "listed": "listed", "commanded": "commanded"}
    names = list(sources)
    for place, first in enumerate(names):
        said = {name: {Role.LEADER: (sources[name],)} for name in names[place:]}
        nobody = {name: {} for name in names[:place]}
        resolved = group(**nobody, **said)
        assert resolved.holders_of(Role.LEADER) == (sources[first],)
        assert resolved.roles_of(sources[first]) >= {Role.LEADER}


def test_members_who_lead_a_department_are_leaders_by_the_directory():
    assert listed_by(replace(KNOWN, leaders=("zhao",))) == {Role.LEADER: ("zhao",)}
    assert listed_by(KNOWN) == {}
    assert listed_by(None) == {}
