"""All that a rule about members may look at."""

from datetime import datetime
from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.group import Group, Role
from qungui.model.known_group import Member
from qungui.model.own_days import NO_OWN_DAYS, OwnDays
from qungui.model.permit import Permit, PermitKind
from qungui.model.person import Person


class Happened(StrEnum):
    """Why a member is looked at."""

    JOINED = "joined"
    CHANGED = "changed"  # nickname or picture
    LEFT = "left"  # by themselves
    REMOVED = "removed"
    GONE = "gone"  # left or removed, and nobody says which
    LOOKED_AT = "looked-at"  # nothing: it is the time for it
    MISSING = "missing"  # the same, of somebody who is not in the group

    @property
    def is_leaving(self) -> bool:
        return self in {Happened.LEFT, Happened.REMOVED, Happened.GONE}


@frozen(kw_only=True)
class MemberFacts:
    """
    One person, in one group or missing there. A rule does no I/O and reads no clock.

    Attributes:
        at: When it happened, or the schedule looks; UTC.
        timezone, own_days: By which days are counted.
        person: With what directory and register say of them.
        member: As the roster has, or had, them; None for who is missing.
        roles: Those of the person here.
        size: Members of the group, whoever just came included.
        inviter: Person id of who brought them in; empty where nobody says.
        inviter_roles: Those of the inviter here.
        permits: All of the group's that are for this person.
        watched_from: Silence before it says nothing: the rules, or our looking, began then.
        was_asked_out: They were told to leave, or removed by us, and that stands.
        elsewhere: Other groups of the kind that they are in, by name; none where no clause asks.
        is_listed_here: Somebody in the group stands in the directory or register, so that whoever
            does not is missing there.
    """

    at: datetime
    happened: Happened
    group: Group
    timezone: str
    own_days: OwnDays = NO_OWN_DAYS
    person: Person
    member: Member | None = None
    roles: frozenset[Role] = frozenset()
    size: int = 0
    inviter: str = ""
    inviter_roles: frozenset[Role] = frozenset()
    permits: tuple[Permit, ...] = ()
    watched_from: datetime
    was_asked_out: bool = False
    elsewhere: tuple[str, ...] = ()
    is_listed_here: bool = False

    @property
    def nickname(self) -> str:
        """What they are called here, else what they say they are; empty where nobody knows."""
        member = self.member
        return "" if member is None else member.nickname or member.declared

    @property
    def silent_since(self) -> datetime:
        """
        The last moment at which they may have written, or joined; UTC. Of the last message only
        the day is kept, so it is that day's end.
        """
        member = self.member
        joined = None if member is None else member.joined_at
        wrote = None if member is None else member.silent_from
        return max(each for each in (joined, wrote, self.watched_from) if each is not None)

    def permitted(self, kind: PermitKind) -> tuple[Permit, ...]:
        """Those of *kind* that hold."""
        return tuple(p for p in self.permits if p.kind is kind and p.holds(self.at))
