"""Problems that are followed, each one item of its group's partition."""

from datetime import date
from typing import Self

from pynamodb.attributes import UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.group_items import GroupItem, GroupItems
from qungui.adapters.dynamo.rows import Expiry, Instant
from qungui.adapters.dynamo.table import opened
from qungui.model.issue import ISSUE_KEPT, Issue, IssueState, without


class IssueItem(GroupItem[Issue]):
    by = UnicodeAttribute(null=True)
    at = Instant()
    words = UnicodeAttribute(null=True)
    department = UnicodeAttribute(null=True)
    assignee = UnicodeAttribute(null=True)
    until = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    moved_at = Instant()
    ttl = Expiry()

    @classmethod
    def of(cls, kept: Issue) -> Self:
        item = cls(
            keys.group(kept.group_id),
            keys.issue(kept.issue_id),
            by=kept.by or None,
            at=kept.at,
            words=kept.words or None,
            department=kept.department or None,
            assignee=kept.assignee or None,
            until=None if kept.until is None else kept.until.isoformat(),
            state=kept.state.value,
            moved_at=kept.moved_at,
            version=kept.version + 1,
            ttl=kept.moved_at + ISSUE_KEPT,
        )
        item.note_due(kept.due, kept.issue_id)
        return item

    def value(self) -> Issue:
        return Issue(
            issue_id=keys.kind_and_id(self.sk)[1],
            group_id=keys.group_from(self.pk),
            by=self.by or "",
            at=self.at,
            words=self.words or "",
            department=self.department or "",
            assignee=self.assignee or "",
            until=date.fromisoformat(self.until) if self.until else None,
            state=IssueState(self.state),
            moved_at=self.moved_at,
            due=self.due,
            version=int(self.version),
        )


class DynamoIssues(GroupItems[Issue]):
    """Implements :class:`qungui.ports.Issues`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        super().__init__(opened(table_name, region), IssueItem, keys.issue, keys.ISSUES, without)
