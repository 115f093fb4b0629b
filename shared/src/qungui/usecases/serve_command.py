"""
Words to the desk, one to one: read as a command, carried out, answered once.

What follows from a command is carried out before its answer is claimed, so that no crash loses it,
and is therefore safe to repeat. The answer is given once; the platform itself drops the same text
to the same person within four hours, so every answer ends with the second of its question: a repeat
says the same, the next question does not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from qungui.calendars.calendar import Calendar
from qungui.calendars.spans import after
from qungui.calendars.wall import instant
from qungui.desk import answers
from qungui.desk.arguments import Until
from qungui.desk.commands import COMMANDS
from qungui.desk.grammar import read
from qungui.desk.help import help_for, help_with
from qungui.desk.meaning import Command
from qungui.desk.spec import CommandSpec, Slot
from qungui.desk.verbs import Verb
from qungui.errors import TransientError
from qungui.model.events import AppTouched
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.model.linked import Linked
from qungui.model.outcome import Done, Later, Rehearsed, Unsure
from qungui.model.person import Person
from qungui.model.typed_events import TextTyped, Typed
from qungui.ports import Clock, Directory, Messenger, Once, People
from qungui.text.normal import normal
from qungui.usecases.answering import Answered, Said

_ZONE = ZoneInfo("Asia/Shanghai")  # the default of every regulation; no group is spoken of here
_SPECS: Mapping[Verb, CommandSpec] = {spec.verb: spec for spec in COMMANDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    A command that its writer may use.

    Attributes:
        groups: Where they may use it: those of the name they wrote, or all; each is read when it
            is asked for, so whoever has found what they need stops.
    """

    person: Person
    command: Command
    groups: Iterable[Linked]
    said: Said

    def until(self, calendar: Calendar) -> datetime | None:
        """
        When the time that they wrote is over; None where they wrote none. From when it was said,
        so that a repeat means the same.
        """
        span = self.command.span
        if span is None:
            return None
        if not isinstance(span, Until):
            return after(self.said.at, span, calendar)
        last = span.on(self.said.at.astimezone(calendar.zone).date())
        return instant(datetime.combine(last + timedelta(days=1), time()), calendar.zone)


type Handler = Callable[[Asked], str]
"""Carries a command out, safe to repeat, and says what came of it. May raise TransientError."""

type Handlers = Mapping[Verb, Handler]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeCommand:
    """
    Safe to repeat.

    Attributes:
        handlers: Of the commands that can be carried out; help always can.
    """

    directory: Directory
    people: People
    once: Once
    messenger: Messenger
    clock: Clock
    handlers: Handlers = field(default_factory=dict)

    def __call__(self, event: Typed | AppTouched, at: datetime) -> Answered:
        """
        Words to the app, or a key of its menu.

        Raises:
            TransientError: It cannot be answered now; deliver it again.
        """
        said = _said(event, at)
        only_words = isinstance(event, Typed) and not isinstance(event, TextTyped)
        text = answers.ONLY_WORDS if only_words else self._text(said)
        return self._once(said, text or answers.NOT_UNDERSTOOD)

    def answer(self, said: Said) -> str | None:
        """What to answer elsewhere; None where the words look like no command."""
        return self._text(said) if said.words.strip() else None

    def _once(self, said: Said, text: str) -> Answered:
        what = f"words {said.source}"
        if not self.once.claim(what, self.clock.now()):
            return Answered.REPEATED
        second = said.at.astimezone(_ZONE)
        match self.messenger.tell(self._person(said), f"{text}\n（{second:%H:%M:%S}）"):
            case Done() | Rehearsed():
                return Answered.ANSWERED
            case Later(why=why) | Unsure(why=why):
                self.once.release(what)
                msg = f"the desk cannot answer now: {why}"
                raise TransientError(msg)
            case _:
                return Answered.UNANSWERED

    def _text(self, said: Said) -> str | None:
        person, meaning = self._person(said), read(said.words)
        if isinstance(meaning, Command):
            return self._carried_out(person, meaning, said)
        if not meaning.said and not meaning.suggestions:
            return None
        return answers.asked_back(meaning, self._roles(person), self._open())

    def _carried_out(self, person: Person, command: Command, said: Said) -> str:
        spec = _SPECS[command.verb]
        if spec.verb is Verb.HELP:
            return self._help(person, command)
        if spec.verb not in self.handlers:
            return answers.not_carried_out(spec)
        within = _Within(self.directory, person.person_id, spec.roles)
        if spec.roles and next(iter(within), None) is None:
            return answers.not_open(spec)
        groups: Iterable[Linked] = within
        # A group that a command takes for itself need not be one of the writer's own.
        if command.group and spec.argument(Slot.GROUP) is None:
            groups = _called(command.group, within)
            if not groups:
                names = [linked.group.name for linked in within]
                return answers.no_such_group(command.group, spec, names)
        asked = Asked(person=person, command=command, groups=groups, said=said)
        return self.handlers[spec.verb](asked)

    def _help(self, person: Person, command: Command) -> str:
        roles = self._roles(person)
        topic = None if command.topic is None else _SPECS[command.topic]
        if topic is None or not topic.open_to(roles):
            return help_for(roles, self._open(), page=next(iter(command.numbers), 1))
        return help_with(topic) if topic in self._open() else answers.not_carried_out(topic)

    def _open(self) -> tuple[CommandSpec, ...]:
        """The commands that can be carried out."""
        return tuple(one for one in COMMANDS if one.verb in {Verb.HELP, *self.handlers})

    def _roles(self, person: Person) -> frozenset[Role]:
        """All that they hold, in any of their groups."""
        held = (
            linked.group.roles_of(person.person_id)
            for linked in self.directory.groups_of(person.person_id)
        )
        return frozenset[Role]().union(*held)

    def _person(self, said: Said) -> Person:
        return self.people.resolve(Alias("userid", said.userid.casefold()))


@dataclass(frozen=True, slots=True)
class _Within:
    """Somebody's groups where they hold one of *roles*; all of them where none is asked for."""

    directory: Directory
    person_id: str
    roles: frozenset[Role]

    def __iter__(self) -> Iterator[Linked]:
        for linked in self.directory.groups_of(self.person_id):
            if not self.roles or self.roles & linked.group.roles_of(self.person_id):
                yield linked


def _called(name: str, groups: Iterable[Linked]) -> list[Linked]:
    """Those of that very name, with or without 群; else those whose name holds it."""
    wanted = _bare(name)
    called = [linked for linked in groups if wanted in _bare(linked.group.name)]
    exactly = [linked for linked in called if wanted == _bare(linked.group.name)]
    return exactly or called


def _bare(name: str) -> str:
    return "".join(normal(name).split()).removesuffix("群")


def _said(event: Typed | AppTouched, at: datetime) -> Said:
    if isinstance(event, AppTouched):
        source = f"menu {event.userid} {event.key} {at.isoformat()}"
        return Said(userid=event.userid, words=event.key, source=source, at=at)
    words = event.content if isinstance(event, TextTyped) else ""
    source = f"{event.agent_id} {event.message_id or at.isoformat()}"
    return Said(userid=event.sender, words=words, source=source, at=at)
