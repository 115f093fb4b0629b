"""The part of a stage where members come, go, and are gone through."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from qungui.acceptance.scenario import BrokenRuleError
from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.crashes import MemoryCrashes
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.permits import MemoryPermits
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.register import MemoryRegister
from qungui.adapters.memory.roster_checks import MemoryRosterChecks
from qungui.adapters.memory.rosters import MemoryRosters
from qungui.model.group import Group
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.usecases.check_roster import CheckRoster
from qungui.usecases.follow_bridge import FollowBridge
from qungui.usecases.follow_group import FollowGroup
from qungui.usecases.give_permit import GivePermit
from qungui.usecases.hold_round import HoldRound
from qungui.usecases.move_member import MoveMember
from qungui.usecases.notice_members import NoticeMembers
from qungui.usecases.plan_checks import PlanChecks
from qungui.usecases.prove_removal import ProveRemoval
from qungui.usecases.pull_roster import PullRoster

_LATELY = timedelta(hours=1)


class RosterStage:
    """
    Attributes:
        due: Groups that are to be gone through, from the sweep.
        checks: When they are.
        permits: What members are allowed.
        crashes: Of rules about members.
    """

    def __init__(
        self,
        move: MoveMember,
        book: MemoryGroupBook,
        people: MemoryPeople,
        register: MemoryRegister,
        issues: MemoryIssues,
    ) -> None:
        self.due = MemoryQueue()
        self.checks = MemoryRosterChecks()
        self._book = book
        self._since = move.clock.now()
        self.permits, prove = MemoryPermits(), ProveRemoval(move)
        self.crashes = MemoryCrashes()
        notice = NoticeMembers.over(
            move,
            people=people,
            permits=self.permits,
            register=register,
            budgets=MemoryBudgets(),
            crashes=self.crashes,
        )
        pull = PullRoster(
            book=book, rosters=MemoryRosters(), people=people, prove=prove, notice=notice
        )
        group = FollowGroup(book=book, people=people, pull=pull, prove=prove, alias_of=_as_it_is)
        self.follow = FollowBridge(
            otherwise=group, book=book, people=people, prove=prove, notice=notice
        )
        self.permit = GivePermit(
            permits=self.permits, directory=move.directory, book=book, clock=move.clock
        )
        self.plan = PlanChecks(
            book=book, directory=move.directory, checks=self.checks, clock=move.clock
        )
        hold = HoldRound(move=move, people=people, issues=issues, register=register)
        self.check = CheckRoster(book=book, checks=self.checks, notice=notice, hold=hold)

    def show(self, group: Group, members: Mapping[str, Member], at: datetime) -> None:
        """The roster of the group, by person id, pulled just before *at*."""
        self._book.register(group.aliases[0], group.kind, self._since)
        read = self._book.known(group.group_id)
        if read is not None:
            now = replace(read, name=group.name, members=members, looked_at=at - _LATELY)
            self._book.replace(read, now)

    def settle(self) -> None:
        """
        Raises:
            BrokenRuleError: A rule failed.
        """
        for envelope in self.due.take():
            self.check(envelope.body["group"], envelope.at)
        if self.crashes.noted:
            raise BrokenRuleError.of(clause_id for clause_id, _ in self.crashes.noted)


def _as_it_is(name: str) -> Alias:
    return Alias("userid", name)
