"""How a text sounds: a sign for each syllable, whether written in characters or in pinyin."""

import re
from collections.abc import Iterator
from functools import lru_cache

from qungui.text.characters import SOUNDS
from qungui.text.edits import Span
from qungui.text.folding import ORNAMENTS
from qungui.text.table import small_table

ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")
_LETTERS = re.compile("[a-z][a-z0-9]+")
# the name of a web address is none
_PINYIN = re.compile(rf"[{ORNAMENTS}]*(?<!//)(?<!www\.)([a-z][a-z0-9]+)[{ORNAMENTS}]*")
_FIGURES = str.maketrans("0135", "oies")  # written for letters
# English words that could be pinyin, as people write them among Chinese ones
_ENGLISH_WORDS = """
line game name same sale male page wage base case lose pose rose done gone bone tone mine nine
wine fine date gate late mate rate note vote code mode node wife life like bike time home come
some more core here there hi he me we she be can ban fan man pan ran tan van long song pen men
ten den bang hang sang pang gang rang sun run fun gun an a i lie die tie pie bus hen sense dance
change range china lan wan due sue cue rui pai emo make take taken sure care mean site share
size machine mobile police data rule manage balance guide database module delete remote demo
meta menu routine engage license cute fake pure secure cache mini cake pace shine gene mature
nature minute mice mouse dude mega memo panda banana sushi taxi cinema nike canada deli lite
niche suite bite route dare bare cure tile tide hate chase huge piece palace chance lane mile
ride rise nice side face anyone entire career woman human future language queen citizen magazine
dubai cage tune tuning tale tame senate sane shade shake shame sheen sheer sake sage saga risen
relate reduce rebate sequence simulate tangle angle linen liner lime gaming manga guru nude nuke
pale papa penance pence pike pine pole populate rude wade waiting wake wane wanna wanting ware
woke yoga enhance ensure endure ending sending pending dating dining riding siding hunting
binding bending machining naming taming timing
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_LONGEST = 6  # letters of a syllable
_LONGEST_RUN = 30  # longer runs are addresses


def _sounds() -> Iterator[tuple[str, str, str]]:
    """Syllable, its sign, its characters. Signs are of the private area: no text means them."""
    for at, row in enumerate(SOUNDS.split()):
        characters = row.lstrip("abcdefghijklmnopqrstuvwxyz")
        yield row[: -len(characters)], chr(0xE000 + at), characters


_VOWELS = frozenset("aeiouv")
SYLLABLES = {
    syllable: sign
    for syllable, sign, _ in _sounds()
    if len(syllable) > 1 and not _VOWELS.isdisjoint(syllable)
}
"""The sign of each syllable in pinyin; letters alone are none, or NBA were some."""

_SOUND = small_table(
    (ord(each), ord(sign)) for _, sign, characters in _sounds() for each in characters
)


def as_heard(plain: str) -> str:
    """*plain* with a sign for each syllable; every character keeps its place."""
    return plain.translate(_SOUND)


@lru_cache(maxsize=2)
def read_aloud(plain: str) -> tuple[str, list[Span]]:
    """
    A sign for each syllable, other characters as they are, and the range that each was read from;
    no ranges where each was read from the character in its place. Ornaments beside pinyin vanish.
    """
    if not any(map(_spelled, _LETTERS.findall(plain))):
        return as_heard(plain), []
    signs, ranges, free = list[str](), list[Span](), 0
    for found in _PINYIN.finditer(plain):
        spelled = _spelled(found[1])
        if not spelled:
            continue
        signs += as_heard(plain[free : found.start()])
        ranges += ((at, at + 1) for at in range(free, found.start()))
        at = found.start(1)
        for sign, length in spelled:
            signs.append(sign)
            ranges.append((at, at + length))
            at += length
        free = found.end()
    signs += as_heard(plain[free:])
    ranges += ((at, at + 1) for at in range(free, len(plain)))
    return "".join(signs), ranges


def _spelled(run: str) -> tuple[tuple[str, int], ...]:
    """The signs of a run of letters and figures with their lengths; none where it is no pinyin."""
    return _spelled_out(run) if len(run) <= _LONGEST_RUN and run not in _ENGLISH else ()


@lru_cache(maxsize=2_000)
def _spelled_out(run: str) -> tuple[tuple[str, int], ...]:
    letters = run.translate(_FIGURES)
    ends: dict[int, tuple[tuple[str, int], ...]] = {0: ()}
    for start in range(len(letters)):
        if start not in ends:
            continue
        for size in range(1, _LONGEST + 1):
            sign = SYLLABLES.get(letters[start : start + size])
            if sign and start + size <= len(letters):
                # fewer syllables are likelier: xian before xi an
                ends[start + size] = min(
                    ends.get(start + size, (*ends[start], (sign, size))),
                    (*ends[start], (sign, size)),
                    key=len,
                )
    return ends.get(len(letters), ())
