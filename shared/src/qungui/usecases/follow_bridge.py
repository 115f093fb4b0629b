"""Bridged groups, kept as their bridge tells of them, change by change."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from qungui.engine.identity import degree_of
from qungui.errors import TransientError
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import JoinWay, KnownGroup, Member
from qungui.model.member_facts import Happened
from qungui.model.person import PersonFacts
from qungui.model.roster import Look
from qungui.ports import GroupBook, People
from qungui.usecases.follow_group import FollowGroup
from qungui.usecases.notice_members import News, NoticeMembers
from qungui.usecases.notice_return import NoticeReturn
from qungui.usecases.prove_group_order import ProveGroupOrder
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.pull_roster import Followed

_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowBridge:
    """
    Takes one change of one group. Safe to repeat.

    Attributes:
        otherwise: Takes every event that is no bridge's.
    """

    otherwise: FollowGroup
    book: GroupBook
    people: People
    prove: ProveRemoval
    notice: NoticeMembers

    def __call__(self, event: object, at: datetime) -> Followed:
        """
        Raises:
            TransientError: It cannot be told now; deliver the change again.
        """
        if not isinstance(event, BridgedGroupChanged):
            return self.otherwise(event, at)
        group_id = self.book.register(event.group, GroupKind.BRIDGE, at)
        if event.change is BridgeChange.DISMISSED:
            self.book.dissolve(group_id, at)
            self._prove_own(group_id, Look(dissolved=True), at)
            return Followed.DISSOLVED
        before = self.book.known(group_id)
        followed = self._changed(group_id, event, at)
        self._looked_at(group_id, event, before, at)
        if event.member is not None:
            # Also of one who is gone already: whoever noted that may have died before the proof.
            self._noticed(group_id, event.member, event.change, at)
        if event.change is BridgeChange.RENAMED and event.name:
            self._prove_own(group_id, Look(name=event.name), at)
        return followed

    def roster(self, group_id: str, at: datetime) -> Followed:
        """One group is due to be looked at whole. Raises as the call does."""
        return self.otherwise.pull.when_stale(group_id, at)

    def _changed(self, group_id: str, event: BridgedGroupChanged, at: datetime) -> Followed:
        for _ in range(_TRIES):
            read = self.book.known(group_id)
            if read is None:
                break
            now = self._after(read, event, at)
            if now == read:
                return Followed.KNOWN
            if self.book.replace(read, now):
                return Followed.APPLIED
        msg = "a bridged group changed while it was written"
        raise TransientError(msg)

    def _after(self, read: KnownGroup, event: BridgedGroupChanged, at: datetime) -> KnownGroup:
        named = replace(read, name=event.name or read.name)
        member = event.member
        if member is None:
            return named
        person = self.people.resolve(member)
        was = read.members.get(person.person_id)
        if event.change is BridgeChange.PROFILE and was is None:
            return named  # of somebody who is gone, or whose joining is yet to come
        if event.change in {BridgeChange.JOINED, BridgeChange.PROFILE}:
            facts = PersonFacts(degree=degree_of(person, event.nickname))
            self.people.note(person, facts)
            members = {**read.members, person.person_id: _member(was, event, member, at)}
        elif was is not None and was.joined_at is not None and was.joined_at > at:
            return named  # an old leaving that was overtaken by a new joining
        else:
            members = {who: m for who, m in read.members.items() if who != person.person_id}
        return replace(named, members=members)

    def _looked_at(
        self,
        group_id: str,
        event: BridgedGroupChanged,
        before: KnownGroup | None,
        at: datetime,
    ) -> None:
        """By the group's rules about members, as far as anything is other than it was."""
        now = self.book.known(group_id)
        if event.member is None or before is None or now is None:
            return
        who = self.people.resolve(event.member).person_id
        was, member = before.members.get(who), now.members.get(who)
        if member is None and event.change is BridgeChange.LEFT:
            self.notice(now, [News(person_id=who, happened=_gone(event), member=was)], at)
        elif member is not None and event.change is not BridgeChange.LEFT:
            came = was is None or member.joined_at == at
            happened = Happened.JOINED if came else Happened.CHANGED
            self.notice(now, [News(person_id=who, happened=happened, member=member)], at)

    def _prove_own(self, group_id: str, look: Look, at: datetime) -> None:
        """What was ordered for the group itself, by the bridge's word: nobody else has one."""
        prove = ProveGroupOrder(
            ledger=self.prove.move.ledger, people=self.people, clock=self.prove.move.clock
        )
        prove(group_id, lambda: look, at)

    def _noticed(self, group_id: str, member: Alias, change: BridgeChange, at: datetime) -> None:
        """As far as it is so still: of a leaving and a joining the later one may come first."""
        person_id = self.people.resolve(member).person_id
        known = self.book.known(group_id)
        there = known is not None and person_id in known.members
        if change is BridgeChange.LEFT and known is not None and not there:
            self.prove(group_id, [person_id], at)
        if change is BridgeChange.JOINED and there:
            NoticeReturn(self.prove.move, self.people)(group_id, [person_id], at)


def _member(was: Member | None, event: BridgedGroupChanged, alias: Alias, at: datetime) -> Member:
    """Whoever is there already joined then, and keeps what is not told anew."""
    if was is None:
        day = datetime.combine(at.date(), time(), UTC)
        return Member(
            alias=alias,
            nickname=event.nickname,
            joined_at=at,
            way=None if event.inviter is None else JoinWay.INVITED,
            inviter=event.inviter,
            seen_at=day,
            picture=event.picture,
        )
    renamed = bool(event.nickname) and event.nickname != was.nickname
    return replace(
        was,
        nickname=event.nickname or was.nickname,
        named_at=at if renamed else was.named_at,
        picture=was.picture if event.picture is None else event.picture,
    )


def _gone(event: BridgedGroupChanged) -> Happened:
    if event.removed is None:
        return Happened.GONE
    return Happened.REMOVED if event.removed else Happened.LEFT
