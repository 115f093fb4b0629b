"""What stands behind a command's word: each part is told by its form, the text takes the rest."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qungui.desk import arguments
from qungui.desk.arguments import Name
from qungui.desk.meaning import Command, Meaning, Suggestion, Unclear
from qungui.desk.numbers import numbers_at
from qungui.desk.reading import Found, Reading, Wrong
from qungui.desk.spec import Argument, CommandSpec, Slot
from qungui.desk.verbs import Verb
from qungui.desk.words import Vocabulary
from qungui.desk.writing import Written, after_gap

_CLOSING = re.compile(
    r"(?:[\s,;:、。.!~…—–\-】\])]|(?:谢谢|多谢|感谢|辛苦|拜托)(?:您|你|了|啦)*|thanks|thx"
    r"|好吗|好么|一下|[吧哦啊呀哈呢啦了哒])*+"
)
_ANNOUNCED = re.compile(r"(?:理由|原因|说明)(?:是|为)?\s?[:,]|因为")
_WHY = re.compile(r"(?:理由|原因|说明)(?:是|为)?\s?[:,]?|因为")
# At once behind the word: 道歉信 is no apology, and 申诉诉 3 has a slip in it.
_SLIP = re.compile(r"\w(?:\s|$)")
_TOO_LITTLE = re.compile(r"\S{1,2}|\S[\s,，。、:：].*", re.DOTALL)
_SHOWN = 12
_UNQUESTIONED = str.maketrans("?？", "  ")

_FORMS: Mapping[Slot, Callable[[str, int], Reading[Any]]] = {
    Slot.GRAVITY: arguments.gravity_at,
    Slot.CLAUSE: arguments.clause_at,
    Slot.SPAN: arguments.span_at,
    Slot.DAY: arguments.day_at,
    Slot.MONTH: arguments.month_at,
}


@dataclass(slots=True)
class Parts:
    """
    Reads one command.

    Attributes:
        at: How far *written* is read.
        values: What was found, by slot.
        begins: Where the command's word ends.
    """

    written: Written
    spec: CommandSpec
    known: Vocabulary
    at: int
    values: dict[Slot, Any] = field(default_factory=dict)
    begins: int = field(init=False)

    def __post_init__(self) -> None:
        self.begins = self.at

    def command(self) -> Meaning:
        self._person_first()
        while (step := self._next()) is not None:
            slot, reading = step
            if isinstance(reading, Wrong):
                return unclear(reading.said, self.spec)
            self.values[slot], self.at = reading.value, reading.end
        touches = self.at == self.begins == after_gap(self.written.plain, self.begins)
        return self._problem(touches=touches) or self._made()

    def _next(self) -> tuple[Slot, Found[Any] | Wrong] | None:
        at = after_gap(self.written.plain, self.at)
        found = ((slot, reading) for slot, reading in self._readings(at) if reading is not None)
        return next(found, None)

    def _readings(self, at: int) -> Iterator[tuple[Slot, Reading[Any]]]:
        """What can be told by its form first; a person, who may be called anything, last."""
        plain, waiting = self.written.plain, self._waiting()
        if Slot.GROUP not in self.values:
            yield Slot.GROUP, self._group(at)
        if Slot.TOPIC in waiting and (topic := self.known.at(plain, at)):
            yield Slot.TOPIC, Found(topic.spec.verb, topic.end)
        if numbers := waiting.get(Slot.NUMBERS):
            found = numbers_at(plain, at, needed=numbers.needed, many=numbers.many)
            yield Slot.NUMBERS, found
        yield from ((slot, form(plain, at)) for slot, form in _FORMS.items() if slot in waiting)
        if Slot.PERSON in waiting:
            yield Slot.PERSON, self._person(at)

    def _waiting(self) -> Mapping[Slot, Argument]:
        return {one.slot: one for one in self.spec.arguments if one.slot not in self.values}

    def _group(self, at: int) -> Reading[Name]:
        """An ``@`` may as well stand before a person, or in the text; a group's name ends so."""
        found, waiting = arguments.group_at(self.written, at), self._waiting()
        if not isinstance(found, Found) or not found.value.marked or Slot.GROUP in waiting:
            return found
        if Slot.PERSON in waiting and not self._somebody_at(found.end):
            return None
        only_text = not any(one.needed for one in waiting.values() if one.slot is not Slot.TEXT)
        doubtful = Slot.PERSON in waiting or (Slot.TEXT in waiting and only_text)
        return None if doubtful and not found.value.text.endswith("群") else found

    def _person(self, at: int) -> Reading[Name]:
        """A single character at once behind the word is a slip in it: 举报报 张三."""
        found = arguments.person_at(self.written, at)
        slips = at == self.begins and self.spec.changes
        return None if slips and isinstance(found, Found) and found.end == at + 1 else found

    def _person_first(self) -> None:
        """What stood with an ``@`` before the command's word, where nobody else is named."""
        group = self.values.get(Slot.GROUP)
        if group is None or not group.marked or self.spec.argument(Slot.PERSON) is None:
            return
        if not self._somebody_at(self.at):
            self.values[Slot.PERSON] = self.values.pop(Slot.GROUP)

    def _somebody_at(self, at: int) -> bool:
        at = after_gap(self.written.plain, at)
        forms = (form(self.written.plain, at) for form in _FORMS.values())
        return arguments.person_at(self.written, at) is not None and not any(forms)

    def _problem(self, *, touches: bool) -> Unclear | None:
        rest = self._rest()
        if self.spec.is_form:
            slips = touches and _SLIP.match(rest)
            return (
                unclear(f"没看懂“{_shown(self.written.original(0))}”", self.spec) if slips else None
            )
        if rest and not self._takes_text() and self.spec.verb is not Verb.HELP:
            return unclear(f"“{self.spec.name}”后面的“{_shown(rest)}”没看懂", self.spec)
        if touches and _TOO_LITTLE.fullmatch(rest):
            return self._not_read()
        missing = [one.word for one in self.spec.arguments if one.needed and not self._has(one)]
        if missing:
            words = "、".join(missing)
            return unclear(f"“{self.spec.name}”还缺{words}", self.spec)
        if self.spec.changes and not rest and "?" in self.written.plain[self.at :]:
            told = self.written.original(0).translate(_UNQUESTIONED).strip()
            return unclear("带问号的话不会执行", self.spec, told)
        return self._another(rest)

    def _not_read(self) -> Unclear:
        return unclear(f"没看懂“{_shown(self.written.original(0))}”", self.spec)

    def _another(self, rest: str) -> Unclear | None:
        """A second command in the text of the first would be lost in it."""
        for line in rest.splitlines()[1:]:
            written = Written.of(line)
            found = self.known.at(written.plain, after_gap(written.plain, 0))
            if found is not None and not found.spec.takes_words_alone:
                parts = Parts(written, found.spec, self.known, found.end)
                if isinstance(parts.command(), Command):
                    return unclear("一条消息里请只写一个命令", self.spec)
        return None

    def _takes_text(self) -> bool:
        text = self.spec.argument(Slot.TEXT)
        if text is None or not text.announced:
            return text is not None
        plain = self.written.plain
        return _ANNOUNCED.match(plain, after_gap(plain, self.at)) is not None

    def _has(self, argument: Argument) -> bool:
        return bool(self._rest()) if argument.slot is Slot.TEXT else argument.slot in self.values

    def _rest(self) -> str:
        """What is said behind all that was found; empty where it is only politeness."""
        plain = self.written.plain
        start = after_gap(plain, self.at)
        if why := _WHY.match(plain, start):
            start = after_gap(plain, why.end())
        closing = _CLOSING.match(plain, start)
        if closing is not None and after_gap(plain, closing.end()) == len(plain):
            return ""
        said = self.written.original(start)
        return said if any(map(str.isalnum, said)) else ""

    def _made(self) -> Command:
        found = {slot.value: value for slot, value in self.values.items()}
        names = {what: each.text for what, each in found.items() if isinstance(each, Name)}
        text = self._rest() if self.spec.argument(Slot.TEXT) else ""
        return Command(verb=self.spec.verb, **{**found, **names}, text=text)


def unclear(said: str, spec: CommandSpec, line: str = "") -> Unclear:
    """Without a better *line*, the command's example is suggested."""
    return Unclear(said=said, suggestions=(Suggestion(spec.verb, line or spec.example),))


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
