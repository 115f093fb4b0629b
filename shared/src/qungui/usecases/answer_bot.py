"""
A turn of the AI bot is answered once at most, within the hour that its address lives.

The answer is claimed before it is given. What was not begun gives the claim back, so that the next
delivery may try again; what may have been heard is never repeated.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from qungui.errors import TransientError
from qungui.model.bot_events import BotCardClicked, BotTurn
from qungui.model.events import CardClicked, Choice
from qungui.model.ids import Alias
from qungui.model.outcome import Done, Later, Rehearsed
from qungui.notices import bot
from qungui.ports import BotVoice, Clock, Directory, Once
from qungui.usecases.answering import Answered, Said
from qungui.usecases.clicked import SAID, Clicked

LIFE = timedelta(hours=1)
# What a bot calls a group is nobody else's name for it that we know of, so it is linked by itself;
# an equal name of another channel is the same group all the same.
_CHANNELS = ("bot", "appchat", "chat", "room")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBot:
    """
    Safe to repeat.

    Attributes:
        command: Takes what is said one to one; None where it looks like no command.
    """

    directory: Directory
    once: Once
    voice: BotVoice
    clock: Clock
    command: Callable[[Said], str | None]

    def __call__(self, turn: BotTurn, at: datetime) -> Answered:
        """
        *at*: when the platform called us; turns have no time of their own.

        Raises:
            TransientError: It cannot be answered now; deliver the turn again.
        """
        return self._once(turn, at, lambda: self._text(turn, at))

    def clicked(
        self, event: BotCardClicked, at: datetime, take: Callable[[CardClicked], Clicked]
    ) -> Clicked:
        """
        A card of the bot's, taken as one of the app's is; what came of it is said where it may be.

        Raises:
            TransientError: As above.
        """
        clicked = take(_as_of_the_app(event))
        if event.response_url:
            self._once(event, at, lambda: SAID[clicked])
        return clicked

    def _once(
        self, event: BotTurn | BotCardClicked, at: datetime, text: Callable[[], str]
    ) -> Answered:
        now = self.clock.now()
        if now >= at + LIFE or not event.response_url:
            return Answered.UNANSWERED
        said, what = text(), f"bot {event.bot_id} {event.message_id or event.response_url}"
        if not self.once.claim(what, now):
            return Answered.REPEATED
        match self.voice.answer(event.response_url, said):
            case Done() | Rehearsed():
                return Answered.ANSWERED
            case Later(at=again, why=why) if again < at + LIFE:
                self.once.release(what)
                msg = f"the bot cannot answer now: {why}"
                raise TransientError(msg)
            case _:
                return Answered.UNANSWERED

    def _text(self, turn: BotTurn, at: datetime) -> str:
        now, words = self.clock.now(), "\n".join(turn.content)
        if turn.chat_id:
            names = (Alias(kind, turn.chat_id) for kind in _CHANNELS)
            linked = next(filter(None, map(self.directory.linked, names)), None)
            return bot.answer(bot.Place(chat_id=turn.chat_id, linked=linked), words, now)
        source = f"bot {turn.bot_id} {turn.message_id}"
        said = self.command(Said(userid=turn.userid, words=words, source=source, at=at))
        place = bot.Place(chat_id="", in_force=self.directory.in_force(now))
        return said or bot.answer(place, words, now)


def _as_of_the_app(event: BotCardClicked) -> CardClicked:
    """Without a response code: a bot's card is answered otherwise."""
    return CardClicked(
        userid=event.userid,
        key=event.key,
        task_id=event.task_id,
        card_type=event.card_type,
        response_code="",
        agent_id="",
        choices=tuple(Choice(question, options) for question, options in event.choices),
    )
