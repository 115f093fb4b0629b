"""
Our own sentences for what no licensed data holds, made from the patterns of written.txt (CC0).

A slot stands in braces and names a list, whose entries are parted by bars; ``-`` is an empty one.
Every topic that is found has counterparts that are not, with the same words in innocent talk: or
the words alone would decide.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_PATTERNS = Path(__file__).with_suffix(".txt")
_HEADING = re.compile(r"^\[(\w+) (\w+)]$", re.MULTILINE)
_SLOT = re.compile(r"{(\w+)}")
_SEED = 31


@dataclass(frozen=True, slots=True)
class Saying:
    """One made sentence and the topic whose patterns it is of; ``clean`` where nothing is."""

    text: str
    topic: str


def sayings(each: int) -> Iterator[Saying]:
    """Up to *each* made sentences of every topic and counterpart, the same at every call."""
    chance = random.Random(_SEED)  # noqa: S311 - repeatable on purpose
    slots, *patterns = (_sections(kind) for kind in ("slot", "found", "clean"))
    lists = {
        name: [_entry(one) for line in lines for one in line.split("|")]
        for name, lines in slots.items()
    }
    for kind, topics in zip(("found", "clean"), patterns, strict=True):
        for topic, lines in topics.items():
            made = dict.fromkeys(_filled(chance.choice(lines), lists, chance) for _ in range(each))
            for text in made:
                yield Saying(text, topic if kind == "found" else kind)


def _sections(kind: str) -> dict[str, list[str]]:
    """The lines under every heading of *kind*, by name."""
    _, *parts = _HEADING.split(_PATTERNS.read_text("utf-8"))
    triples = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {
        name: [*filter(None, lines.split("\n"))] for found, name, lines in triples if found == kind
    }


def _entry(written: str) -> str:
    return "" if written == "-" else written


def _filled(pattern: str, lists: Mapping[str, list[str]], chance: random.Random) -> str:
    while _SLOT.search(pattern):
        pattern = _SLOT.sub(lambda slot: chance.choice(lists[slot.group(1)]), pattern)
    return pattern
