"""
One way to write each character, and no ornaments inside words.

The table folds case, full width, accents, letters in styles and circles, look-alikes of Latin
letters, and traditional characters; it drops what cannot be seen. Spaces, dashes and ornaments
between two Chinese characters or between letters written one by one go. Commas, full stops and
line feeds stay, because words on both sides of them are not one word. Chinese words need no
boundary; Latin ones keep theirs.
"""

import re
import unicodedata
from collections.abc import Iterator

from qungui.text.edits import Span, edited, traced
from qungui.text.table import Table, small_table
from qungui.text.traditional import PAIRS

PICTURES = "←-⇿─-╿■-◿☀-➿⬀-⯿\U0001f000-\U0001faff"
ORNAMENTS = (
    " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
    r"_\-.·•‧・*|/\\~=+^#'`—–‐‑…"
    f"{PICTURES}"
)
# letters that are not Latin are Chinese: a set of all Chinese ones takes a millisecond to compile
_CHINESE_BEFORE, _CHINESE_BEHIND = r"(?<=\w.)(?<![a-z0-9_].)", r"(?=\w)(?![a-z0-9_])"
# a plain set comes first on purpose: scanning for it costs next to nothing
_SEPARATED = re.compile(f"[{ORNAMENTS}]{_CHINESE_BEFORE}[{ORNAMENTS}]*+{_CHINESE_BEHIND}")
# letters one by one, or one beside Chinese; signs that people write before a letter stay
_GAPS = f" \t\xa0\u2000-\u200a\u3000.·•・_~—–‐‑…{PICTURES}-"
_ALONE = "[a-z](?![a-z0-9])"
_SPELLED = re.compile(
    f"[{_GAPS}](?:(?<=[a-z].)(?<![a-z0-9][a-z].)[{_GAPS}]*+(?:{_CHINESE_BEHIND}|(?={_ALONE}))"
    f"|{_CHINESE_BEFORE}[{_GAPS}]*+(?={_ALONE}))"
)
# a plus sign that adds somebody is a word; any other between two characters is an ornament
_ADDED = re.compile("➕(?=[ \\t]*(?:[微薇徽威卫维我扣企群老主店客]|[vwq]|[0-9]{5}))")
# figures in words may well repeat
_REPEATED = re.compile(
    # what it is not is told by three: a run that is none must not be walked again from each place
    r"(.)\1\1(?<=[^\W\da-z_])(?<![零〇一二三四五六七八九百千万幺壹贰叁肆伍陆柒捌玖])\1*+"
)
_CHANGES = ((_ADDED, "加"), (_SEPARATED, ""), (_SPELLED, ""), (_REPEATED, r"\1\1"))

_INVISIBLE = (
    *(range(0x300, 0x370), range(0x483, 0x48A), range(0x591, 0x5BE), range(0x64B, 0x660)),
    *(range(0x1AB0, 0x1B00), range(0x1DC0, 0x1E00), range(0x20D0, 0x2100), range(0xFE20, 0xFE30)),
    *(range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xFE00, 0xFE10)),
    range(0xE0000, 0xE0080),
    range(0xE0100, 0xE01F0),
    (0xAD, 0x61C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF),
)
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_RARE = 0xFFFF  # no character: stands for one that few texts hold
_STYLED = (
    *(range(0xAA, 0x180), range(0x1E00, 0x1F00)),  # accents, small figures
    *(range(0x2070, 0x2090), range(0x2100, 0x2190)),  # small figures, Roman numerals
    range(0x2460, 0x2500),  # in circles and brackets
    *(range(0x2F00, 0x2FD6), range(0x3220, 0x3244), range(0x3280, 0x32B1)),  # Chinese, the same
    range(0xF900, 0xFAD9),  # Chinese, a second time
    _FULL_WIDTH,
    range(0xFFE0, 0xFFE7),
    range(0x1D400, 0x1D800),  # mathematical
    range(0x1F110, 0x1F150),  # in squares
)
_LETTER_RINGS = (0x1F150, 0x1F170)  # white on black, which Unicode leaves undecomposed
_DIGIT_RINGS = (0x2776, 0x2780, 0x278A, 0x24F5)
_ALIKE = (
    "аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwѵvӏlһhҽeԍgАaВbЕeКkМmНhОoРpСcТtУyХxІiЈjЅsѴv"  # Cyrillic
    "αaβbγyεeηnιiκkνvοoρpτtυuχxωwΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx"  # Greek
    "ɑaɡgɩiɪiʋvʌvᴠvᴡwꭓx∨v"
)
_VARIANTS = "の的莪我伱你沵你祢你恏好溦微徴微伩信囻国淂得湜是莂别僦就哋的嘅的"


def _listed() -> Iterator[tuple[int, str]]:
    yield from ((ord("A") + letter, chr(ord("a") + letter)) for letter in range(26))
    for first in _LETTER_RINGS:
        yield from ((first + letter, chr(ord("a") + letter)) for letter in range(26))
    for first in _DIGIT_RINGS:
        yield from ((first + digit, str(digit + 1)) for digit in range(10))
    for pairs in (PAIRS, _VARIANTS, _ALIKE):
        yield from zip(map(ord, pairs[::2]), pairs[1::2], strict=True)
    yield 0x3000, " "


def _unlisted(code: int) -> str:
    """Without style, accent and case; nothing of what cannot be seen."""
    written = _plain(chr(code))
    if len(written) != 1:
        _UNEVEN.add(chr(code))
    return written


def _plain(character: str) -> str:
    code = ord(character)
    if any(code in styled for styled in _STYLED):
        bare = unicodedata.normalize("NFKC", character)
        letters = unicodedata.normalize("NFD", bare) if bare.isalpha() else bare
        plain = "".join(each for each in letters if not unicodedata.combining(each)).lower()
        if plain != character:
            return plain.translate(_TABLE)
    return "" if any(code in unseen for unseen in _INVISIBLE) else character


def _ones() -> Iterator[tuple[int, int]]:
    """Those of the basic plane that are written as one other; the rest of the changed as _RARE."""
    for code in (code for codes in (*_STYLED, *_INVISIBLE) for code in codes):
        if code < _RARE:
            yield code, _RARE
    for code, written in (*_listed(), *((code, _unlisted(code)) for code in _FULL_WIDTH)):
        if code < _RARE:
            yield code, min(ord(written), _RARE) if len(written) == 1 else _RARE


_UNEVEN = set[str]()  # of the characters that texts have held; those listed are written as one
_TABLE = Table(_listed(), _unlisted)
_ONES = small_table(_ones())
_NEEDS_ALL = re.compile(f"[{chr(_RARE)}\U00010000-\U0010ffff]")


def folded(text: str) -> str:
    """*text* in one way of writing. Doing it twice changes nothing."""
    done = text.translate(_ONES)
    if _NEEDS_ALL.search(done):
        done = text.translate(_TABLE)
    for pattern, instead in _CHANGES:
        done = pattern.sub(instead, done)
    return done


def keeps_places(text: str, done: str) -> bool:
    """Whether each character of *done*, which is ``folded(text)``, stands where it stood."""
    return len(done) == len(text) and _UNEVEN.isdisjoint(text)


def folds(text: str) -> list[Span]:
    """For every character of ``folded(text)``, the half-open range of *text* it was made from."""
    done = text.translate(_TABLE)
    if keeps_places(text, done):
        spans = [*zip(range(len(text)), range(1, len(text) + 1), strict=True)]
    else:
        spans = [(at, at + 1) for at, character in enumerate(text) for _ in _TABLE[ord(character)]]
    for pattern, instead in _CHANGES:
        edits = [
            (*found.span(), instead and found.expand(instead)) for found in pattern.finditer(done)
        ]
        if edits:
            done, spans = edited(done, edits), traced(spans, edits)
    return spans
