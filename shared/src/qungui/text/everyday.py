"""
Words of everyday talk, and where somebody writes one by its sound: in pinyin, or with characters
that nobody uses.

No rule looks for these words. Undone, they tell the classifier what a text is about; it has met
neither pinyin nor such characters often enough to tell an advert from a question by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import accumulate, pairwise, starmap
from typing import NamedTuple

from qungui.text.aloud import ALPHABET, SYLLABLES, as_heard, read_aloud
from qungui.text.deferred import Deferred
from qungui.text.edits import Edit, Span
from qungui.text.words.everyday import EVERYDAY, LIKELIEST, SELDOM, UNUSUAL

_SIZE = 2  # of every word here
_UNUSUAL = Deferred(f"[{''.join(UNUSUAL.split())}]")
# what stands behind a sign of an account, in an address or beside figures is a name
_NAMED = Deferred(
    r"(?:[信号:@./_-]|\b(?:vx?|qq?|wx)) ?([a-z0-9]+)"
    r"|[a-z0-9]+(?=[.@/_-][a-z0-9])|[a-z]*[0-9][a-z0-9]*"
)
_SAID_ALONE = """
ba吧 bu不 da大 dao到 de的 dou都 duo多 ge个 gei给 hai还 hao好 he和 hen很 hui会 jia家 jiu就 kan看
lai来 le了 ma吗 mei没 na那 ne呢 neng能 ni你 qu去 ren人 shang上 shi是 shuo说 ta他 tai太 wo我 xia下
xiang想 xiao小 yao要 ye也 yi一 you有 zai在 zhe这 zhen真
"""
_ALONE = {SYLLABLES[said[:-1]]: said[-1] for said in _SAID_ALONE.split()}
"""What a syllable by itself says most often."""
# what a reading is worth: a word that is written as such, hidden whole or half, or half while its
# other character was changed, too; a syllable by itself
_WRITTEN, _WHOLE, _HALF, _CHANGED, _LONE = 2.0, 3.0, 2.0, 1.5, 1.6


class _Syllable(NamedTuple):
    """
    Attributes:
        sign: Of ``aloud``.
        is_hidden: Whether it is not written as usual.
    """

    sign: str
    start: int
    end: int
    written: str
    is_hidden: bool

    @property
    def is_spelled(self) -> bool:
        return self.written[0] in ALPHABET


class _Reading(NamedTuple):
    """
    The best one of a text up to a place.

    Attributes:
        size: Syllables of its last piece.
        word: What that piece means; empty where it stays as it is.
    """

    worth: float
    size: int
    word: str


def is_everyday(pair: str) -> bool:
    return len(pair) == _SIZE and pair[1] in _everyday().get(pair[0], "")


@cache
def common() -> frozenset[str]:
    """A character of no everyday word gives a disguise away."""
    return frozenset(EVERYDAY)


@cache
def _everyday() -> Mapping[str, str]:
    """What makes an everyday word behind a character."""
    return _behind(EVERYDAY)


@cache
def _seldom() -> Mapping[str, str]:
    """What makes a seldom word behind a character: words with an unusual one."""
    return _behind(SELDOM)


def _behind(rows: str) -> Mapping[str, str]:
    return {row[0]: row[1:] for row in rows.split()}


@cache
def _by_sound() -> Mapping[str, Sequence[str]]:
    """Everyday words by the signs of their syllables, the likeliest first."""
    words: dict[str, list[str]] = {}
    for rows in (LIKELIEST, EVERYDAY):
        for first, others in _behind(rows).items():
            sound = as_heard(first)
            for second, sound_of_second in zip(others, as_heard(others), strict=True):
                words.setdefault(sound + sound_of_second, []).append(first + second)
    return words


def sounding_like(sounds: str) -> Sequence[str]:
    """Everyday words of these two syllables (signs of ``aloud``), the likeliest first."""
    return _by_sound().get(sounds, ())


def unspelled(plain: str) -> list[Edit]:
    """Everyday words that are written by their sound, each with what is meant."""
    sounds, ranges = read_aloud(plain)
    if not ranges and not _UNUSUAL.search(plain):
        return []  # almost every text ends here
    hidden = _hidden(plain, sounds, ranges)
    if not hidden:
        return []
    edits: list[Edit] = []
    for places in _near(hidden, len(sounds)):
        spans = ranges[places.start : places.stop] if ranges else [(at, at + 1) for at in places]
        syllables = [
            _Syllable(sounds[at], start, end, plain[start:end], at in hidden)
            for at, (start, end) in zip(places, spans, strict=True)
        ]
        edits += _read(syllables)
    return edits


def _hidden(plain: str, sounds: str, ranges: Sequence[Span]) -> AbstractSet[int]:
    """Which syllables are not written as usual: unusual characters, pinyin that is no name."""
    odd = {found.start() for found in _UNUSUAL.finditer(plain) if _is_odd(plain, found.start())}
    if not ranges:
        return odd
    names = {
        at
        for found in _NAMED.finditer(plain)
        for at in range(*(found.span(1) if found[1] else found.span()))
    }
    return {
        at
        for at, (start, _) in enumerate(ranges)
        if start in odd
        or (plain[start] in ALPHABET and sounds[at] != plain[start] and start not in names)
    }


def _is_odd(plain: str, at: int) -> bool:
    """Whether the unusual character there makes no word with what stands beside it."""
    before, behind = plain[at - 1 : at], plain[at + 1 : at + 2]
    seldom = _seldom()
    return not (
        (behind and behind in seldom.get(plain[at], ""))
        or (before and plain[at] in seldom.get(before, ""))
    )


def _near(hidden: AbstractSet[int], size: int) -> Iterator[range]:
    """Ranges of syllables around *hidden* ones: what stands further away does not matter."""
    first = end = 0
    for at in sorted(hidden):
        if at - _SIZE > end:
            yield range(first, end)
            first = at - _SIZE
        end = min(at + _SIZE + 1, size)
    yield range(first, end)


def _read(syllables: Sequence[_Syllable]) -> list[Edit]:
    """The likeliest reading of them."""
    best = [_Reading(0.0, 0, "")]
    for at in range(len(syllables)):
        best.append(max(_readings(syllables, best, at), key=_worth))
    pieces = [*_pieces(best)]
    runs = [0, *accumulate(starmap(_is_parted, pairwise(syllables)))]
    # who reads half of a run of letters guesses
    unread = {runs[at] for at, _, word in pieces if not word and syllables[at].is_spelled}
    return [
        (syllables[first].start, syllables[end - 1].end, word)
        for first, end, word in reversed(pieces)
        if word and unread.isdisjoint(runs[first:end])
    ]


def _is_parted(first: _Syllable, second: _Syllable) -> bool:
    """Whether they are of two runs of letters, or not both of one."""
    return not (first.is_spelled and second.is_spelled and first.end == second.start)


def _readings(
    syllables: Sequence[_Syllable], best: Sequence[_Reading], at: int
) -> Iterator[_Reading]:
    """How the syllables up to *at* may be read, as *best* says how those before them are."""
    last = syllables[at]
    alone = _ALONE.get(last.sign, "") if last.is_hidden and last.is_spelled else ""
    yield _Reading(best[at].worth + (_LONE if alone else 0.0), 1, alone)
    if at:
        worth, word = _together(syllables[at - 1], last)
        yield _Reading(best[at - 1].worth + worth, _SIZE, word)


def _together(first: _Syllable, second: _Syllable) -> tuple[float, str]:
    """What two syllables are worth as one word, and which that is."""
    if not (first.is_hidden or second.is_hidden):
        return (_WRITTEN if is_everyday(first.written + second.written) else 0.0), ""
    words = sounding_like(first.sign + second.sign)
    for word in words:
        if all(
            each.is_hidden or each.written == meant
            for each, meant in zip((first, second), word, strict=True)
        ):
            return (_WHOLE if first.is_hidden and second.is_hidden else _HALF), word
    if words and not (first.is_spelled or second.is_spelled):
        return _CHANGED, words[0]
    return 0.0, ""


def _worth(reading: _Reading) -> float:
    return reading.worth


def _pieces(best: Sequence[_Reading]) -> Iterator[tuple[int, int, str]]:
    """From the last to the first: the half-open range of its syllables, and what it means."""
    end = len(best) - 1
    while end:
        _, size, word = best[end]
        yield end - size, end, word
        end -= size
