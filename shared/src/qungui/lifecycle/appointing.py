"""Who may be named for what in a group, by the regulation's words. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing
from qungui.model.group import Role
from qungui.model.roles import ACTS_AS

OWNER = "群主"
_OWN_UNIT = re.compile(r"(.*(?:部|中心|组))(?:工作)?群")
_ITS_OWN = {"部门": "部", "中心": "中心", "项目组": "项目组"}
"""How an office speaks of the unit whose group it is, and how such a unit's name ends."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """
    Somebody else holds it by office.

    Attributes:
        offices: Who should, in the regulation's words, for this very group.
    """

    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """
    Attributes:
        role: In the regulation's own word.
        who: Person id.
        offices: What they hold in the organisation and in the group, by name.
        by: Person id; empty where the regulation itself says so.
        may: Whether whoever says it may name somebody for it.
    """

    role: str
    who: str
    offices: frozenset[str] = frozenset()
    by: str = ""
    may: bool = False


def refused(naming: Naming, filing: Filing, law: GroupLaw) -> Denied | Misplaced | None:
    """Why it is not recorded; None where it may be."""
    if not _is_known(naming.role, law):
        return Denied.NOT_FORESEEN
    offices = offices_for(naming.role, filing, law)
    in_office = any(_is(office, held) for office in offices for held in naming.offices)
    if offices and not in_office and ACTS_AS.get(naming.role) is Role.ADMINISTRATOR:
        return Misplaced(offices)
    if naming.by and not naming.may:
        return Denied.NOT_YOU
    if offices or not naming.by:
        return None if in_office else Denied.NOT_FORESEEN
    return None


def offices_for(role: str, filing: Filing, law: GroupLaw) -> tuple[str, ...]:
    """By which office somebody has *role* in this group; empty where they are named for it."""
    asked = (duty for duty in law.duties if any(each.endswith(role) for each in duty.duties))
    offices = (_of_group(office, filing) for duty in asked for office in duty.role)
    return tuple(dict.fromkeys(offices))


def appointers(role: str, law: GroupLaw) -> tuple[str, ...]:
    """Whom a clause lets name somebody for *role*, in its own words."""
    said = (duty.appointed_by for duty in law.duties if any(r.endswith(role) for r in duty.role))
    return tuple(who for words in said for who in words.split("或") if who)


def placed(filing: Filing, role: str, people: Iterable[str]) -> Filing:
    """With *people* for it; an owner and administrators have a place of their own."""
    held = tuple(people)
    match ACTS_AS.get(role):
        case Role.OWNER:
            return replace(filing, owner=next(iter(held), ""))
        case Role.ADMINISTRATOR:
            return replace(filing, administrators=held)
        case _:
            return replace(filing, roles={**filing.roles, role: held})


def holders(filing: Filing, role: str) -> tuple[str, ...]:
    """Who is on file for it, by person id."""
    match ACTS_AS.get(role):
        case Role.OWNER:
            return (filing.owner,) if filing.owner else ()
        case Role.ADMINISTRATOR:
            return filing.administrators
        case _:
            return filing.roles.get(role, ())


def _is_known(role: str, law: GroupLaw) -> bool:
    words = (word for duty in law.duties for word in (*duty.role, *duty.duties))
    return role in ACTS_AS or (bool(role) and any(word.endswith(role) for word in words))


def _of_group(office: str, filing: Filing) -> str:
    """部门负责人 is 技术部负责人 where it is that department's group."""
    named = _OWN_UNIT.fullmatch(filing.name)
    unit = filing.unit or ("" if named is None else named[1])
    for words, ends in _ITS_OWN.items():
        if office.startswith(words) and unit.endswith(ends):
            return unit + office.removeprefix(words)
    return office


def _is(office: str, held: str) -> bool:
    """行政人事部的行政专员 is a 行政专员; 中心负责人 is any centre's head where none is known."""
    department, _, post = office.rpartition("的")
    if held in {office, post, department + post}:
        return True
    return office.startswith(tuple(_ITS_OWN)) and held.endswith(office)
