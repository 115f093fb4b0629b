"""
Customer groups, kept as the platform shows them: from events where those join, else pulled whole.

Each event of a member list names the version it leads from. Where that is ours, the change is
applied; where it is not, an event was lost or overtaken, and the whole roster is pulled.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from qungui.model.events import (
    GroupChanged,
    GroupCreated,
    GroupDismissed,
    JoinScene,
    MembersJoined,
    MembersLeft,
    QuitScene,
)
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import JoinWay, KnownGroup, Member, MemberChange
from qungui.model.member_facts import Happened
from qungui.model.roster import Look
from qungui.ports import GroupBook, People
from qungui.usecases.notice_members import News
from qungui.usecases.notice_return import NoticeReturn
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.pull_roster import Followed, PullRoster, noted

_WENT = {QuitScene.LEFT: Happened.LEFT, QuitScene.REMOVED: Happened.REMOVED}
_WAYS = {JoinScene.INVITED: JoinWay.INVITED, JoinScene.SCANNED: JoinWay.SCANNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowGroup:
    """
    Takes one event of one group. Safe to repeat, in any order.

    Attributes:
        alias_of: Whose id a bare id of the platform is.
    """

    book: GroupBook
    people: People
    pull: PullRoster
    prove: ProveRemoval
    alias_of: Callable[[str], Alias]

    def __call__(self, event: object, at: datetime) -> Followed:
        """
        Raises:
            TransientError: It cannot be told now; deliver the event again.
        """
        match event:
            case GroupCreated(chat_id=chat_id) | GroupChanged(chat_id=chat_id):
                return self.pull(self._group(chat_id, at), at)
            case GroupDismissed(chat_id=chat_id):
                group_id = self._group(chat_id, at)
                self.book.dissolve(group_id, at)
                self.pull.prove_own(group_id, lambda: Look(dissolved=True), at)
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
        how = _gone(event)
        before = self.book.known(group_id) if change.left else None
        if event.before and self.book.apply(group_id, change):
            self._noticed(group_id, change, at)
            self._looked_at(group_id, change, before, how, at)
            return Followed.APPLIED
        known = self.book.known(group_id)
        if known is not None and event.after and known.version == event.after:
            # Whoever stored it may have died before the proof.
            self._noticed(group_id, change, at)
            self._looked_at(group_id, change, before, how, at)
            return Followed.KNOWN
        return self.pull(group_id, at, left=dict.fromkeys(change.left, how))

    def _noticed(self, group_id: str, change: MemberChange, at: datetime) -> None:
        """
        Whoever left, and what the group then is: perhaps its owner is the last one in it; whoever
        came, perhaps after a removal.
        """
        self.prove(group_id, change.left, at)
        if change.left:
            self.pull.prove_own(group_id, lambda: _look(self.book.known(group_id)), at)
        NoticeReturn(self.prove.move, self.people)(group_id, change.joined, at)

    def _looked_at(
        self,
        group_id: str,
        change: MemberChange,
        before: KnownGroup | None,
        how: Happened,
        at: datetime,
    ) -> None:
        """By the group's rules about members."""
        now = self.book.known(group_id)
        if now is None:
            return
        came = [
            News(person_id=who, happened=Happened.JOINED, member=member)
            for who, member in change.joined.items()
        ]
        was = {} if before is None else before.members
        went = [News(person_id=who, happened=how, member=was.get(who)) for who in change.left]
        self.pull.notice(now, [*came, *went], at)

    def _joined(self, event: MembersJoined, at: datetime) -> MemberChange:
        way = None if event.scene is None else _WAYS[event.scene]
        joined = {
            noted(self.people, alias).person_id: Member(alias=alias, joined_at=at, way=way)
            for alias in map(self.alias_of, event.members)
        }
        return MemberChange(before=event.before, after=event.after, joined=joined)

    def _left(self, event: MembersLeft) -> MemberChange:
        people = (self.people.resolve(self.alias_of(name)) for name in event.members)
        left = tuple(person.person_id for person in people)
        return MemberChange(before=event.before, after=event.after, left=left)


def _gone(event: MembersJoined | MembersLeft) -> Happened:
    scene = event.scene if isinstance(event, MembersLeft) else None
    return Happened.GONE if scene is None else _WENT[scene]


def _look(known: KnownGroup | None) -> Look | None:
    """As we keep it: the owner by the name that the roster has for them."""
    if known is None or not known.version:
        return None
    owner = known.members.get(known.owner or "")
    others = len(known.members) - (owner is not None)
    return Look(name=known.name, owner=None if owner is None else owner.alias, others=others)
