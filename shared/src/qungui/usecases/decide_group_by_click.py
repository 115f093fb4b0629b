"""A click on the card that asks for a word on a group says it: a new group, or a later end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.events import CardClicked
from qungui.model.filing import Filing
from qungui.model.ids import Alias
from qungui.model.person import Person
from qungui.notices import life_cards, on_file, outcomes
from qungui.usecases.clicked import SAID, Clicked
from qungui.usecases.live_on import LiveOn, Wanted
from qungui.usecases.tell_people import tell
from qungui.wire_clicks import LifeClick, life_click_from_key

_STEPS: Mapping[str, Step] = {
    life_cards.AGREE: Step.AGREE,
    life_cards.REFUSE: Step.REFUSE,
    life_cards.PUT_OFF: Step.PUT_OFF,
    life_cards.KEEP_DATE: Step.KEEP_DATE,
}
_AGREEING = {Step.AGREE, Step.PUT_OFF}
_BARRED: Mapping[Denied, Clicked] = {
    Denied.NOT_YOU: Clicked.NO_ROLE,
    Denied.OWN_REQUEST: Clicked.OWN_CASE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideGroupByClick:
    """
    Safe to repeat: the first word counts. Whoever clicks later reads who said it and when, whoever
    may not say it reads why.

    Attributes:
        otherwise: Takes clicks on cards that ask something else.
    """

    otherwise: Callable[[CardClicked], Clicked]
    live_on: LiveOn

    def __call__(self, event: CardClicked) -> Clicked:
        """
        Raises:
            TransientError: It cannot be told now; deliver the click again.
        """
        click = life_click_from_key(event.key)
        if click is None or click.verb not in _STEPS:
            return self.otherwise(event)
        live_on = self.live_on
        person = live_on.people.resolve(Alias("userid", event.userid.casefold()))
        said = self._said(click, person)
        clicked = _BARRED.get(said, Clicked.SKIPPED) if isinstance(said, Denied) else Clicked.TAKEN
        if event.response_code:
            words = self._word(click) if clicked.is_taken else SAID[clicked]
            live_on.messenger.settle_card([person], response_code=event.response_code, said=words)
        if isinstance(said, Denied):
            text = self._why(click.group_id, said)
            tell(live_on.people, live_on.messenger, [person.person_id], text)
        return clicked

    def _said(self, click: LifeClick, person: Person) -> Filing | Denied:
        filing = self.live_on.register.filing(click.group_id)
        if filing is None or filing.question != click.question:
            return Denied.NOT_NOW  # an old card, or another one was quicker
        wanted = Wanted(group_id=click.group_id, step=_STEPS[click.verb], by=person.person_id)
        return self.live_on(wanted) or Denied.NOT_NOW

    def _word(self, click: LifeClick) -> str:
        agreed = _STEPS[click.verb] in _AGREEING
        return on_file.on_card(self._local(click.group_id, self.live_on.clock.now()), agreed=agreed)

    def _why(self, group_id: str, denied: Denied) -> str:
        filing = self.live_on.register.filing(group_id)
        said = None if filing is None or denied in _BARRED else filing.last_said
        if filing is None or said is None:
            return outcomes.in_words(denied)
        who = self.live_on.people.get(said.by)
        name = "" if who is None else who.name or who.userid or ""
        return on_file.decided(filing, said, name, self._local(group_id, said.at))

    def _local(self, group_id: str, at: datetime) -> datetime:
        filing = self.live_on.register.filing(group_id)
        ground = None if filing is None else self.live_on.find(filing)
        return at if ground is None else at.astimezone(ground.law.calendar.zone)
