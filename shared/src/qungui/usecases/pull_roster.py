"""A group of any kind, pulled whole: its roster takes the place of what was known of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from qungui.engine.identity import degree_of
from qungui.errors import TransientError
from qungui.model.ids import Alias
from qungui.model.known_group import PULLED_AS, GroupState, JoinWay, KnownGroup, Member
from qungui.model.member_facts import Happened
from qungui.model.person import Person, PersonFacts
from qungui.model.roster import Look, Roster, RosterMember, RosterScene, look_at
from qungui.ports import GroupBook, People, Rosters
from qungui.usecases.notice_members import News, NoticeMembers
from qungui.usecases.notice_return import NoticeReturn
from qungui.usecases.prove_group_order import ProveGroupOrder
from qungui.usecases.prove_removal import ProveRemoval

_TRIES = 3
_ELSEWHERE = timedelta(days=30)  # until somebody looks whether the alias came back
_CLOCKS_DIFFER = timedelta(hours=1)  # at most, of an event and a roster that tell of one joining
_NOBODY: Mapping[str, Happened] = MappingProxyType({})
_PULLED = frozenset(PULLED_AS.values())
_SCENES = {
    RosterScene.INVITED: JoinWay.INVITED,
    RosterScene.LINK: JoinWay.LINK,
    RosterScene.QR_CODE: JoinWay.SCANNED,
}


class Followed(StrEnum):
    """What came of one event, or one look at a group."""

    APPLIED = "applied"
    KNOWN = "known"  # delivered before, or looked at lately
    PULLED = "pulled"
    DISSOLVED = "dissolved"
    GONE = "gone"  # the platform shows us no such group
    NOTED = "noted"  # nothing follows from it here


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRoster:
    """
    Safe to repeat: who left or came since the last look is noticed before the new roster is kept,
    so that a crash in between shows it once more.
    """

    book: GroupBook
    rosters: Rosters
    people: People
    prove: ProveRemoval
    notice: NoticeMembers

    def __call__(
        self, group_id: str, at: datetime, *, left: Mapping[str, Happened] = _NOBODY
    ) -> Followed:
        """
        *left* are those whom an event names, by person id, and how they went; whoever is back
        counts as never gone.

        Raises:
            TransientError: It cannot be told now, or the members kept changing meanwhile.
        """
        for _ in range(_TRIES):
            # Read first and pulled then: what is stored is never newer than what replaces it.
            read = self.book.known(group_id)
            if read is None or read.alias.kind not in _PULLED:
                return Followed.NOTED
            roster = self.rosters.pull(read.alias)
            if roster is None:
                self.book.hide(group_id, at)
                return Followed.GONE
            now = self._pulled(read, roster, at)
            gone = (read.members.keys() | left.keys()) - now.members.keys()
            self.prove(group_id, sorted(gone), at)
            NoticeReturn(self.prove.move, self.people)(group_id, _came(read, now), at)
            self.notice(now, _news(read, now, left), at)
            self.prove_own(group_id, partial(look_at, roster), at)
            if self.book.replace(read, now):
                return Followed.PULLED
        msg = "the members of a group changed while they were pulled"
        raise TransientError(msg)

    def when_stale(self, group_id: str, at: datetime) -> Followed:
        """
        As the schedule asks: nothing for a group that was looked at since, or is dissolved, or
        whose alias a filing took over.
        """
        known = self.book.known(group_id)
        if known is None or known.state is GroupState.DISSOLVED:
            return Followed.NOTED
        if self.book.owner(known.alias) != group_id:
            self.book.postpone(group_id, at + _ELSEWHERE)
            return Followed.NOTED
        return self(group_id, at) if known.pull_due <= at else Followed.KNOWN

    def prove_own(self, group_id: str, look: Callable[[], Look | None], at: datetime) -> None:
        """What was ordered for the group itself, by what it shows now."""
        prove = ProveGroupOrder(
            ledger=self.prove.move.ledger, people=self.people, clock=self.prove.move.clock
        )
        prove(group_id, look, at)

    def _pulled(self, read: KnownGroup, roster: Roster, at: datetime) -> KnownGroup:
        members = dict[str, Member]()
        leaders = list[str]()
        for shown in roster.members:
            person = self.people.resolve(shown.alias)
            was = read.members.get(person.person_id)
            if was is None:
                noted(self.people, shown.alias, shown.nickname)
            members[person.person_id] = _member(shown, was, at, first=read.looked_at is None)
            if person.leads:
                leaders.append(person.person_id)
        return replace(
            read,
            name=roster.name,
            owner=self._id_of(roster.owner),
            creator=self._id_of(roster.creator),
            administrators=tuple(
                self.people.resolve(one).person_id for one in roster.administrators
            ),
            leaders=tuple(sorted(leaders)),
            members=members,
            version=roster.version,
            looked_at=at,
        )

    def _id_of(self, alias: Alias | None) -> str | None:
        return None if alias is None else self.people.resolve(alias).person_id


def _came(read: KnownGroup, now: KnownGroup) -> list[str]:
    """Who joined since the last look; at the first one everybody was there before."""
    if read.looked_at is None:
        return []
    return sorted(who for who, member in now.members.items() if _is_new(read, who, member))


def _news(read: KnownGroup, now: KnownGroup, left: Mapping[str, Happened]) -> Iterator[News]:
    """What the look shows; nothing at the first one, after which the daily check looks at all."""
    if read.looked_at is None:
        return
    came = set(_came(read, now))
    for who, member in sorted(now.members.items()):
        was = read.members.get(who)
        # An event of a joining names no inviter; the roster does.
        named = was is not None and was.inviter is None and member.inviter is not None
        if who in came or named:
            yield News(person_id=who, happened=Happened.JOINED, member=member)
        elif was is not None and was.nickname != member.nickname:
            yield News(person_id=who, happened=Happened.CHANGED, member=member)
    for who in sorted((read.members.keys() | left.keys()) - now.members.keys()):
        how = left.get(who, Happened.GONE)
        yield News(person_id=who, happened=how, member=read.members.get(who))


def _is_new(read: KnownGroup, who: str, member: Member) -> bool:
    """
    By the platform's word there since a later moment than before, or than the last look, which may
    have shown half of the members; where it says no moment, whoever was not shown then.
    """
    was = read.members.get(who)
    since = read.looked_at if was is None else was.joined_at
    if since is None or member.joined_at is None:
        return was is None
    if was is None:
        return since - member.joined_at <= _CLOCKS_DIFFER
    return member.joined_at - since > _CLOCKS_DIFFER


def noted(people: People, alias: Alias, nickname: str = "") -> Person:
    """Recorded, so that an order can reach them."""
    person = people.resolve(alias)
    people.note(person, PersonFacts(degree=degree_of(person, nickname)))
    return person


def _member(shown: RosterMember, was: Member | None, at: datetime, *, first: bool) -> Member:
    """
    Where a roster names no join, the member joined before we first looked, or else with the look
    that first shows them. Of one joining the time that we heard first stays.
    """
    nickname = shown.nickname or shown.name
    if was is None:
        return Member(
            alias=shown.alias,
            nickname=nickname,
            joined_at=shown.joined_at or (None if first else at),
            way=_SCENES.get(shown.scene),
            inviter=shown.inviter,
        )
    joined_at = was.joined_at
    if shown.joined_at is not None and not _same_joining(was.joined_at, shown.joined_at):
        joined_at = shown.joined_at
    return replace(
        was,
        alias=shown.alias,
        nickname=nickname,
        named_at=was.named_at if nickname == was.nickname else at,
        joined_at=joined_at,
        way=_SCENES.get(shown.scene),
        inviter=shown.inviter,
    )


def _same_joining(heard: datetime | None, shown: datetime) -> bool:
    return heard is not None and abs(shown - heard) <= _CLOCKS_DIFFER
