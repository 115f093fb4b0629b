"""Whoever has a problem to pass on, to see to, or had raised it, hears of it once a step."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine.telling import told
from qungui.model.ids import derived_id
from qungui.model.issue import Issue
from qungui.usecases.move_member import MoveMember


class Telling(StrEnum):
    """What is told; not one of the words of a watch's stages."""

    RAISED = "issue-raised"  # to whoever manages the group
    UNASSIGNED = "issue-unassigned"
    PASSED_ON = "issue-passed-on"  # to whoever is to see to it
    SOLVED = "issue-solved"  # to whoever had raised it
    UNDONE = "issues-undone"  # all of a group, to whoever is to urge those who see to them


@dataclass(frozen=True, slots=True)
class TellIssue:
    """Safe to repeat: once for each step of the issue."""

    move: MoveMember

    def __call__(self, issue: Issue, what: Telling, to: str = "") -> None:
        """
        Raises:
            TransientError: The ledger could not be reached.
        """
        moment = issue.moved_at.isoformat()
        order_id = derived_id("issue", issue.issue_id, what.value, moment)
        of = {"what": what.value, "about": issue.issue_id, "to": to}
        self.move(issue.group_id, "", lambda docket: told(docket, order_id, **of))

    def begun(self, issue: Issue) -> None:
        """Of a new one."""
        if issue.assignee:
            self(issue, Telling.PASSED_ON, issue.assignee)
        else:
            self(issue, Telling.RAISED)
