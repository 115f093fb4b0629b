"""A message on the inbound queue becomes a case, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from qungui.engine.judge import Armed, Evaluation, arm, breaches, evaluate_noting, excused
from qungui.engine.rejoin import with_pieces
from qungui.model.case import Breach, Case, CaseState, case_id_of
from qungui.model.finding import Facts, Sighting
from qungui.model.group import GroupSettings
from qungui.model.linked import Linked
from qungui.model.message import Message, MessageKind
from qungui.model.organisation import Limits
from qungui.model.person import Person
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
from qungui.text.normal import normal
from qungui.text.sighting import sighting_of
from qungui.usecases.after_judging import AfterJudging
from qungui.usecases.group_talk import GroupTalk
from qungui.usecases.recent_pieces import RecentPieces
from qungui.usecases.unlinked_rooms import UnlinkedRooms

if TYPE_CHECKING:
    from qungui.usecases.hear_answer import HearAnswer

# how long the stream may take to escalate a case before the sweep does
_GRACE = timedelta(minutes=2)


class Verdict(StrEnum):
    CLEAN = "clean"
    CASE = "case"
    UNLINKED = "unlinked"  # nobody linked the group to a rulebook: nothing is judged or kept
    BEFORE_RULES = "before-rules"  # sent before the rulebook was published here
    OWN = "own"  # the system's own post
    RECALLED = "recalled"  # not a message: a member took one back


@dataclass(frozen=True, slots=True)
class Judged:
    """
    Attributes:
        duplicate: The message had been recorded before; it was judged again all the same.
        case: What was put into the ledger, or stood there already.
        evaluation: Empty where nothing was judged.
        answered: How many demands on the member it answered.
    """

    kind: Verdict
    duplicate: bool = False
    case: Case | None = None
    evaluation: Evaluation = field(default_factory=Evaluation)
    answered: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """
    The rules of one group under one edition, as armed for *settings* within *limits*.

    Attributes:
        hear: None where members cannot be asked for anything.
        follow: What else is done with each message that was judged.
    """

    edition: Edition
    settings: GroupSettings
    limits: Limits
    armed: tuple[Armed, ...]
    hear: "HearAnswer | None"
    follow: tuple[Callable[[Facts], object], ...]


class JudgeMessage:
    """
    Judge one message. Safe to repeat at any point: the ring knows the message, the case has a
    derived id, and a duplicate is judged again so that a crash between the two loses nothing.

    A clean message costs the one conditional write of the member's activity, and the first of
    a member's day (UTC) one more: when they were last seen, on the roster. The own posts are
    looked up only when a clause is breached, or somebody may answer what they were asked for;
    until then it makes no difference whose they are. What follows from an answer, or from a
    message taken back, goes out with the next sweep. A message that asks for answers costs what it
    takes to wait for them, and each that may be one a read and a write.
    """

    def __init__(  # noqa: PLR0913 - one argument per port
        self,
        *,
        directory: Directory,
        people: People,
        activity: Activity,
        sent: SentRegister,
        ledger: Ledger,
        book: GroupBook,
        unlinked: UnlinkedRooms,
        clock: Clock,
        tally: Tally,
        watches: Watches,
        issues: Issues,
    ) -> None:
        self._directory = directory
        self._people = people
        self._activity = activity
        self._sent = sent
        self._ledger = ledger
        self._book = book
        self._unlinked = unlinked
        self._clock = clock
        self._tally = tally
        self._after = AfterJudging(
            directory=directory,
            people=people,
            activity=activity,
            sent=sent,
            ledger=ledger,
            book=book,
            clock=clock,
            tally=tally,
            watches=watches,
            issues=issues,
        )
        self._talk = GroupTalk(tally)
        self._pieces = RecentPieces(clock)
        self._kept: dict[tuple[str, str, str], _Kept] = {}

    def __call__(self, message: Message) -> Judged:
        """
        Raises:
            TransientError: Nothing may be concluded; deliver the message again.
        """
        linked = self._directory.linked(message.group)
        if linked is None:
            self._unlinked(message)
            return Judged(Verdict.UNLINKED)
        if message.sender.kind == "robot":
            return Judged(Verdict.OWN)
        edition = linked.edition_at(message.sent_at)
        if edition is None:
            return Judged(Verdict.BEFORE_RULES)
        person = self._people.resolve(message.sender)
        if message.kind is MessageKind.RECALL:
            self._after.recalled(message, linked, edition, person.person_id)
            return Judged(Verdict.RECALLED)
        return self._judge(message, linked, edition, person)

    def _judge(self, message: Message, linked: Linked, edition: Edition, person: Person) -> Judged:
        """The case comes first: no trouble with an answer may keep a message from being judged."""
        group = linked.group
        sighting = sighting_of(message)
        seen = self._activity.record(group.group_id, person.person_id, sighting)
        if seen.first_of_day:
            self._book.saw(group.group_id, person.person_id, message.sent_at)
        facts = facts_of(
            message, linked, person, edition.timezone, sighting=sighting, recent=seen.earlier
        )
        kept = self._rules(linked, edition, message.sent_at)
        known = self._talk(kept.armed, facts)
        said, broken = self._rejoined(kept.armed, known, self._evaluated(kept.armed, known))
        evaluation = excused(broken, facts, linked.settings)
        judged = Judged(Verdict.CLEAN, seen.duplicate, None, evaluation)
        found = breaches(evaluation, said)
        if found and self._is_ours(facts):
            return Judged(Verdict.OWN, seen.duplicate)
        if found:
            case = self._case(message, linked, edition, person, found)
            self._people.record(person)
            self._ledger.open_case(case)
            self._pieces.found(group.group_id, person.person_id)
            judged = replace(judged, kind=Verdict.CASE, case=case)
        self._follow(kept, linked, facts, seen.awaited)
        return judged if kept.hear is None else replace(judged, answered=kept.hear(facts))

    def _follow(self, kept: _Kept, linked: Linked, facts: Facts, awaited: tuple[str, ...]) -> None:
        """What members ask each other for, and what they answer."""
        for each in kept.follow:
            each(facts)
        if awaited:
            self._after.replied(linked, facts, awaited)

    def _rejoined(
        self, rules: tuple[Armed, ...], facts: Facts, alone: Evaluation
    ) -> tuple[Message, Evaluation]:
        """What was said and found: the message alone or, where that is clean, with its pieces."""
        whole = self._pieces(facts.group.group_id, facts.person_id, facts.message)
        if alone.hits or whole is None:
            return facts.message, alone
        together = with_pieces(rules, facts, alone, whole)
        return (facts.message, alone) if together is None else (whole.message, together)

    def _is_ours(self, facts: Facts) -> bool:
        text, sent_at = facts.message.text, facts.message.sent_at
        return bool(text) and self._sent.is_ours(facts.group.group_id, text, sent_at)

    def _evaluated(self, rules: tuple[Armed, ...], facts: Facts) -> Evaluation:
        group_id, sighting = facts.group.group_id, facts.sighting
        return evaluate_noting(
            rules, facts, lambda question: self._tally.ask(group_id, question, sighting)
        )

    def _rules(self, linked: Linked, edition: Edition, moment: datetime) -> _Kept:
        """Armed once per group, edition, settings and what holds them back at *moment*."""
        key = (linked.group.group_id, edition.rulebook, edition.edition)
        settings, limits = linked.settings, linked.limits(edition, moment)
        kept = self._kept.get(key)
        if (
            kept is None
            or kept.edition is not edition
            or (kept.settings, kept.limits) != (settings, limits)
        ):
            armed = arm(edition, settings, limits)
            hear = self._after.hearing(linked)
            follow = self._after.following(linked, edition, limits)
            kept = _Kept(edition, settings, limits, armed, hear, follow)
            self._kept[key] = kept
        return kept

    def _case(
        self,
        message: Message,
        linked: Linked,
        edition: Edition,
        person: Person,
        found: tuple[Breach, ...],
    ) -> Case:
        automatic = any(breach.automatic for breach in found)
        return Case(
            case_id=case_id_of(linked.group.group_id, message.message_id),
            group_id=linked.group.group_id,
            person_id=person.person_id,
            message_id=message.message_id,
            sender=message.sender,
            at=message.sent_at,
            state=CaseState.OPEN if automatic else CaseState.NEEDS_REVIEW,
            breaches=found,
            rulebook=edition.rulebook,
            edition=edition.edition,
            settings_version=linked.settings.version,
            due=self._clock.now() + _GRACE,
        )


def facts_of(
    message: Message,
    linked: Linked,
    person: Person,
    timezone: str,
    *,
    sighting: Sighting,
    recent: tuple[Sighting, ...] = (),
) -> Facts:
    """All that the rules may look at."""
    return Facts(
        message=message,
        plain=normal(message.text),
        group=linked.group,
        roles=linked.group.roles_of(person.person_id),
        recent=recent,
        sighting=sighting,
        timezone=timezone,
        person_id=person.person_id,
        own_days=linked.organisation.own_days,
        allowed_words=linked.settings.allowed_words,
    )
