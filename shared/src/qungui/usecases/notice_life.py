"""What the platform shows of a group is held against the register of groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from qungui.lifecycle.law import asks_for_filing
from qungui.lifecycle.moves import Step
from qungui.model.approval_events import ApprovalChanged
from qungui.model.bridge_events import BridgedGroupChanged
from qungui.model.events import (
    GroupChanged,
    GroupCreated,
    GroupDetail,
    GroupDismissed,
    MembersChanged,
)
from qungui.model.filing import Filing, LifeState
from qungui.model.group import GroupKind
from qungui.model.ids import UNFILED, Alias, unfiled_id
from qungui.model.known_group import GroupState, KnownGroup
from qungui.model.linked import Linked
from qungui.model.roster import Look
from qungui.model.short_number import short_number
from qungui.notices.on_file import perhaps_it
from qungui.ports import Directory, GroupBook, Power
from qungui.usecases.ask_for_handover import AskForHandover
from qungui.usecases.follow_bridge import FollowBridge
from qungui.usecases.heed_filing import HeedFiling
from qungui.usecases.live_on import LiveOn
from qungui.usecases.prove_group_order import ProveGroupOrder
from qungui.usecases.pull_roster import Followed
from qungui.usecases.take_approval import TakeApproval
from qungui.usecases.tell_people import tell

_LOOKED = frozenset({Followed.PULLED, Followed.GONE, Followed.DISSOLVED})
_NAMELESS = "未命名的群"
_NOT_FILED = frozenset({LifeState.UNFILED, LifeState.ZOMBIE})
_MAY_APPEAR = frozenset(
    {
        LifeState.AWAITING_APPROVAL,
        LifeState.AWAITING_FILING,
        LifeState.FILING_SENT,
        LifeState.AWAITING_SETUP,
        LifeState.ACTIVE,  # where nobody has to agree, people make it when they like
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLife:
    """
    Follows groups, and notices what that means for the life of each, once it was looked at whole
    or is gone. Safe to repeat: what was noticed is not possible again.
    """

    follow: FollowBridge
    approve: TakeApproval
    book: GroupBook
    directory: Directory
    live_on: LiveOn
    powers: Mapping[GroupKind, Power]

    def __call__(self, event: object, at: datetime) -> Followed:
        """Raises as following does, and as living on does."""
        if isinstance(event, ApprovalChanged):
            return self.approve(event, at)
        followed = self.follow(event, at)
        alias = _told_of(event)
        group_id = None if alias is None else self.book.owner(alias)
        if group_id is not None and (followed in _LOOKED or isinstance(event, BridgedGroupChanged)):
            self._notice(group_id, at)
            if isinstance(event, GroupChanged) and event.detail is GroupDetail.NOTICE:
                HeedFiling(self.live_on).notice(group_id)
        return followed

    def roster(self, group_id: str, at: datetime) -> Followed:
        """One group is due to be looked at whole. Raises as a call does."""
        followed = self.follow.roster(group_id, at)
        if followed in _LOOKED:
            self._notice(group_id, at)
        return followed

    def _notice(self, group_id: str, at: datetime) -> None:
        known = self.book.known(group_id)
        if known is None:
            return
        linked = self.directory.group(group_id)
        if linked is not None:
            self._adopt(linked, at)
        elif group_id.startswith(UNFILED) and known.state is GroupState.ACTIVE:
            self._see(known, at)
        filing = self.live_on.register.filing(group_id)
        if filing is None:
            return
        if self._is_gone(known, linked):
            self._prove(group_id, Look(dissolved=True), at)
            self._gone(filing, at)
            self.book.dissolve(group_id, at)  # last, for nobody looks for it again then
            return
        if self._is_silent(known, filing, at):
            self.live_on.brought_about(group_id, Step.ORPHAN, at)
        AskForHandover(self.live_on).in_group(group_id, at, filter(None, [known.owner]))
        self._heed(known)

    def _heed(self, known: KnownGroup) -> None:
        """Where the platform shows neither, nothing differs."""
        heed = HeedFiling(self.live_on)
        if known.name:
            heed.name(known.group_id, known.name)
        if known.owner is not None:
            heed.owner(known.group_id, known.owner)

    def _is_gone(self, known: KnownGroup, linked: Linked | None) -> bool:
        """A group that is only hidden may be there: then what the app may look at says."""
        if known.state is GroupState.HIDDEN and linked is not None:
            look = self.powers[linked.group.kind].look(linked.group)
            return look is not None and look.dissolved
        return known.state is GroupState.DISSOLVED

    def _prove(self, group_id: str, look: Look, at: datetime) -> None:
        """No roster is left that would show what was ordered."""
        live_on = self.live_on
        prove = ProveGroupOrder(
            ledger=live_on.order.ledger, people=live_on.people, clock=live_on.clock
        )
        prove(group_id, lambda: look, at)

    def _gone(self, filing: Filing, at: datetime) -> None:
        if filing.state is LifeState.DISSOLVED:
            self.live_on.certify(filing)
        else:
            self.live_on.brought_about(filing.group_id, Step.VANISH, at)

    def _is_silent(self, known: KnownGroup, filing: Filing, at: datetime) -> bool:
        """
        Nobody in it says anything any more. Where no word was ever seen, nobody may be listening:
        that is no silence.
        """
        ground = self.live_on.find(filing)
        words = [member.seen_at for member in known.members.values() if member.seen_at is not None]
        if ground is None or not words:
            return False
        return at - max(*words, filing.since) >= ground.silence

    def _see(self, known: KnownGroup, at: datetime) -> None:
        """Only where some regulation wants groups filed; of several, the first by its name."""
        if self.live_on.register.filing(known.group_id) is not None:
            return
        asking = [one for one in self.directory.in_force(at) if asks_for_filing(one)]
        if not asking:
            return
        for waiting in self._alike(known):
            ground = self.live_on.find(waiting)
            if ground is not None:
                numbers = short_number(waiting.group_id), short_number(known.group_id)
                text = perhaps_it(known.name, waiting, numbers=numbers)
                tell(self.live_on.people, self.live_on.messenger, ground.registrars, text)
        rulebook = min(one.rulebook for one in asking)
        self.live_on.see(_bare(known.group_id, rulebook, known, at), at)

    def _alike(self, known: KnownGroup) -> Iterator[Filing]:
        """Groups on file and not linked of its name, whose asker or owner is in it."""
        for filing in self.live_on.register.called(known.name):
            there = {filing.proposed_by, filing.owner} & known.members.keys()
            may_be_it = bool(there) and filing.state in _MAY_APPEAR
            if may_be_it and self.directory.group(filing.group_id) is None:
                yield filing

    def _adopt(self, linked: Linked, at: datetime) -> None:
        """It may have been on file under the id that it had before."""
        for alias in linked.group.aliases:
            was = self.live_on.register.filing(unfiled_id(alias))
            if was is not None and was.state in _NOT_FILED:
                self.live_on.adopt(_of(linked, was, at), was, at)


def _told_of(event: object) -> Alias | None:
    match event:
        case BridgedGroupChanged(group=group):
            return group
        case GroupCreated() | GroupChanged() | GroupDismissed() | MembersChanged():
            return Alias("chat", event.chat_id)
        case _:
            return None


def _bare(group_id: str, rulebook: str, known: KnownGroup, at: datetime) -> Filing:
    return Filing(
        group_id=group_id,
        rulebook=rulebook,
        name=known.name or _NAMELESS,
        state=LifeState.UNFILED,
        since=at,
        owner=known.owner or "",
        administrators=known.administrators,
    )


def _of(linked: Linked, was: Filing, at: datetime) -> Filing:
    group = linked.group
    return Filing(
        group_id=group.group_id,
        rulebook=group.rulebook,
        name=group.name or was.name,
        state=LifeState.UNFILED,
        since=at,
        kind=group.filed_as,
        owner=was.owner,
        administrators=was.administrators,
    )
