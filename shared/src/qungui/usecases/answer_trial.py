"""Whoever was asked about a clause on trial says by a click what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass

from qungui.errors import InvalidEventError
from qungui.model.events import CardClicked
from qungui.model.group import Mode
from qungui.model.ids import Alias
from qungui.model.linked import standing
from qungui.model.person import Person
from qungui.notices.trials import KEEP, PROMOTE
from qungui.ports import Clock, Directory, Messenger, Organisation, People
from qungui.usecases.change_organisation import ChangeOrganisation, Choice
from qungui.usecases.clicked import SAID, Clicked
from qungui.usecases.end_trial import question_of
from qungui.wire_clicks import TrialClick, trial_click_from_key

_SAID = {**SAID, Clicked.WRONG_PERSON: "请由被问的人决定"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTrial:
    """
    Safe to repeat: the first answer counts.

    Attributes:
        otherwise: Takes clicks on cards that ask something else.
    """

    otherwise: Callable[[CardClicked], Clicked]
    directory: Directory
    organisation: Organisation
    people: People
    messenger: Messenger
    change: ChangeOrganisation
    clock: Clock

    def __call__(self, event: CardClicked) -> Clicked:
        """
        Raises:
            TransientError: It cannot be told now; deliver the click again.
        """
        click = trial_click_from_key(event.key)
        if click is None:
            return self.otherwise(event)
        person = self.people.resolve(Alias("userid", event.userid.casefold()))
        clicked = self._clicked(event, click, person)
        if event.response_code:
            said = _SAID[clicked]
            self.messenger.settle_card([person], response_code=event.response_code, said=said)
        return clicked

    def _clicked(self, event: CardClicked, click: TrialClick, person: Person) -> Clicked:
        if event.task_id.rpartition("-")[0] != question_of(click, person):
            return Clicked.WRONG_PERSON
        mode = self._mode(click)
        if mode is None:
            return Clicked.SKIPPED
        wish = Choice(
            rulebook=click.rulebook, clause_id=click.clause_id, mode=mode, by=person.person_id
        )
        try:
            self.change(wish)
        except InvalidEventError:  # another edition came meanwhile, and lets it do less
            return Clicked.SKIPPED
        return Clicked.TAKEN

    def _mode(self, click: TrialClick) -> Mode | None:
        """None where nothing is to be decided any more."""
        stands = standing(self.directory.published(click.rulebook), self.clock.now())
        trial = self.organisation.settings(click.rulebook).trials.get(click.edition)
        if stands is None or stands.edition.edition != click.edition or trial is None:
            return None
        if click.clause_id not in trial.undecided:
            return None
        most = stands.edition.clause(click.clause_id).mode
        return {PROMOTE: most, KEEP: Mode.OBSERVE}.get(click.verb)
