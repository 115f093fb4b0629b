"""Who may decide about a member, and who may not: never the one it is about."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from qungui.model.case import Case
from qungui.model.group import Group, Role
from qungui.model.order import Order

ABOVE: Mapping[Role, tuple[Role, ...]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: (Role.ADMINISTRATOR, Role.OWNER, Role.ADMIN_DEPARTMENT),
        Role.OWNER: (Role.OWNER, Role.ADMIN_DEPARTMENT),
        Role.LEADER: (Role.LEADER, Role.ADMIN_DEPARTMENT),
        Role.ADMIN_DEPARTMENT: (Role.ADMIN_DEPARTMENT,),
    }
)
"""Who may say a role's word: its own holders, then those above them."""

_WHO_RUN_IT = (Role.ADMIN_DEPARTMENT, Role.OWNER, Role.ADMINISTRATOR)
_CALLED = {
    "管理员": Role.ADMINISTRATOR,
    "群主": Role.OWNER,
    "负责人": Role.LEADER,
    "领导": Role.LEADER,
    "所在部门": Role.LEADER,
    "行政": Role.ADMIN_DEPARTMENT,
    "人事": Role.ADMIN_DEPARTMENT,
}


class Bar(StrEnum):
    """Why somebody may not decide."""

    NO_ROLE = "no-role"
    OWN_CASE = "own-case"
    ACTED = "acted"  # whoever acted does not decide the appeal against it
    AGREED = "agreed"  # it takes another person than the one who agreed already


def roles_named(words: str) -> tuple[Role, ...]:
    """Those whom a regulation means by *words*."""
    return tuple(dict.fromkeys(role for name, role in _CALLED.items() if name in words))


def deciders(
    group: Group, role: Role | None, besides: Collection[str] = ()
) -> tuple[tuple[str, ...], ...]:
    """
    Person ids of those who may say the word of *role*, tier by tier, without *besides*: the role's
    own, those above them; where nobody is left of them, those who run the group.
    """
    return _tiers(group, ABOVE[role or Role.ADMINISTRATOR], besides) or _tiers(
        group, _WHO_RUN_IT, besides
    )


def barred(
    group: Group, role: Role | None, who: str, about: str, took_part: Collection[str] = ()
) -> Bar | None:
    """Why *who* may not decide about the member *about*; None where they may."""
    if who == about:
        return Bar.OWN_CASE
    if who in took_part:
        return Bar.ACTED
    may = deciders(group, role, {about, *took_part})
    return None if any(who in tier for tier in may) else Bar.NO_ROLE


def acted(case: Case, orders: Iterable[Order]) -> frozenset[str]:
    """Who had a hand in what followed from *case*."""
    found = {who for order in orders for who in order.agreed}
    found |= {order.ordered_by for order in orders}
    if case.decided is not None:
        found.add(case.decided.by)
    return frozenset(found - {""})


def _tiers(
    group: Group, roles: Iterable[Role], besides: Collection[str]
) -> tuple[tuple[str, ...], ...]:
    found = (tuple(w for w in group.holders_of(role) if w not in besides) for role in roles)
    return tuple(tier for tier in found if tier)
