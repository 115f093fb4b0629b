"""Who may decide about a member, and who may not: never the one it is about."""

from collections.abc import Iterable
from enum import StrEnum

from qungui.model.case import Case
from qungui.model.group import Group, Role
from qungui.model.order import Order

_ABOVE = {
    Role.ADMINISTRATOR: (Role.ADMINISTRATOR, Role.OWNER, Role.ADMIN_DEPARTMENT),
    Role.OWNER: (Role.OWNER, Role.ADMIN_DEPARTMENT),
    Role.LEADER: (Role.LEADER, Role.ADMIN_DEPARTMENT),
    Role.ADMIN_DEPARTMENT: (Role.ADMIN_DEPARTMENT,),
}
_ANYBODY = (Role.ADMIN_DEPARTMENT, Role.OWNER, Role.ADMINISTRATOR)


class Bar(StrEnum):
    """Why somebody may not decide."""

    NO_ROLE = "no-role"
    OWN_CASE = "own-case"
    ACTED = "acted"  # whoever acted does not decide the appeal against it
    AGREED = "agreed"  # it takes another person than the one who agreed already


def deciders(group: Group, role: Role | None) -> tuple[str, ...]:
    """
    Person ids of those who may decide what takes the word of *role*, the role's own first; where
    nobody is known to hold it, those who run the group.
    """
    roles = _ABOVE[role or Role.ADMINISTRATOR]
    named = dict.fromkeys(who for each in roles for who in group.holders_of(each))
    return tuple(named) or tuple(
        dict.fromkeys(who for each in _ANYBODY for who in group.holders_of(each))
    )


def barred(
    group: Group, role: Role | None, who: str, about: str, *, acted: Iterable[str] = ()
) -> Bar | None:
    """Why *who* may not decide about the member *about*; None where they may."""
    if who == about:
        return Bar.OWN_CASE
    if who not in deciders(group, role):
        return Bar.NO_ROLE
    return Bar.ACTED if who in set(acted) else None


def acted(case: Case, orders: Iterable[Order]) -> frozenset[str]:
    """Who had a hand in what followed from *case*."""
    found = {who for order in orders for who in order.agreed}
    found |= {order.ordered_by for order in orders}
    if case.decided is not None:
        found.add(case.decided.by)
    return frozenset(found - {""})
