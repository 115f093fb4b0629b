"""Bridged groups, kept as their bridge tells of them, change by change."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from qungui.engine.identity import degree_of
from qungui.errors import TransientError
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.group import GroupKind
from qungui.model.ids import Alias
from qungui.model.known_group import KnownGroup, Member
from qungui.model.person import PersonFacts
from qungui.model.roster import Look
from qungui.ports import GroupBook, People
from qungui.usecases.follow_group import FollowGroup
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
        followed = self._changed(group_id, event, at)
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
        if event.change is BridgeChange.JOINED:
            facts = PersonFacts(degree=degree_of(person, event.nickname))
            self.people.note(person, facts)
            members = {**read.members, person.person_id: _member(was, member, event.nickname, at)}
        elif was is not None and was.joined_at is not None and was.joined_at > at:
            return named  # an old leaving that was overtaken by a new joining
        else:
            members = {who: m for who, m in read.members.items() if who != person.person_id}
        return replace(named, members=members)

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
            NoticeReturn(self.prove.move)(group_id, [person_id], at)


def _member(was: Member | None, alias: Alias, nickname: str, at: datetime) -> Member:
    """Whoever is there already joined then, and keeps a name that is not told anew."""
    if was is not None:
        return replace(was, nickname=nickname or was.nickname)
    day = datetime.combine(at.date(), time(), UTC)
    return Member(alias=alias, nickname=nickname, joined_at=at, seen_at=day)
