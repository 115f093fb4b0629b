"""A number that people can type on a phone, for things whose ids they cannot."""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

_DIGITS, _MOST = 4, 8
_LENGTHS = range(_DIGITS, _MOST)


def short_number(item_id: str) -> str:
    """Four decimal digits, the first no zero; always the same ones."""
    return _long(item_id)[:_DIGITS]


def short_numbers(item_ids: Iterable[str]) -> Mapping[str, str]:
    """By id. Those that would share a number get as many more digits as tell them apart."""
    own = {each: _long(each) for each in item_ids}
    shared = Counter(number[:digits] for number in own.values() for digits in _LENGTHS)
    return {each: _apart(number, shared) for each, number in own.items()}


def with_number(number: str, item_ids: Iterable[str]) -> tuple[str, ...]:
    """Those whose number *number* is, or may be: several where it takes more digits."""
    if len(number) < _DIGITS:
        return ()
    return tuple(each for each in dict.fromkeys(item_ids) if _long(each).startswith(number))


def _apart(own: str, shared: Mapping[str, int]) -> str:
    return next((own[:digits] for digits in _LENGTHS if shared[own[:digits]] == 1), own)


def _long(item_id: str) -> str:
    first = 10 ** (_MOST - 1)
    return str(first + int.from_bytes(sha256(item_id.encode()).digest()[:8]) % (9 * first))
