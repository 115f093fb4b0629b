"""What an order about a problem says, put together when it goes out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

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


def undone(kept: Iterable[Issue], linked: Linked, at: datetime) -> tuple[Issue, ...]:
    """What is not done at *at*, though it is time for it."""
    today = at.astimezone(ZoneInfo(linked.timezone)).date()
    return tuple(issue for issue in kept if issue.is_undone(today))


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """Nothing is changed by it."""

    issues: Issues
    people: People

    def __call__(self, linked: Linked, report: Order) -> str | None:
        """None where it is about no issue, or none that is kept."""
        if report.wanted == Telling.UNDONE.value:
            kept = undone(self.issues.of_group(linked.group.group_id), linked, report.at)
            return words.undone([self.file(linked, issue) for issue in kept]) if kept else None
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
