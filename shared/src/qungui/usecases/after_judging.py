"""What else a regulation has done with messages: answers, tasks, problems, reports."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qungui.engine.modes import mode_in_use
from qungui.model.finding import Facts
from qungui.model.group import Mode
from qungui.model.linked import Linked
from qungui.model.message import Message
from qungui.model.opened import (
    by_procedure,
    by_rule,
    demanded_by,
    follows_issues,
    has_duties,
    reports_counted,
)
from qungui.model.organisation import Limits
from qungui.model.rulebook import Edition
from qungui.ports import (
    Activity,
    Clock,
    Directory,
    GroupBook,
    Issues,
    Ledger,
    People,
    SentRegister,
    Tally,
    Watches,
)

if TYPE_CHECKING:
    from qungui.usecases.find_mentioned import FindMentioned
    from qungui.usecases.hear_answer import HearAnswer
    from qungui.usecases.hear_refusal import HearRefusal
    from qungui.usecases.hear_unwilling import HearUnwilling
    from qungui.usecases.move_member import MoveMember
    from qungui.usecases.open_watch import OpenWatch
    from qungui.usecases.raise_issue import RaiseIssue
    from qungui.usecases.report_member import ReportMember
    from qungui.usecases.review_posts import ReviewPosts


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterJudging:
    """A regulation that asks for none of it pays for none: each part is loaded where one does."""

    directory: Directory
    people: People
    activity: Activity
    sent: SentRegister
    ledger: Ledger
    book: GroupBook
    clock: Clock
    tally: Tally
    watches: Watches
    issues: Issues

    def following(
        self, linked: Linked, edition: Edition, limits: Limits
    ) -> tuple[Callable[[Facts], object], ...]:
        """What else is done with each message there, under that edition."""
        return tuple(filter(None, self._followers(linked, edition, limits)))

    def hearing(self, linked: Linked) -> "HearAnswer | None":
        """None where members cannot be asked for anything."""
        demanded = demanded_by(linked.editions)
        if not demanded:
            return None
        from qungui.usecases.hear_answer import HearAnswer  # noqa: PLC0415 - see _move

        return HearAnswer(self._move(), self.sent, demanded)

    def replied(self, linked: Linked, facts: Facts, awaited: tuple[str, ...]) -> None:
        """*awaited*: watches that wait for a word of whoever wrote."""
        from qungui.usecases.hear_reply import HearReply  # noqa: PLC0415 - see _move
        from qungui.usecases.keep_finding import KeepFinding  # noqa: PLC0415 - see _move

        keep = KeepFinding(ledger=self.ledger, people=self.people, clock=self.clock)
        HearReply(watches=self.watches, activity=self.activity, keep=keep)(linked, facts, awaited)

    def recalled(self, message: Message, linked: Linked, edition: Edition, person_id: str) -> None:
        """The message took another one back."""
        from qungui.usecases.close_watch import CloseWatch  # noqa: PLC0415 - see _move
        from qungui.usecases.hear_recall import HearRecall  # noqa: PLC0415 - see _move

        group_id, at = linked.group.group_id, message.sent_at
        HearRecall(self._move())(group_id, person_id, message.recalls, at)
        if has_duties(edition):
            CloseWatch(self.watches)(group_id, message.recalls, at)

    def _followers(
        self, linked: Linked, edition: Edition, limits: Limits
    ) -> Iterator[Callable[[Facts], object] | None]:
        yield self._reporting(edition)
        yield self._watching(linked, edition, limits)
        yield self._following(linked, edition, limits)
        yield self._receiving(linked, edition, limits)
        yield self._sparing(linked, edition, limits)
        yield self._reviewing(linked, edition, limits)

    def _sparing(self, linked: Linked, edition: Edition, limits: Limits) -> "HearRefusal | None":
        clause = by_rule(edition, "marketing-optout")
        if clause is None or mode_in_use(clause, linked.settings, limits) < Mode.ASSIST:
            return None
        from qungui.usecases.hear_refusal import HearRefusal  # noqa: PLC0415 - see _move

        return HearRefusal(tally=self.tally, move=self._move(), clause_id=clause.clause_id)

    def _reviewing(self, linked: Linked, edition: Edition, limits: Limits) -> "ReviewPosts | None":
        clause, call = by_procedure(edition, "post-review") or (None, None)
        if clause is None or call is None:
            return None
        if mode_in_use(clause, linked.settings, limits) < Mode.ASSIST:
            return None
        from qungui.usecases.review_posts import ReviewPosts  # noqa: PLC0415 - see _move

        return ReviewPosts(
            tally=self.tally,
            sent=self.sent,
            move=self._move(),
            clause_id=clause.clause_id,
            claims=tuple(call.parameters["claims"]),
        )

    def _watching(self, linked: Linked, edition: Edition, limits: Limits) -> "OpenWatch | None":
        if not has_duties(edition):
            return None
        from qungui.engine.asking import duties_of  # noqa: PLC0415 - see _move
        from qungui.usecases.open_watch import OpenWatch  # noqa: PLC0415 - see _move
        from qungui.usecases.start_watch import StartWatch  # noqa: PLC0415 - see _move

        return OpenWatch(
            start=StartWatch(self.watches, self.activity),
            mentioned=self._mentioned(),
            sent=self.sent,
            duties=duties_of(edition, linked.settings, limits),
        )

    def _following(self, linked: Linked, edition: Edition, limits: Limits) -> "RaiseIssue | None":
        if not follows_issues(edition):
            return None
        from qungui.engine.issues import Tracker  # noqa: PLC0415 - see _move
        from qungui.usecases.raise_issue import RaiseIssue  # noqa: PLC0415 - see _move
        from qungui.usecases.tell_issue import TellIssue  # noqa: PLC0415 - see _move

        tracker = Tracker.of(edition, linked.settings, limits)
        if tracker is None:
            return None
        return RaiseIssue(
            issues=self.issues,
            mentioned=self._mentioned(),
            sent=self.sent,
            tell=TellIssue(self._move()),
            tracker=tracker,
        )

    def _receiving(
        self, linked: Linked, edition: Edition, limits: Limits
    ) -> "HearUnwilling | None":
        clause, _ = by_procedure(edition, "voluntary") or (None, None)
        if clause is None or mode_in_use(clause, linked.settings, limits) < Mode.ASSIST:
            return None
        from qungui.usecases.hear_unwilling import HearUnwilling  # noqa: PLC0415 - see _move
        from qungui.usecases.send_digest import SendDigest  # noqa: PLC0415 - see _move

        return HearUnwilling(
            book=self.book,
            sent=self.sent,
            send=SendDigest(self._move()),
            edition=edition,
            clause_id=clause.clause_id,
        )

    def _mentioned(self) -> "FindMentioned":
        from qungui.usecases.find_mentioned import FindMentioned  # noqa: PLC0415 - see _move

        return FindMentioned(self.book, self.people)

    def _reporting(self, edition: Edition) -> "ReportMember | None":
        if next(reports_counted(edition), None) is None:
            return None
        from qungui.usecases.report_member import ReportMember  # noqa: PLC0415 - see _move

        return ReportMember(self._move(), self.people, self.book)

    def _move(self) -> "MoveMember":
        """Few messages move a member, so no start of a function pays for what that takes."""
        from qungui.usecases.move_member import MoveMember  # noqa: PLC0415 - its docstring

        return MoveMember(ledger=self.ledger, directory=self.directory, clock=self.clock)
