"""Watches and issues over stores in memory, for systems in which nobody owes or raises anything."""

from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.watches import MemoryWatches
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.move_member import MoveMember
from qungui.usecases.run_issue import RunIssue
from qungui.usecases.run_watch import RunWatch
from qungui.usecases.tell_issue import TellIssue


def run_watch(move: MoveMember) -> RunWatch:
    return RunWatch(watches=MemoryWatches(), activity=MemoryActivity(), move=move, keep=_keep(move))


def run_issue(move: MoveMember) -> RunIssue:
    return RunIssue(issues=MemoryIssues(), tell=TellIssue(move), keep=_keep(move))


def _keep(move: MoveMember) -> KeepFinding:
    return KeepFinding(ledger=move.ledger, people=MemoryPeople(), clock=move.clock)
