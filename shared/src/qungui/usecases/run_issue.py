"""A problem that has not moved for long: whoever is to see to it is found, or it is passed on."""

from dataclasses import dataclass
from datetime import datetime

from qungui.engine import issues as steps
from qungui.engine.issues import Tracker
from qungui.errors import TransientError
from qungui.model.issue import IssueRef
from qungui.ports import Issues
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.linked_group import linked_group
from qungui.usecases.tell_issue import Telling, TellIssue

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RunIssue:
    """Safe to repeat, to run concurrently and to run late."""

    issues: Issues
    tell: TellIssue
    keep: KeepFinding

    def __call__(self, ref: IssueRef, now: datetime) -> None:
        """
        Raises:
            InvalidEventError: No such group.
            TransientError: It cannot be told now; the due index comes back to it.
        """
        linked = linked_group(self.tell.move.directory, ref.group_id)
        for _ in range(_ATTEMPTS):
            issue = self.issues.get(ref.group_id, ref.issue_id)
            if issue is None or issue.due is None:
                return
            edition = linked.edition_at(issue.due) or linked.editions[0]
            limits = linked.limits(edition, issue.due)
            look = steps.looked_at(issue, Tracker.of(edition, linked.settings, limits), now)
            if look.found is not None:
                self.keep(linked, look.found)
            if look.is_unassigned:
                self.tell(issue, Telling.UNASSIGNED)
            if look.issue == issue or self.issues.save(look.issue):
                return
        msg = "an issue kept moving"
        raise TransientError(msg)
