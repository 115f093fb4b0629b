"""
Numbers that belong to one person: told by their digits alone, never by the words around them.

Digits may be written in words and with spaces, dashes or ornaments between; what is parted is read
as one number only where the parts are those in which people write such numbers.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import accumulate

from qungui.model.frozen import frozen
from qungui.text.deferred import Deferred
from qungui.text.edits import Span
from qungui.text.folding import ORNAMENTS, PICTURES
from qungui.text.scan import sign_for_many


class Kind(StrEnum):
    """What a number is, as a clerk reads it."""

    MOBILE = "手机号码"
    LANDLINE = "固定电话"
    IDENTITY = "身份证号"
    CARD = "银行卡号"


@frozen
class Number:
    """
    Attributes:
        certain: Its check digits are right, or it has none; what only has the shape may be meant
            as one all the same.
    """

    kind: Kind
    span: Span
    certain: bool = True


_FIGURES = "0123456789oli"  # letters that are written for figures among them
_WORDS = "零〇一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖"
_DIGIT = f"[{_FIGURES}{_WORDS}]"
_SHORTEST, _LONGEST = 10, 19
SIGN = sign_for_many(_FIGURES + _WORDS, _SHORTEST)
"""Found in texts with such a number."""
_VALUES = str.maketrans(f"oli{_WORDS}", "0110011122233445566778899")
_BETWEEN = rf"[{ORNAMENTS}()]{{0,3}}"
# a figure begins it, as letters alone are a word; a letter or figure beside it makes it a code;
# the plain set comes first because scanning for it costs next to nothing
_RUN = Deferred(rf"[0-9{_WORDS}](?<![a-z0-9].)(?:{_BETWEEN}{_DIGIT}){{9,}}+x?(?![a-z0-9])")
# pictures part nothing; words beside figures do, for 张三138… is a name before a number
_PART = Deferred(
    "|".join(f"[{each}](?:[{PICTURES}]{{0,3}}[{each}])*+" for each in (_FIGURES, _WORDS))
)
_MOBILE = Deferred(r"1[3-9]\d{9}")
_LANDLINE = Deferred(r"0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}")
_IDENTITY = Deferred(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{13}(?:\d{3})?")
# UnionPay, its oldest cards, and the foreign marks that banks here issue, each with its lengths
_CARD = Deferred(r"62\d{14,17}|9558\d{15}|(?:4\d|5[1-5]|35)\d{14}|60\d{17}")
_TELEPHONE_PARTS = frozenset(
    {
        *((11,), (3, 8), (7, 4), (5, 6), (3, 4, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4)),
        *((10,), (12,), (3, 7), (4, 7), (4, 8), (3, 4, 3), (4, 4, 4), (4, 3, 3)),
    }
)
_COUNTRY = ("86", "086", "0086")
_IN_PAIRS = 2  # who parts every digit, or every two, means one number
_NEW = 18  # the old form has 15 and no check digit
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"


def numbers(plain: str) -> Iterator[Number]:
    """Those in *plain* (normalised), left to right and apart; takes time in its length."""
    for run in _RUN.finditer(plain):
        parts = [part.span() for part in _PART.finditer(plain, *run.span())]
        if run[0].endswith("x"):
            parts[-1] = parts[-1][0], run.end()
        digits = [_digits(plain[start:end]) for start, end in parts]
        at = 0
        while at < len(parts):
            found = _number(digits[at : at + _LONGEST])
            if found is None:
                at += 1
                continue
            kind, taken, certain = found
            yield Number(kind, (parts[at][0], parts[at + taken - 1][1]), certain)
            at += taken


def _digits(part: str) -> str:
    return "".join(filter(str.isalnum, part)).translate(_VALUES)


def _number(parts: list[str]) -> tuple[Kind, int, bool] | None:
    """What the first of *parts* make up, how many of them, and whether for certain."""
    sizes = [
        taken
        for taken, size in enumerate(accumulate(map(len, parts)), start=1)
        if _SHORTEST <= size <= _LONGEST
    ]
    shaped: tuple[Kind, int, bool] | None = None
    for taken in reversed(sizes):
        digits = "".join(parts[:taken])
        if _is_identity(digits):
            return Kind.IDENTITY, taken, True
        if _CARD.fullmatch(digits) and _passes_luhn(digits):
            return Kind.CARD, taken, True
        if _is_in_telephone_parts(parts[:taken]) and (kind := _telephone(digits)):
            return kind, taken, True
        if _has_identity_shape(digits):
            shaped = shaped or (Kind.IDENTITY, taken, False)
    return shaped


def _is_in_telephone_parts(parts: list[str]) -> bool:
    own = parts[1:] if parts[0] in _COUNTRY else parts
    sizes = tuple(map(len, own))
    return sizes in _TELEPHONE_PARTS or max(sizes, default=_LONGEST) <= _IN_PAIRS


def _telephone(digits: str) -> Kind | None:
    for country in ("", *_COUNTRY):
        own = digits.removeprefix(country)
        if _MOBILE.fullmatch(own):
            return Kind.MOBILE
    return Kind.LANDLINE if _LANDLINE.fullmatch(digits) else None


def _has_identity_shape(digits: str) -> bool:
    """A region and a day of birth stand where they should, in the new form or the old."""
    if not _IDENTITY.fullmatch(digits.replace("x", "0")) or "x" in digits[:-1]:
        return False
    born = digits[6:14] if len(digits) == _NEW else f"19{digits[6:12]}"
    try:
        return date.fromisoformat(born).year >= date(1900, 1, 1).year
    except ValueError:
        return False


def _is_identity(digits: str) -> bool:
    if len(digits) != _NEW or not _has_identity_shape(digits):
        return False
    total = sum(int(each) * weight for each, weight in zip(digits, _WEIGHTS, strict=False))
    return digits[-1] == _CHECKS[total % len(_CHECKS)]


def _passes_luhn(digits: str) -> bool:
    doubled = [int(each) * (1 + at % 2) for at, each in enumerate(reversed(digits))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0  # noqa: PLR2004 - Luhn's
