"""Reading answers: a part that is missing or of another kind is no answer of the platform."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from qungui.errors import TransientError

type Json = Mapping[str, Any]


def part[T](answer: Json, name: str, kind: type[T]) -> T:
    """
    Raises:
        TransientError: *name* is missing or no *kind*.
    """
    value = answer.get(name)
    if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return value
    msg = f"an answer without {name}"
    raise TransientError(msg)


def objects(answer: Json, name: str) -> Iterator[Json]:
    """The objects in a list; a missing list is an empty one, as the platform leaves them out."""
    return (each for each in _listed(answer, name) if isinstance(each, dict))


def texts(answer: Json, name: str) -> tuple[str, ...]:
    return tuple(str(each) for each in _listed(answer, name))


def numbers(answer: Json, name: str) -> tuple[int, ...]:
    return tuple(each for each in _listed(answer, name) if isinstance(each, int))


def text(answer: Json, name: str) -> str:
    """Empty when missing."""
    value = answer.get(name)
    return "" if value is None else str(value)


def moment(answer: Json, name: str) -> datetime | None:
    """From seconds since the epoch; None when missing or zero."""
    value = answer.get(name)
    if not isinstance(value, int) or value <= 0:
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def joined(answer: Json, name: str) -> tuple[str, ...]:
    """Ids that the platform joins by ``|``."""
    return tuple(each for each in text(answer, name).split("|") if each)


def said(**fields: object) -> dict[str, object]:
    """Without those that say nothing: an empty field is an error to the platform."""
    return {name: value for name, value in fields.items() if value not in (None, "", (), [], {})}


def _listed(answer: Json, name: str) -> list[Any]:
    value = answer.get(name)
    return value if isinstance(value, list) else []
