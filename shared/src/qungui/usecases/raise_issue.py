"""A message says what the group cannot solve by itself, and whom it is for: that is followed."""

from dataclasses import dataclass

from qungui.engine import issues as steps
from qungui.engine.issues import Tracker
from qungui.model.finding import Facts
from qungui.model.issue import Issue, issue_id_of
from qungui.ports import Issues, SentRegister
from qungui.text.masking import masked
from qungui.text.mentions import mentions
from qungui.text.problems import is_beyond_the_group
from qungui.usecases.find_mentioned import FindMentioned
from qungui.usecases.tell_issue import TellIssue


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseIssue:
    """Safe to repeat: one message is one issue."""

    issues: Issues
    mentioned: FindMentioned
    sent: SentRegister
    tell: TellIssue
    tracker: Tracker

    def __call__(self, facts: Facts) -> Issue | None:
        """
        Raises:
            TransientError: It cannot be kept now; deliver the message again.
        """
        message, group_id = facts.message, facts.group.group_id
        if not is_beyond_the_group(facts.plain):
            return None
        department = next(iter(mentions(message.text, self.tracker.departments)), "")
        assignee = "" if department else self._assignee(facts)
        if not (department or assignee):
            return None
        if self.sent.is_ours(group_id, message.text, message.sent_at):
            return None
        issue = Issue(
            issue_id=issue_id_of(group_id, message.message_id),
            group_id=group_id,
            by=facts.person_id,
            at=message.sent_at,
            words=masked(message.text),
            moved_at=message.sent_at,
            department=department,
            assignee=assignee,
        )
        begun = steps.raised(issue, self.tracker)
        self.issues.save(begun)
        self.tell.begun(begun)
        return begun

    def _assignee(self, facts: Facts) -> str:
        """Where one name fits two, nobody has it yet: whoever runs the group says who."""
        named = self.mentioned(facts.group.group_id, facts.message.text)
        sure = (who for who, unsure in named.items() if not unsure and who != facts.person_id)
        return next(sure, "")
