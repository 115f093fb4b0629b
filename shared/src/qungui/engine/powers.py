"""What the system does itself in each kind of group, and what of a rulebook it leaves to people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from qungui.model.act import Act
from qungui.model.group import GroupKind
from qungui.model.opened import acts_of
from qungui.model.rulebook import Edition


class Way(StrEnum):
    API = "api"
    SET_UP = "set-up"  # by API once somebody made a webhook or runs a bridge; until then by hand
    HAND = "hand"


_CHANGES = (
    Act.SPEAK,
    Act.REMOVE,
    Act.REINVITE,
    Act.RENAME,
    Act.CHANGE_OWNER,
    Act.SOFT_CLOSE,
)

_WAYS: Mapping[GroupKind, Mapping[Act, Way]] = MappingProxyType(
    {
        GroupKind.APPCHAT: dict.fromkeys(_CHANGES, Way.API),
        GroupKind.CUSTOMER: {Act.CHANGE_OWNER: Way.API},
        GroupKind.INTERNAL: {Act.SPEAK: Way.SET_UP},
        GroupKind.BRIDGE: dict.fromkeys(_CHANGES, Way.SET_UP),
    }
)


class Asked(StrEnum):
    """Who is asked to do what the system cannot do itself."""

    OWNER = "owner"  # gets a card, or the words to post
    MANAGER = "manager"  # those who decide about sanctions get a card
    MEMBER = "member"  # is told what to do and waited for
    MEMBER_AND_CLERK = "member-and-clerk"  # the same, and a person confirms that it was done


def way(kind: GroupKind, act: Act) -> Way:
    """How *act* is done in a group of that kind; what is told or listed goes one to one."""
    return Way.API if act.is_told or act.is_listed else _WAYS[kind].get(act, Way.HAND)


def asked(act: Act) -> Asked:
    """Who is asked for *act* where it is left to people."""
    if act.is_money:
        return Asked.MEMBER_AND_CLERK
    if act.is_demanded:
        return Asked.MEMBER
    return Asked.MANAGER if act is Act.REFER else Asked.OWNER


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """
    An act that is left to people.

    Attributes:
        clause_ids: The clauses that order it, in the edition's order.
        way: ``HAND``, or ``SET_UP`` where it is left to people only until something is set up.
    """

    act: Act
    clause_ids: tuple[str, ...]
    asked: Asked
    way: Way


def left_to_people(edition: Edition, kind: GroupKind) -> tuple[Left, ...]:
    """What *edition* orders and the system cannot do in a group of that kind, lightest first."""
    found: dict[Act, dict[str, None]] = {}
    for act, clause_id in _ordered(edition):
        if not act.is_noted and way(kind, act) is not Way.API:
            found.setdefault(act, {})[clause_id] = None
    return tuple(
        Left(
            act=act,
            clause_ids=tuple(found[act]),
            asked=asked(act),
            way=way(kind, act),
        )
        for act in sorted(found, key=lambda act: act.gravity)
    )


def _ordered(edition: Edition) -> Iterator[tuple[Act, str]]:
    """What is announced is spoken in the group, too."""
    for clause in edition.clauses:
        for each in acts_of(edition, clause):
            yield each.act, clause.clause_id
            if each.act.is_announced:
                yield Act.SPEAK, clause.clause_id
