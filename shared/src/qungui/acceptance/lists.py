"""What directory, register, roster and permits said before, as a scenario tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from qungui.model.bridge_events import BridgeChange
from qungui.model.permit import PermitKind
from qungui.model.person import PersonFacts

CHANGES: Mapping[str, BridgeChange] = {
    "join": BridgeChange.JOINED,
    "leave": BridgeChange.LEFT,
    "removed": BridgeChange.LEFT,
    "nickname": BridgeChange.PROFILE,
    "avatar": BridgeChange.PROFILE,
}
"""What scenarios call what a bridge tells of a member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """
    Attributes:
        who: Empty for people whom nobody names, *number* of them.
        by: By whom it was given, or asked for.
    """

    kind: PermitKind
    who: str
    by: str
    begins: datetime
    ends: datetime | None = None
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    What a bridge tells of one member.

    Attributes:
        inviter: Who brought them in; empty when not told.
        removed: Whether somebody took them out; None where that is not told.
    """

    what: BridgeChange
    nickname: str = ""
    picture: tuple[str, ...] | None = None
    inviter: str = ""
    removed: bool | None = None


@dataclass(slots=True, kw_only=True)
class Lists:
    """
    Attributes:
        facts: What is recorded of people, by name.
        outsiders: Who has no account in the company.
        subjects: Who must be on a list where there is one, or is from outside.
        is_of_outsiders: Whether the list that stands behind the group is of people from outside.
        is_told: Whether there is any list.
        wrote: The day on which members last wrote; who is not named wrote lately.
        allowed: Before the event, oldest first.
        size: How many are in the group; 0 where it is only those who are named.
    """

    facts: dict[str, PersonFacts] = field(default_factory=dict)
    outsiders: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    is_of_outsiders: bool = False
    is_told: bool = False
    wrote: dict[str, datetime] = field(default_factory=dict)
    allowed: list[Allowed] = field(default_factory=list)
    size: int = 0

    def facts_of(self, who: str) -> PersonFacts:
        """By the name before what is said of it in brackets."""
        return self.facts.get(plain_name(who), PersonFacts())

    def is_outsider(self, who: str) -> bool:
        """Told so, or on no list where there is one."""
        name = plain_name(who)
        if name in self.outsiders:
            return True
        return self.is_of_outsiders if name in self.facts else self.is_told and who in self.subjects


def plain_name(who: str) -> str:
    return who.partition("（")[0]
