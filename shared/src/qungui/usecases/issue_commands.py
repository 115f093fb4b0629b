"""What is said to the desk about problems: enter one, pass it on, say how it goes, see the list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from qungui.desk.verbs import Verb
from qungui.engine import issues as steps
from qungui.engine.issues import Tracker
from qungui.errors import TransientError
from qungui.model.issue import Issue, IssueState, issue_id_of
from qungui.model.linked import Linked
from qungui.model.short_number import with_number
from qungui.notices import issues as words
from qungui.notices import outcomes
from qungui.text.masking import masked
from qungui.usecases.find_member import FindMember
from qungui.usecases.read_issue import ReadIssue
from qungui.usecases.serve_command import Asked, Handlers
from qungui.usecases.tell_issue import Telling, TellIssue

_ATTEMPTS = 5

type _Step = Callable[[Asked, Linked, Issue], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCommands:
    """Each is safe to repeat: a step is of the instant at which it was said."""

    find: FindMember
    read: ReadIssue
    tell: TellIssue

    def handlers(self) -> Handlers:
        return {
            Verb.ISSUES: self._list,
            Verb.RAISE: self._raised,
            Verb.ASSIGN: lambda asked: self._by_number(asked, self._passed_on),
            Verb.IN_HAND: lambda asked: self._by_number(asked, self._in_hand),
            Verb.SOLVED: lambda asked: self._by_number(asked, self._solved),
        }

    def _list(self, asked: Asked) -> str:
        """Whoever holds a role sees all of the group's, others their own."""
        found = [(linked, issue) for linked, issue in self._open(asked) if issue.is_open]
        latest = sorted(found, key=lambda each: each[1].moved_at, reverse=True)[: words.MOST_LISTED]
        return words.listed([self.read.file(linked, issue) for linked, issue in latest])

    def _raised(self, asked: Asked) -> str:
        found = self.find(asked.command.person, asked.groups)
        if isinstance(found, str):
            return found
        linked, at = found.linked, asked.said.at
        tracker = _tracker(linked, asked)
        if tracker is None:
            return words.NOT_FOLLOWED
        group_id, day = linked.group.group_id, asked.command.day
        zone = ZoneInfo(linked.timezone)
        issue = Issue(
            issue_id=issue_id_of(group_id, asked.said.source),
            group_id=group_id,
            by=asked.person.person_id,
            at=at,
            words=masked(asked.command.text),
            moved_at=at,
            assignee=found.person.person_id,
            until=None if day is None else day.on(at.astimezone(zone).date()),
        )
        begun = steps.raised(issue, tracker)
        self.read.issues.save(begun)
        self.tell.begun(begun)
        return words.recorded(self.read.file(linked, begun))

    def _by_number(self, asked: Asked, step: _Step) -> str:
        kept = {issue.issue_id: (linked, issue) for linked, issue in self._open(asked)}
        lines = []
        for number in asked.command.numbers:
            found = with_number(str(number), kept)
            if len(found) != 1:
                several = outcomes.several_of_number(number)
                lines.append(several if found else outcomes.no_such_issue(number))
            else:
                lines.append(step(asked, *kept[found[0]]))
        return "\n".join(lines)

    def _passed_on(self, asked: Asked, linked: Linked, issue: Issue) -> str:
        found = self.find(asked.command.person, [linked])
        if isinstance(found, str):
            return found
        moved = self._moved(asked, linked, issue, IssueState.PASSED_ON, found.person.person_id)
        if moved.state is IssueState.PASSED_ON:
            self.tell(moved, Telling.PASSED_ON, moved.assignee)
        return words.stands(self.read.file(linked, moved))

    def _in_hand(self, asked: Asked, linked: Linked, issue: Issue) -> str:
        moved = self._moved(asked, linked, issue, IssueState.IN_HAND)
        return words.stands(self.read.file(linked, moved))

    def _solved(self, asked: Asked, linked: Linked, issue: Issue) -> str:
        moved = self._moved(asked, linked, issue, IssueState.SOLVED)
        if not moved.is_open and moved.by and moved.by != asked.person.person_id:
            self.tell(moved, Telling.SOLVED, moved.by)
        return words.stands(self.read.file(linked, moved))

    def _moved(
        self, asked: Asked, linked: Linked, issue: Issue, state: IssueState, assignee: str = ""
    ) -> Issue:
        """As it stands then, moved or not."""
        tracker = _tracker(linked, asked) or Tracker()
        kept: Issue = issue
        for _ in range(_ATTEMPTS):
            moved = steps.moved(kept, tracker, state, asked.said.at, assignee)
            if moved is None:
                return kept
            if self.read.issues.save(moved):
                return moved
            kept = self.read.issues.get(issue.group_id, issue.issue_id) or kept
        msg = "an issue kept moving"
        raise TransientError(msg)

    def _open(self, asked: Asked) -> Iterator[tuple[Linked, Issue]]:
        """Those that the writer may speak of."""
        who = asked.person.person_id
        for linked in asked.groups:
            sees_all = bool(linked.group.roles_of(who))
            for issue in self.read.issues.of_group(linked.group.group_id):
                if sees_all or who in {issue.assignee, issue.by}:
                    yield linked, issue


def _tracker(linked: Linked, asked: Asked) -> Tracker | None:
    at = asked.said.at
    edition = linked.edition_at(at)
    if edition is None:
        return None
    return Tracker.of(edition, linked.settings, linked.limits(edition, at))
