"""
Words in which a rare character stands for one that looks like it (恧心 for 恶心).

As with other disguises only words that some topic looks for are read as meant, and a character of
no everyday word must give it away: everyday ones look alike far too often.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise, product

from qungui.text.deferred import Deferred
from qungui.text.edits import Edit
from qungui.text.shapes import ALIKE
from qungui.text.words.disguised import BY_PINYIN, BY_SOUND

_MEANT = {row[0]: row[1:] for row in ALIKE.split()}
_RARE = Deferred(f"[{''.join(_MEANT)}]")


def looking_alike(plain: str) -> list[Edit]:
    """Each such word, the longest where several are meant, with the word itself."""
    if not _RARE.search(plain):
        return []
    edits: list[Edit] = []
    free = 0
    for at, character in enumerate(plain):
        if at >= free and character in _MEANT:
            found = max(_words_at(plain, at, free), key=_length, default=None)
            if found is not None:
                edits.append(found)
                free = found[1]
    return edits


def _words_at(plain: str, at: int, free: int) -> Iterator[Edit]:
    """Words over the place *at* that begin at *free* or later."""
    for first in (at - 1, at):
        for word, place in _words_with(plain[max(first, 0) : first + 2]):
            start, end = first - place, first - place + len(word)
            if start >= free and _looks_like(plain[start:end], word):
                yield start, end, word


@lru_cache(maxsize=2_000)
def _words_with(pair: str) -> tuple[tuple[str, int], ...]:
    """Words in which *pair*, or what it looks like, stands at a place."""
    words = _by_pair()
    meant = map("".join, product(*map(_readings, pair)))
    return tuple(each for two in meant for each in words.get(two, ()))


def _readings(character: str) -> str:
    return character + _MEANT.get(character, "")


def _looks_like(written: str, word: str) -> bool:
    return len(written) == len(word) and all(
        meant in _readings(each) for each, meant in zip(written, word, strict=True)
    )


def _length(found: Edit) -> int:
    return len(found[2])


@cache
def _by_pair() -> Mapping[str, list[tuple[str, int]]]:
    """Words by each two characters in them, and where those stand."""
    index = defaultdict[str, list[tuple[str, int]]](list)
    for word in (BY_SOUND + BY_PINYIN).split():
        for place, pair in enumerate(pairwise(word)):
            index["".join(pair)].append((word, place))
    return index
