"""What an order about a problem says, put together when it goes out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qungui.model.issue import Issue
from qungui.model.linked import Linked
from qungui.model.order import Order
from qungui.notices import issues as words
from qungui.notices.issues import IssueFile
from qungui.ports import Issues, People
from qungui.usecases.tell_issue import Telling

_WORDS: Mapping[str, Callable[[IssueFile], str]] = {
    Telling.RAISED.value: words.raised,
    Telling.UNASSIGNED.value: words.unassigned,
    Telling.PASSED_ON.value: words.passed_on,
    Telling.SOLVED.value: words.solved,
}


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """Nothing is changed by it."""

    issues: Issues
    people: People

    def __call__(self, linked: Linked, report: Order) -> str | None:
        """None where it is about no issue, or none that is kept."""
        say = _WORDS.get(report.wanted)
        if say is None:
            return None
        issue = self.issues.get(linked.group.group_id, report.about)
        return None if issue is None else say(self.file(linked, issue))

    def file(self, linked: Linked, issue: Issue) -> IssueFile:
        return IssueFile(
            issue=issue,
            group=linked.group,
            timezone=linked.timezone,
            assignee=self.people.get(issue.assignee) if issue.assignee else None,
        )
