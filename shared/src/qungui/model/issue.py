"""A problem that a group cannot solve by itself, from its mention to its solution."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.ids import derived_id

ISSUE_KEPT = timedelta(days=180)
"""How long after it moved last an issue can be looked up."""


class IssueState(StrEnum):
    """In the order in which they follow each other."""

    RAISED = "raised"
    PASSED_ON = "passed-on"  # somebody is to see to it
    IN_HAND = "in-hand"
    SOLVED = "solved"


@frozen(kw_only=True)
class Issue:
    """
    Attributes:
        by: Who raised it, by person id; empty once they are forgotten.
        at: Platform time of the message, or wall clock of the command.
        words: Masked.
        department: Which one it is to be passed on to; empty where a person was named.
        assignee: Who is to see to it, by person id.
        until: The local day by which it is to be done; None where nobody said.
        moved_at: Of the last progress.
        due: When it is asked after; None where nothing is to be done by itself.
        version: Optimistic lock; each write raises it by one, 0 means that it was never stored.
    """

    issue_id: str
    group_id: str
    by: str
    at: datetime
    words: str
    moved_at: datetime
    department: str = ""
    assignee: str = ""
    until: date | None = None
    state: IssueState = IssueState.RAISED
    due: datetime | None = None
    version: int = 0

    @property
    def is_open(self) -> bool:
        return self.state is not IssueState.SOLVED

    def is_undone(self, today: date) -> bool:
        """Open, and its day over where it has one."""
        return self.is_open and (self.until is None or self.until < today)

    @property
    def ref(self) -> "IssueRef":
        return IssueRef(self.group_id, self.issue_id)


@frozen
class IssueRef:
    """Where an issue stands."""

    group_id: str
    issue_id: str


def issue_id_of(group_id: str, source: str) -> str:
    """One message or command, one issue, however often it is delivered."""
    return derived_id("issue", group_id, source)


def without(issue: Issue, person_id: str) -> Issue:
    """Neither raised by *person_id* nor theirs to see to; words that may name them go."""
    if person_id not in {issue.by, issue.assignee}:
        return issue
    return replace(
        issue,
        by="" if issue.by == person_id else issue.by,
        assignee="" if issue.assignee == person_id else issue.assignee,
        words="",
    )
