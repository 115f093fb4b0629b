"""Filters that people take from PyPI, with the lists that they would take."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import ahocorasick
import ahocorasick_rs
import hgfw
from better_profanity import Profanity

type Finds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Peer:
    """
    Attributes:
        load: Seconds until it is ready.
    """

    name: str
    finds: Finds
    load: float


def peers(lexicons: Path | None) -> list[Peer]:
    """With a public list of *lexicons*; without that folder, with the list in hello-gfw."""
    name, words = _words(lexicons)
    makers: Mapping[str, Callable[[], Finds]] = {
        f"pyahocorasick, {name}": lambda: _automaton(words),
        f"ahocorasick-rs, {name}": lambda: _rust(words),
        "hello-gfw, its own list": lambda: hgfw.Filter.default().contains,
        "better_profanity, its own list": lambda: Profanity().contains_profanity,
    }
    return list(_ready(makers))


def _ready(makers: Mapping[str, Callable[[], Finds]]) -> Iterator[Peer]:
    for name, make in makers.items():
        begun = process_time()
        finds = make()
        finds("一句话")
        yield Peer(name, finds, process_time() - begun)


def _words(lexicons: Path | None) -> tuple[str, list[str]]:
    if lexicons is None:
        return "hello-gfw's list", sorted(set(filter(None, hgfw.default_words())))
    lists = sorted((lexicons / "konsheng").glob("*库*.txt")) + sorted(
        (lexicons / "konsheng").glob("*类型.txt")
    )
    lines = (line for path in lists for line in path.read_text("utf-8-sig").splitlines())
    return "konsheng's lists", sorted(
        {word for line in lines if len(word := line.strip(" ,、")) > 1}
    )


def _automaton(words: list[str]) -> Finds:
    found = ahocorasick.Automaton()
    for word in words:
        found.add_word(word.lower(), word)
    found.make_automaton()
    return lambda text: next(found.iter(text.lower()), None) is not None


def _rust(words: list[str]) -> Finds:
    found = ahocorasick_rs.AhoCorasick([word.lower() for word in words])
    return lambda text: bool(found.find_matches_as_indexes(text.lower()))
