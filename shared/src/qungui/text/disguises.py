"""
Disguised words: characters taken apart, words written by their sound, in pinyin or half so.

Only words that some topic looks for are read as meant (text/words/disguised.py): every other
stays as it is written, and so does one that ordinary words sound like.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from ahocorasick import Automaton

from qungui.text.characters import PARTS, SOUNDS
from qungui.text.deferred import Deferred
from qungui.text.edits import Edit, Span
from qungui.text.folding import ORNAMENTS
from qungui.text.scan import characters_of, pairs_of
from qungui.text.table import small_table
from qungui.text.words.disguised import BY_PINYIN, BY_SOUND, ORDINARY
from qungui.text.words.everyday import EVERYDAY

_HEADS = frozenset(row[1:3] for row in PARTS.split())
_LETTERS = re.compile("[a-z][a-z0-9]+")
# the name of a web address is none
_PINYIN = re.compile(rf"[{ORNAMENTS}]*(?<!//)(?<!www\.)([a-z][a-z0-9]+)[{ORNAMENTS}]*")
_ORDINARY = frozenset(ORDINARY.split())
# words that join others: nobody hides behind them
_LITTLE = frozenset(
    "是的得了有没我你他她它在不这那就也都和与又还才从把被给让去来要会能很太吗吧呢啊"
)
_NUMERALS = frozenset("零〇一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖")  # a number, not a word
_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz")
_FIGURES = str.maketrans("0135", "oies")  # written for letters
# nicknames: most are words of their own, so what stands beside them tells
_NICKNAMES = (
    (
        Deferred(
            "[薇徽崴葳溦]信|[微薇徽][芯伩]|(?<=[加找+])(?:[威卫维围]信|卫星)"
            "|(?:[威卫维]信|卫星)(?=号|[: ]{0,2}[a-z0-9_-]{5})"
        ),
        "微信",
    ),
    (Deferred("(?<=[进加拉建入q])裙(?!子)|裙(?=号|主)"), "群"),
    (Deferred("菠菜(?=平台|网|群|代理|app|注册|开户)"), "博彩"),
    (Deferred("辣鸡(?=人|货|东西|公司|老板|领导)"), "垃圾"),
)
_OF_NICKNAMES = frozenset("薇徽崴葳溦芯伩威卫维围裙菠辣")  # one stands in each
# English words that could be pinyin, as people write them among Chinese ones
_ENGLISH_WORDS = """
line game name same sale male page wage base case lose pose rose done gone bone tone mine
nine wine fine date gate late mate rate note vote code mode node wife life like bike time
home come some more core here there hi he me we she be can ban fan man pan ran tan van
long song pen men ten den bang hang sang pang gang rang sun run fun gun an a i lie die
tie pie bus hen sense dance change range china lan wan die due sue cue rui pai
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_SHORT = 2
_LAST_LETTER = "z"
_LONGEST = 6  # letters of a syllable
_LONGEST_RUN = 30  # longer runs are addresses


def _sounds() -> Iterator[tuple[str, str, str]]:
    """Syllable, its sign, its characters. Signs are of the private area: no text means them."""
    for at, row in enumerate(SOUNDS.split()):
        characters = row.lstrip("abcdefghijklmnopqrstuvwxyz")
        yield row[: -len(characters)], chr(0xE000 + at), characters


_SYLLABLES = {syllable: sign for syllable, sign, _ in _sounds()}
_SOUND = small_table(
    (ord(each), ord(sign)) for _, sign, characters in _sounds() for each in characters
)


def taken_apart(plain: str) -> list[Edit]:
    """Characters of which the parts stand side by side."""
    if _HEADS.isdisjoint(pairs_of(plain)):
        return []
    edits: list[Edit] = []
    at = 0
    while at < len(plain) - 1:
        size = 1
        if plain[at : at + 2] in _HEADS:
            size = next((n for n in (3, 2) if plain[at : at + n] in _wholes()), 1)
        parts = plain[at : at + size]
        if size > 1 and _stands_alone(plain, at, at + len(parts)):
            edits.append((at, at + len(parts), _wholes()[parts]))
        at += size
    return edits


@cache
def _wholes() -> Mapping[str, str]:
    """Characters by the parts that stand for them."""
    return {row[1:]: row[0] for row in PARTS.split()}


def nicknamed(plain: str) -> list[Edit]:
    """Words for which there are other words that everybody knows."""
    if _OF_NICKNAMES.isdisjoint(characters_of(plain)):
        return []
    edits = (
        (*found.span(), word) for pattern, word in _NICKNAMES for found in pattern.finditer(plain)
    )
    return sorted(edits)


def hidden(plain: str) -> list[Edit]:
    """Words that are written by their sound, each with the word that is meant."""
    sounds, ranges = _read_aloud(plain)
    edits: list[Edit] = []
    free = 0
    for first, longest_first, word, by_sound in _heard_in(sounds):
        if first < free:
            continue
        last = first - longest_first - 1
        start, end = (ranges[first][0], ranges[last][1]) if ranges else (first, last + 1)
        written = plain[start:end]
        if written == word or written in _ORDINARY:
            free = last + 1
        elif _is_meant(word, plain, (start, end), by_sound=by_sound):
            free = last + 1
            edits.append((start, end, word))
    return edits


def _heard_in(sounds: str) -> list[tuple[int, int, str, bool]]:
    """
    Listed words that may be meant, from left to right: where each begins, its length below zero,
    so that of several the longest comes first, the word, and whether Chinese characters suffice.
    """
    heard = [
        (last + 1 - len(word), -len(word), word, by_sound)
        for last, words in _listed().iter(sounds)
        for word, by_sound in words
    ]
    heard.sort()
    return heard


@cache
def _listed() -> Automaton:
    """By their sounds all words that may be meant, each with whether Chinese characters suffice."""
    listed = Automaton()
    for words, by_sound in ((BY_SOUND, True), (BY_PINYIN, False)):
        for said, word in zip(as_heard(words).split(), words.split(), strict=True):
            listed.add_word(said, (*listed.get(said, ()), (word, by_sound)))
    listed.make_automaton()
    return listed


def _is_meant(word: str, plain: str, span: Span, *, by_sound: bool) -> bool:
    """Whether what sounds like *word* is no word of its own, nor part of those beside it."""
    start, end = span
    written = plain[start:end]
    if _NUMERALS.issuperset(written):
        return False
    if not _ALPHABET.isdisjoint(written):
        chinese = (each for each in written if each > _LAST_LETTER)
        return by_sound or all(each in word for each in chinese)
    return (
        (by_sound or not _common().issuperset(written))
        and _LITTLE.isdisjoint(set(written).difference(word))
        and (len(word) > _SHORT or (word[0] != written[0] and word[1] != written[1]))
        and _stands_alone(plain, start, end)
    )


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether neither end of the range makes an everyday word with what stands beside it."""
    before, after = plain[max(0, start - 1) : start + 1], plain[end - 1 : end + 1]
    return not (_is_everyday(before) or _is_everyday(after))


def _is_everyday(pair: str) -> bool:
    return len(pair) == _SHORT and pair[1] in _everyday().get(pair[0], "")


@cache
def _everyday() -> Mapping[str, str]:
    """What makes an everyday word behind a character."""
    return {row[0]: row[1:] for row in EVERYDAY.split()}


@cache
def _common() -> frozenset[str]:
    """A character of no everyday word gives a disguise away."""
    return frozenset(EVERYDAY)


def as_heard(plain: str) -> str:
    """*plain* with a sign for each syllable; every character keeps its place."""
    return plain.translate(_SOUND)


def _read_aloud(plain: str) -> tuple[str, list[Span]]:
    """
    A sign for each syllable, other characters as they are, and the range that each was read from;
    no ranges where each was read from the character in its place. Ornaments beside pinyin vanish.
    """
    if _ALPHABET.isdisjoint(characters_of(plain)) or not any(
        map(_spelled, _LETTERS.findall(plain))
    ):
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
            sign = _SYLLABLES.get(letters[start : start + size])
            if sign and start + size <= len(letters):
                # fewer syllables are likelier: xian before xi an
                ends[start + size] = min(
                    ends.get(start + size, (*ends[start], (sign, size))),
                    (*ends[start], (sign, size)),
                    key=len,
                )
    return ends.get(len(letters), ())
