"""Groups, their settings, and who is who in them."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.frozen import frozen
from qungui.model.ids import Alias
from qungui.model.span import Span, Unit


class GroupKind(StrEnum):
    """What the platform lets us do depends on this (docs/topics/powers.md)."""

    APPCHAT = "appchat"  # internal, made by our app
    CUSTOMER = "customer"  # 客户群
    INTERNAL = "internal"  # internal, made by a person
    BRIDGE = "bridge"  # outside WeCom, reached by a bridge of the operator's


class Role(StrEnum):
    """Who somebody is in a group. Unknown roles make the rules that need them abstain."""

    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    ADMIN_DEPARTMENT = "admin_department"
    LEADER = "leader"


RUN_THE_GROUP = frozenset({Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT})


class Mode(IntEnum):
    """How far a clause acts. Ordered: a setting may lower the edition's mode, never raise it."""

    OFF = 0
    OBSERVE = 1  # record only
    ASSIST = 2  # a person confirms
    ENFORCE = 3


_THREE_WORKING_DAYS, _A_WEEK = Span(3, Unit.WORKING_DAY), Span(7, Unit.DAY)
_A_MONTH = Span(30, Unit.DAY)

type Holders = Mapping[Role, tuple[str, ...]]
"""Person ids by role."""


def holders(sources: Iterable[Holders]) -> Holders:
    """
    By role, who the first source names that names anybody; a role that none names is missing.

    The order is: filing, platform roster, directory, command ``set-role``.
    """
    found: dict[Role, tuple[str, ...]] = {}
    for source in sources:
        for role, people in source.items():
            if people:
                found.setdefault(role, people)
    return found


def without(named: Holders, person_id: str | None) -> Holders:
    """By role, all but *person_id*; nobody without it."""
    left = {
        role: tuple(who for who in people if person_id not in {None, who})
        for role, people in named.items()
    }
    return {role: people for role, people in left.items() if people}


@frozen(kw_only=True)
class Group:
    """
    A group that is linked to a rulebook.

    Attributes:
        aliases: Its names on every channel; the ``appchat`` or ``chat`` one is what the API takes.
        rulebook: The rulebook it lives under; one at a time.
        filed_as: Its kind in the regulation's own words, e.g. 部门级; empty when nobody said.
        rules_from: When the rulebook was published to this group (UTC); earlier messages
            are not judged (自发布之日起).
        roles: As the filing says.
        shown: As the platform's roster shows; never stored with the group.
        listed: As the employee directory says of the members; never stored with the group.
        commanded: As an administrator said by ``set-role``, for want of a better source.
    """

    group_id: str
    name: str
    kind: GroupKind
    aliases: tuple[Alias, ...]
    rulebook: str
    rules_from: datetime
    roles: Holders = field(default_factory=dict)
    shown: Holders = field(default_factory=dict)
    filed_as: str = ""
    listed: Holders = field(default_factory=dict)
    commanded: Holders = field(default_factory=dict)

    def alias(self, kind: str) -> str | None:
        """Its id on one channel, or None when it has none there."""
        return next((alias.name for alias in self.aliases if alias.kind == kind), None)

    @property
    def holders(self) -> Holders:
        """By role, who holds it; a role that nobody is known to hold is missing."""
        return holders((self.roles, self.shown, self.listed, self.commanded))

    def roles_of(self, person_id: str) -> frozenset[Role]:
        return frozenset(role for role, people in self.holders.items() if person_id in people)

    @property
    def named(self) -> frozenset[str]:
        """Ids of everybody whom the filing or a command names for a role."""
        said = (*self.roles.values(), *self.commanded.values())
        return frozenset(person_id for people in said for person_id in people)

    def holders_of(self, role: Role) -> tuple[str, ...]:
        """Person ids; empty when no source names anybody."""
        return self.holders.get(role, ())


def with_roles_held(group: Group) -> Group:
    """Every role is held by somebody who does not write, so that exceptions for it can be told."""
    return replace(group, roles={role: (f"holder-of-{role}",) for role in Role})


@frozen(kw_only=True)
class Exempt:
    """
    A clause does not bind somebody for a time.

    Attributes:
        until: UTC; not any more from then on.
        granted: By whom, when and why; None where it was not asked for in writing.
    """

    until: datetime
    granted: Decision | None = None


@frozen(kw_only=True)
class GroupSettings:
    """
    What a regulation leaves open, per group. Versioned; a case names the version it was judged by.

    Attributes:
        modes: The mode in use per clause id; missing means the organisation's, else the edition's.
        most: The most that any clause does in this group.
        values: Per clause id, values for the rule's open parameters (the text gives no number).
        removals_per_hour: Past this many removals in a group and clock hour, a person is asked.
        reminder_gap: The same reminder goes to the same member at most once in this time.
        work_order_time: How long a person has for a work order before they are asked again.
        review_within: What needs a person's word and gets none in this time lapses.
        appeal_within: How long a case may be appealed where the regulation names no time.
        ask_again_after: How long after a refused way back somebody may ask for it again, where
            the regulation names no time.
        cards_a_day: So many cards ask one person for their word within a day, but for what is
            grave; the rest is in the daily digest.
        second_person: Acts that two different people must confirm.
        allowed_words: They mean nothing wrong here, e.g. the name of a product; no rule sees them.
        exempt: Whom a clause does not bind for a time: by clause and person id.
    """

    version: int = 0
    modes: Mapping[str, Mode] = field(default_factory=dict)
    most: Mode = Mode.ENFORCE
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    removals_per_hour: int = 3
    reminder_gap: timedelta = timedelta(minutes=10)
    work_order_time: timedelta = timedelta(hours=24)
    review_within: Span = _THREE_WORKING_DAYS
    appeal_within: Span = _A_WEEK
    ask_again_after: Span = _A_MONTH
    cards_a_day: int = 8
    second_person: tuple[Act, ...] = ()
    allowed_words: tuple[str, ...] = ()
    exempt: Mapping[str, Mapping[str, Exempt]] = field(default_factory=dict)

    def exempting_not(self, person_id: str | None) -> "GroupSettings":
        """The same, but for *person_id* no clause is waived; for nobody without it."""
        left = {
            clause_id: {who: each for who, each in people.items() if person_id not in {None, who}}
            for clause_id, people in self.exempt.items()
        }
        return replace(
            self, exempt={clause_id: people for clause_id, people in left.items() if people}
        )

    def exempts(self, clause_id: str, person_id: str, moment: datetime) -> bool:
        exempt = self.exempt.get(clause_id, {}).get(person_id)
        return exempt is not None and moment < exempt.until
