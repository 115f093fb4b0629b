"""One member as rules about members see them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from qungui.model.group import Group, GroupKind, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.member_facts import Happened, MemberFacts
from qungui.model.permit import Permit, PermitKind
from qungui.model.person import Degree, Person
from tests.support.build import GROUP, NOON, OWNER, PERSON, ZHANG, at, group

LONG_AGO = datetime.fromisoformat("2020-01-01T00:00:00Z")
OUTSIDE = Alias("external", "wmZHANG")


def employee(**changes: Any) -> Person:
    known = {
        "name": "张三",
        "degree": Degree.KNOWN,
        "department_names": ("财务部",),
        "position": "主管",
    }
    return Person(**{"person_id": PERSON, "aliases": (ZHANG,), **known, **changes})


def outsider(**changes: Any) -> Person:
    return Person(**{"person_id": PERSON, "aliases": (OUTSIDE,), **changes})


def bridged(**changes: Any) -> Group:
    """A group of which everything can be read."""
    roles = {Role.OWNER: (OWNER,), Role.ADMINISTRATOR: ("person-admin",)}
    return replace(group(kind=GroupKind.BRIDGE, roles=roles), **changes)


def member(**changes: Any) -> Member:
    return Member(**{"alias": ZHANG, "joined_at": LONG_AGO, **changes})


def member_facts(happened: Happened = Happened.CHANGED, **changes: Any) -> MemberFacts:
    each = {
        "at": NOON,
        "happened": happened,
        "group": bridged(),
        "timezone": "Asia/Shanghai",
        "person": employee(),
        "member": member(),
        "watched_from": LONG_AGO,
        "size": 10,
    }
    return MemberFacts(**{**each, **changes})


def named(nickname: str, **changes: Any) -> MemberFacts:
    return member_facts(member=member(nickname=nickname), **changes)


def permit(kind: PermitKind, *roles: Role, **changes: Any) -> Permit:
    given = {"person_id": PERSON, "by": OWNER, "roles": frozenset(roles or {Role.OWNER})}
    times = {"at": at(days=-1), "begins": at(days=-1)}
    return Permit(**{"kind": kind, "group_id": GROUP, **given, **times, **changes})
