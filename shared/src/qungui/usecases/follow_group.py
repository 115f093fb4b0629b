"""
The platform's groups, kept as it shows them: from events where those join, pulled whole elsewhere.

Each event of a member list names the version it leads from. Where that is ours, the change is
applied; where it is not, an event was lost or overtaken, and the whole roster is pulled.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from enum import StrEnum
from functools import partial

from qungui.engine.identity import degree_of
from qungui.errors import TransientError
from qungui.model.events import (
    GroupChanged,
    GroupCreated,
    GroupDismissed,
    JoinScene,
    MembersJoined,
    MembersLeft,
)
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import JoinWay, KnownGroup, Member, MemberChange
from qungui.model.person import Person, PersonFacts
from qungui.model.roster import Look, Roster, RosterMember, RosterScene, look_at
from qungui.ports import GroupBook, People, Rosters
from qungui.usecases.prove_group_order import ProveGroupOrder
from qungui.usecases.prove_removal import ProveRemoval

_TRIES = 3
_SCENES = {
    RosterScene.INVITED: JoinWay.INVITED,
    RosterScene.LINK: JoinWay.LINK,
    RosterScene.QR_CODE: JoinWay.SCANNED,
}
_WAYS = {JoinScene.INVITED: JoinWay.INVITED, JoinScene.SCANNED: JoinWay.SCANNED}


class Followed(StrEnum):
    APPLIED = "applied"
    KNOWN = "known"  # delivered before
    PULLED = "pulled"
    DISSOLVED = "dissolved"
    GONE = "gone"  # the platform shows us no such group
    NOTED = "noted"  # nothing follows from it here


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowGroup:
    """
    Takes one event of one group. Safe to repeat, in any order.

    Attributes:
        alias_of: Whose id a bare id of the platform is.
    """

    book: GroupBook
    rosters: Rosters
    people: People
    prove: ProveRemoval
    alias_of: Callable[[str], Alias]

    def __call__(self, event: object, at: datetime) -> Followed:
        """
        Raises:
            TransientError: It cannot be told now; deliver the event again.
        """
        match event:
            case GroupCreated(chat_id=chat_id) | GroupChanged(chat_id=chat_id):
                return self._pull(self._group(chat_id, at), chat_id, at)
            case GroupDismissed(chat_id=chat_id):
                group_id = self._group(chat_id, at)
                self.book.dissolve(group_id, at)
                self._prove_own(group_id, lambda: Look(dissolved=True), at)
                return Followed.DISSOLVED
            case MembersJoined() | MembersLeft():
                return self._change(event, at)
            case _:
                return Followed.NOTED

    def _group(self, chat_id: str, at: datetime) -> str:
        return self.book.register(Alias("chat", chat_id), GroupKind.CUSTOMER, at)

    def _change(self, event: MembersJoined | MembersLeft, at: datetime) -> Followed:
        group_id = self._group(event.chat_id, at)
        change = self._joined(event, at) if isinstance(event, MembersJoined) else self._left(event)
        if event.before and self.book.apply(group_id, change):
            self._prove_left(group_id, change.left, at)
            return Followed.APPLIED
        known = self.book.known(group_id)
        if known is not None and event.after and known.version == event.after:
            # Whoever stored it may have died before the proof.
            self._prove_left(group_id, change.left, at)
            return Followed.KNOWN
        return self._pull(group_id, event.chat_id, at, change.left)

    def _prove_left(self, group_id: str, left: Iterable[str], at: datetime) -> None:
        """Whoever left, and what the group then is: perhaps its owner is the last one in it."""
        gone = tuple(left)
        self.prove(group_id, gone, at)
        if gone:
            self._prove_own(group_id, lambda: _look(self.book.known(group_id)), at)

    def _prove_own(self, group_id: str, look: Callable[[], Look | None], at: datetime) -> None:
        prove = ProveGroupOrder(
            ledger=self.prove.ledger, people=self.people, clock=self.prove.clock
        )
        prove(group_id, look, at)

    def _joined(self, event: MembersJoined, at: datetime) -> MemberChange:
        way = None if event.scene is None else _WAYS[event.scene]
        joined = {
            self._noted(alias).person_id: Member(
                alias=alias, joined_at=at, way=way, seen_at=_day(at)
            )
            for alias in map(self.alias_of, event.members)
        }
        return MemberChange(before=event.before, after=event.after, joined=joined)

    def _left(self, event: MembersLeft) -> MemberChange:
        people = (self.people.resolve(self.alias_of(name)) for name in event.members)
        left = tuple(person.person_id for person in people)
        return MemberChange(before=event.before, after=event.after, left=left)

    def _pull(
        self, group_id: str, chat_id: str, at: datetime, left: Iterable[str] = ()
    ) -> Followed:
        """*left* are person ids that the event names; whoever is back counts as never gone."""
        for _ in range(_TRIES):
            read = self.book.known(group_id)
            if read is None:
                break
            # Read first and pulled then: what is stored is never newer than what replaces it.
            roster = self.rosters.customer_group(chat_id)
            if roster is None:
                return Followed.GONE
            now = self._pulled(read, roster, at)
            if self.book.replace(read, now):
                gone = (read.members.keys() | set(left)) - now.members.keys()
                self.prove(group_id, sorted(gone), at)
                self._prove_own(group_id, partial(look_at, roster), at)
                return Followed.PULLED
        msg = "the members of a group changed while they were pulled"
        raise TransientError(msg)

    def _pulled(self, read: KnownGroup, roster: Roster, at: datetime) -> KnownGroup:
        members = {}
        for member in roster.members:
            person = self.people.resolve(member.alias)
            if person.person_id not in read.members:
                self._noted(member.alias, member.nickname)
            members[person.person_id] = _member(member, at)
        owner = None if roster.owner is None else self.people.resolve(roster.owner).person_id
        administrators = (self.people.resolve(one).person_id for one in roster.administrators)
        return replace(
            read,
            name=roster.name,
            owner=owner,
            administrators=tuple(administrators),
            members=members,
            version=roster.version,
        )

    def _noted(self, alias: Alias, nickname: str = "") -> Person:
        """Recorded, so that an order can reach them."""
        person = self.people.resolve(alias)
        self.people.note(person, PersonFacts(degree=degree_of(person, nickname)))
        return person


def _look(known: KnownGroup | None) -> Look | None:
    """As we keep it: the owner by the name that the roster has for them."""
    if known is None or not known.version:
        return None
    owner = known.members.get(known.owner or "")
    others = len(known.members) - (owner is not None)
    return Look(name=known.name, owner=None if owner is None else owner.alias, others=others)


def _member(shown: RosterMember, at: datetime) -> Member:
    return Member(
        alias=shown.alias,
        nickname=shown.nickname or shown.name,
        joined_at=shown.joined_at,
        way=_SCENES.get(shown.scene),
        inviter=shown.inviter,
        seen_at=_day(at),
    )


def _day(at: datetime) -> datetime:
    """Who was seen is written once a day, not with every look."""
    return datetime.combine(at.date(), time(), UTC)
