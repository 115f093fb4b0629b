"""
A trial's time is over: clean clauses act by themselves, about the others somebody is asked.

Whoever is asked hears everything before anything changes, so a crash in between repeats the same
words, which the platform drops. Unanswered, a clause goes on recording and is asked about weekly.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.engine.trials import let_act, not_asked
from qungui.errors import TransientError
from qungui.model.group import Role
from qungui.model.ids import derived_id
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.linked import standing
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.outcome import Done, Later, NoPower, Refused, Rehearsed
from qungui.model.person import Person
from qungui.model.publication import Published
from qungui.model.rulebook import Edition
from qungui.model.trial import Trial, Tried
from qungui.notices import trials
from qungui.ports import Clock, Directory, Messenger, Organisation, People
from qungui.usecases.review_trial import ReviewTrial
from qungui.wire_clicks import TrialClick, trial_key

ASKED_EVERY = timedelta(weeks=1)

_AGAIN = timedelta(minutes=5)
"""When a message is repeated of which nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How many clauses act from now on, and about how many somebody is asked."""

    promoted: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class _Review:
    settings: OrganisationSettings
    published: Sequence[Published]
    edition: Edition
    trial: Trial
    tried: tuple[Tried, ...]

    @property
    def clean(self) -> tuple[Tried, ...]:
        return tuple(each for each in self.tried if each.clean)

    @property
    def to_decide(self) -> tuple[Tried, ...]:
        """What no group uses yet can wait: it goes on being on trial."""
        return tuple(each for each in self.tried if each.used and not each.clean)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTrial:
    """Safe to repeat, to run late, and to run twice at once."""

    directory: Directory
    organisation: Organisation
    people: People
    messenger: Messenger
    review: ReviewTrial
    clock: Clock

    def __call__(self, rulebook: str) -> Ended:
        """
        Look at what is on trial under a rulebook, if it is time.

        Raises:
            TransientError: Others decided meanwhile; the due index comes back to it.
        """
        settings, now = self.organisation.settings(rulebook), self.clock.now()
        if settings.due is None or now < settings.due:
            return Ended()
        published = self.directory.published(rulebook)
        stands = standing(published, now)
        name = "" if stands is None else stands.edition.edition
        # an edition whose place another one took decides nothing any more
        settings = replace(settings, trials=not_asked(settings.trials, now, besides=name))
        trial = settings.trials.get(name)
        if stands is None or trial is None or trial.asks is None or now < trial.asks:
            return self._keep(rulebook, settings)
        tried = self.review(stands.edition, trial)
        return self._end(_Review(settings, published, stands.edition, trial, tried), now)

    def _end(self, review: _Review, now: datetime) -> Ended:
        rulebook, later = review.edition.rulebook, _asking(review, now + ASKED_EVERY)
        if not (review.clean or review.to_decide):
            return self._keep(rulebook, later)
        told = self._tell(review, now)
        if isinstance(told, datetime):
            return self._keep(rulebook, _asking(review, told))
        name, clean = review.edition.edition, {each.clause.clause_id for each in review.clean}
        act = let_act(later.trials, review.published, name, clean, now)
        self._keep(rulebook, replace(later, trials=act), _entry(review, told, now))
        return Ended(len(review.clean), len(review.to_decide))

    def _keep(
        self, rulebook: str, settings: OrganisationSettings, audit: AuditEntry | None = None
    ) -> Ended:
        settings = replace(settings, version=settings.version + 1)
        change = OrganisationChange(rulebook=rulebook, settings=settings, audit=audit)
        if not self.organisation.commit(change):
            msg = "the organisation's settings were changed meanwhile"
            raise TransientError(msg)
        return Ended()

    def _tell(self, review: _Review, now: datetime) -> Person | datetime | None:
        """Who heard of it; when to try again; None where nobody can be told."""
        text = trials.digest(review.edition, review.clean, review.to_decide)
        for person in self._department(review.edition.rulebook):
            match self.messenger.tell(person, text):
                case Done() | Rehearsed():
                    self._ask(review, person, now)
                    return person
                case Refused() | NoPower():
                    continue
                case Later(at):
                    return at
                case _:
                    return now + _AGAIN
        return None

    def _ask(self, review: _Review, person: Person, now: datetime) -> None:
        """By cards, too, where they are no more than the message tells of one by one."""
        if len(review.to_decide) > trials.MOST_LINES:
            return
        edition = review.edition
        for tried in review.to_decide:
            click = TrialClick("", edition.rulebook, edition.edition, tried.clause.clause_id)
            task_id = f"{question_of(click, person)}-{now:%Y%m%d}"
            card = trials.card(task_id, edition, review.trial, tried)
            keyed = tuple((text, trial_key(replace(click, verb=v))) for text, v in card.buttons)
            self.messenger.hand_over(person, replace(card, buttons=keyed))

    def _department(self, rulebook: str) -> Iterator[Person]:
        """Its members on the staff, by whom the regulation is owned; never the owner of a group."""
        seen = set[str]()
        for linked in self.review.groups(rulebook):
            for holder in linked.group.holders_of(Role.ADMIN_DEPARTMENT):
                person = None if holder in seen else self.people.get(holder)
                seen.add(holder)
                if person is not None and person.userid and person.left_at is None:
                    yield person


def question_of(click: TrialClick, person: Person) -> str:
    """The same for each card that asks *person* about this clause: nobody else's card has it."""
    asked = (click.rulebook, click.edition, click.clause_id, person.person_id)
    return derived_id("trial", *asked)


def _asking(review: _Review, at: datetime) -> OrganisationSettings:
    """The settings, with what is undecided looked at again *at* that time."""
    trials = {**review.settings.trials, review.edition.edition: replace(review.trial, asks=at)}
    return replace(review.settings, trials=trials)


def _entry(review: _Review, told: Person | None, now: datetime) -> AuditEntry:
    facts = {
        "rulebook": review.edition.rulebook,
        "edition": review.edition.edition,
        "promoted": " ".join(each.clause.clause_id for each in review.clean),
        "asked": " ".join(each.clause.clause_id for each in review.to_decide),
    }
    people = {} if told is None else {"to": told.person_id}
    return AuditEntry(kind=AuditKind.TRIAL_REVIEWED, at=now, facts=facts, people=people)
