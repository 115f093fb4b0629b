"""A number that people can type on a phone, for things whose ids they cannot."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

_DIGITS, _MOST = 4, 8


def short_number(item_id: str) -> str:
    """Four decimal digits, the first no zero; always the same ones."""
    return _long(item_id)[:_DIGITS]


def short_numbers(item_ids: Iterable[str]) -> Mapping[str, str]:
    """By id. Those that would share a number get as many more digits as tell them apart."""
    ids = tuple(dict.fromkeys(item_ids))
    return {each: _apart(each, ids) for each in ids}


def with_number(number: str, item_ids: Iterable[str]) -> tuple[str, ...]:
    """Those whose number *number* is, or may be: several where it takes more digits."""
    if len(number) < _DIGITS:
        return ()
    return tuple(each for each in dict.fromkeys(item_ids) if _long(each).startswith(number))


def _apart(item_id: str, among: tuple[str, ...]) -> str:
    own = _long(item_id)
    lengths = range(_DIGITS, _MOST)
    return next((own[:n] for n in lengths if len(with_number(own[:n], among)) == 1), own)


def _long(item_id: str) -> str:
    first = 10 ** (_MOST - 1)
    return str(first + int.from_bytes(sha256(item_id.encode()).digest()[:8]) % (9 * first))
