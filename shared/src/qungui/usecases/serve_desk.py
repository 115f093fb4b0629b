"""What reaches the desk: contacts kept up to date, clicks taken, words and turns answered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from qungui.engine.identity import degree_of
from qungui.model.bot_events import BotCardClicked, BotTurn
from qungui.model.events import (
    AppTouched,
    CardClicked,
    ExternalChange,
    ExternalContactChanged,
    Notice,
    PlatformWarned,
    Touch,
    UserCreated,
    UserDeleted,
    UserUpdated,
)
from qungui.model.ids import Alias
from qungui.model.person import Degree, PersonFacts
from qungui.model.typed_events import Typed
from qungui.ports import People
from qungui.usecases.answer_bot import AnswerBot
from qungui.usecases.answering import Answered
from qungui.usecases.clicked import Clicked
from qungui.usecases.serve_command import ServeCommand

_OVER = {Notice.INACTIVE_OVER, Notice.LOW_OVER}


class Desked(StrEnum):
    RECORDED = "recorded"
    CLICK_TAKEN = "click-taken"
    CLICK_SKIPPED = "click-skipped"
    WARNED = "warned"
    BOT_ANSWERED = "bot-answered"
    BOT_REPEATED = "bot-repeated"
    BOT_UNANSWERED = "bot-unanswered"
    WORDS_ANSWERED = "words-answered"
    WORDS_REPEATED = "words-repeated"
    WORDS_UNANSWERED = "words-unanswered"
    NOTED = "noted"  # nothing follows from it here


_ANSWERS = {
    Answered.ANSWERED: Desked.BOT_ANSWERED,
    Answered.REPEATED: Desked.BOT_REPEATED,
    Answered.UNANSWERED: Desked.BOT_UNANSWERED,
}

_WORDS = {
    Answered.ANSWERED: Desked.WORDS_ANSWERED,
    Answered.REPEATED: Desked.WORDS_REPEATED,
    Answered.UNANSWERED: Desked.WORDS_UNANSWERED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeDesk:
    """
    Takes one event. Safe to repeat.

    Attributes:
        handover: Asks for one of all that the person of an id has left behind at a time.
    """

    people: People
    click: Callable[[CardClicked], Clicked]
    bot: AnswerBot
    command: ServeCommand
    handover: Callable[[str, datetime], object]

    def __call__(self, event: object, at: datetime) -> Desked:
        """
        Raises:
            TransientError: It cannot be told now; deliver the event again. A new userid that
                belongs to another person already ends among the dead letters: who is who, a
                person must say.
        """
        match event:
            case UserCreated() | UserUpdated() | UserDeleted():
                return self._staff(event, at)
            case ExternalContactChanged():
                return self._outsider(event, at)
            case CardClicked():
                return _desked(self.click(event))
            case BotTurn() | BotCardClicked() | Typed() | AppTouched(touch=Touch.CLICK):
                return self._said(event, at)
            case PlatformWarned(notice=notice) if notice not in _OVER:
                return Desked.WARNED
            case _:
                return Desked.NOTED

    def _said(self, event: BotTurn | BotCardClicked | Typed | AppTouched, at: datetime) -> Desked:
        match event:
            case BotTurn():
                return _ANSWERS[self.bot(event, at)]
            case BotCardClicked():
                return _desked(self.bot.clicked(event, at, self.click))
            case _:
                return _WORDS[self.command(event, at)]

    def _staff(self, event: UserCreated | UserUpdated | UserDeleted, at: datetime) -> Desked:
        alias = _userid(event.userid)
        person = self.people.resolve(alias)
        facts = PersonFacts(degree=Degree.KNOWN, current_userid=alias.name)
        match event:
            case UserCreated():
                facts = replace(facts, is_here=person.has_left_by(at))
            case UserDeleted():
                facts = replace(facts, left_at=at)
            case UserUpdated(new_userid=str(renamed)) if renamed:
                new = _userid(renamed)
                person = replace(person, aliases=(*person.aliases, new))
                facts = replace(facts, current_userid=new.name)
        self.people.note(person, facts)
        if isinstance(event, UserDeleted):
            self.handover(person.person_id, at)
        return Desked.RECORDED

    def _outsider(self, event: ExternalContactChanged, at: datetime) -> Desked:
        if not event.external_userid:
            return Desked.NOTED
        person = self.people.resolve(Alias("external", event.external_userid))
        consented = at if event.change is ExternalChange.CONSENTED else None
        facts = PersonFacts(degree=degree_of(person), consented_at=consented)
        self.people.note(person, facts)
        return Desked.RECORDED


def _desked(clicked: Clicked) -> Desked:
    return Desked.CLICK_TAKEN if clicked.is_taken else Desked.CLICK_SKIPPED


def _userid(name: str) -> Alias:
    return Alias("userid", name.casefold())
