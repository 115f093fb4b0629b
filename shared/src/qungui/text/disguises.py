"""
Disguised words: characters taken apart, words written by their sound, in pinyin or half so.

Only words that some topic looks for are read as meant (text/words/disguised.py): every other
stays as it is written, and so does one that ordinary words sound like.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from ahocorasick import Automaton

from qungui.text.aloud import ALPHABET, as_heard, read_aloud
from qungui.text.characters import PARTS
from qungui.text.deferred import Deferred
from qungui.text.edits import Edit, Span
from qungui.text.everyday import common, is_everyday, sounding_like
from qungui.text.scan import pairs_of
from qungui.text.words.disguised import BY_PINYIN, BY_SOUND, ORDINARY

_HEADS = frozenset(row[1:3] for row in PARTS.split())
_ORDINARY = frozenset(ORDINARY.split())
# words that join others: nobody hides behind them
_LITTLE = frozenset(
    "是的得了有没我你他她它在不这那就也都和与又还才从把被给让去来要会能很太吗吧呢啊"
)
_NUMERALS = frozenset("零〇一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖")  # a number, not a word
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
_OF_NICKNAMES = Deferred("[薇徽崴葳溦芯伩威卫维围裙菠辣]")  # one stands in each
_SHORT = 2
_LAST_LETTER = "z"


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
    if not _OF_NICKNAMES.search(plain):
        return []
    edits = (
        (*found.span(), word) for pattern, word in _NICKNAMES for found in pattern.finditer(plain)
    )
    return sorted(edits)


def hidden(plain: str) -> list[Edit]:
    """Words that are written by their sound, each with the word that is meant."""
    sounds, ranges = read_aloud(plain)
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
        elif _is_meant(word, plain, (start, end), by_sound=by_sound) and not (
            ranges and _is_chance(word, plain, sounds, ranges, (first, last))
        ):
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


def _is_chance(
    word: str, plain: str, sounds: str, ranges: Sequence[Span], places: tuple[int, int]
) -> bool:
    """
    Whether of what sounds like *word* (half in pinyin, the rest not its own characters) a part
    makes an everyday word, with the rest or with the pinyin that goes on.
    """
    first, last = places
    written = plain[ranges[first][0] : ranges[last][1]]
    chinese = {each for each in written if each > _LAST_LETTER and each.isalpha()}
    if chinese.issubset(word):
        return False
    usual = sounding_like(sounds[first : last + 1])
    return any(map(chinese.issubset, usual)) or any(
        plain[ranges[at][0]] in ALPHABET
        and plain[ranges[at + 1][0]] in ALPHABET
        and bool(sounding_like(sounds[at : at + 2]))
        for at in (first - 1, last)
        if 0 <= at < len(ranges) - 1
    )


def _is_meant(word: str, plain: str, span: Span, *, by_sound: bool) -> bool:
    """Whether what sounds like *word* is no word of its own, nor part of those beside it."""
    start, end = span
    written = plain[start:end]
    if _NUMERALS.issuperset(written):
        return False
    if not ALPHABET.isdisjoint(written):
        chinese = (each for each in written if each > _LAST_LETTER)
        return by_sound or all(each in word for each in chinese)
    return (
        (by_sound or not common().issuperset(written))
        and _LITTLE.isdisjoint(set(written).difference(word))
        and (len(word) > _SHORT or (word[0] != written[0] and word[1] != written[1]))
        and _stands_alone(plain, start, end)
    )


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether neither end of the range makes an everyday word with what stands beside it."""
    before, after = plain[max(0, start - 1) : start + 1], plain[end - 1 : end + 1]
    return not (is_everyday(before) or is_everyday(after))
