"""
Our own sentences for what no licensed data holds (CC0): written.txt and the files of sayings/.

A place in braces holds what may stand there, parted by bars; one without a bar names a list of
written.txt. Every topic that is found has counterparts that are not, with the same words in
innocent talk: or the words alone would decide.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_PATTERNS = Path(__file__).with_suffix(".txt")
_SAYINGS = Path(__file__).with_name("sayings")
_HEADING = re.compile(r"^\[(\w+) ([\w-]+)]$", re.MULTILINE)
_PLACE = re.compile("{([^{}]*)}")
_BAR = "|"
_SEED = 31
_SLOT, _FOUND = "slot", "found"
CLEAN = "clean"
"""The topic of what is none."""


_TIMES = 4  # that a line of sayings/ is made into a sentence, where it says as many


@dataclass(frozen=True, slots=True)
class Saying:
    """
    One made sentence and the topic whose patterns it is of; ``CLEAN`` where nothing is.

    Attributes:
        pattern: What it was made from.
    """

    text: str
    topic: str
    pattern: str


def sayings(each: int) -> Iterator[Saying]:
    """
    Up to *each* made sentences of every topic and counterpart in written.txt, and all that
    sayings/ holds; the same at every call.
    """
    chance = random.Random(_SEED)  # noqa: S311 - repeatable on purpose
    sections = list(_sections(_PATTERNS))
    lists = {
        name: [_entry(one) for line in lines for one in line.split(_BAR)]
        for kind, name, lines in sections
        if kind == _SLOT
    }
    for kind, name, lines in sections:
        if kind != _SLOT:
            yield from _made((chance.choice(lines) for _ in range(each)), kind, name, lists, chance)
    for path in sorted(_SAYINGS.glob("*.txt")):
        for kind, name, lines in _sections(path):
            repeated = (line for line in lines for _ in range(_TIMES))
            yield from _made(repeated, kind, name, lists, chance)


def _made(
    patterns: Iterator[str],
    kind: str,
    topic: str,
    lists: Mapping[str, list[str]],
    chance: random.Random,
) -> Iterator[Saying]:
    made = {_filled(pattern, lists, chance): pattern for pattern in patterns}
    for text, pattern in made.items():
        yield Saying(text, topic if kind == _FOUND else CLEAN, pattern)


def _sections(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The kind and the name of each heading, and the lines under it."""
    _, *parts = _HEADING.split(path.read_text("utf-8"))
    for kind, name, lines in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield kind, name, [*filter(None, lines.split("\n"))]


def _entry(written: str) -> str:
    return "" if written == "-" else written


def _filled(pattern: str, lists: Mapping[str, list[str]], chance: random.Random) -> str:
    while place := _PLACE.search(pattern):
        inside = place[1]
        entries = inside.split(_BAR) if _BAR in inside else lists[inside]
        pattern = pattern[: place.start()] + chance.choice(entries) + pattern[place.end() :]
    return pattern
