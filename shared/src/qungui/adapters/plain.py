"""What every store asks of a value: ids that a key can hold, facts that say something."""

from dataclasses import fields
from typing import Any

from qungui.errors import InvalidEventError
from qungui.model.person import PersonFacts

SEPARATOR = "#"
_LONGEST = 256  # bytes; four ids and their prefixes stay under the table's 1,024 of a sort key


def plain(part: str) -> str:
    """
    *part*, when it can stand in a key.

    Raises:
        InvalidEventError: It is empty, over 256 bytes, or holds ``#``, which separates parts; an
            escaped ``#`` would have to be unescaped wherever a key is read, so it is refused.
    """
    if not part or SEPARATOR in part or len(part.encode()) > _LONGEST:
        msg = "not an id that a key can hold"
        raise InvalidEventError(msg)
    return part


def said(facts: PersonFacts) -> dict[str, Any]:
    """The attributes that *facts* says something about."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return {name: value for name, value in values.items() if value is not None}
