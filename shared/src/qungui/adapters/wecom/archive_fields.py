"""
Fields of an archive record's body.

The platform adds kinds and changes bodies without notice. A field that is missing or not what it
should be reads as empty, so that the message it belongs to is never lost over it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

_UNSPEAKABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")  # half an emoji, cut by a client
# Nobody sees these, and each would take six bytes of a queue body.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOST = 2**53  # beyond, JSON readers disagree

type Body = Mapping[str, Any]


def encodable(text: str) -> bool:
    return _UNSPEAKABLE.search(text) is None


def speakable(text: str) -> str:
    """*text* so that it can be encoded and queued, without control characters."""
    return _UNSPEAKABLE.sub("�", _CONTROLS.sub("", text))


def words(body: Body, name: str) -> str:
    value = body.get(name)
    return speakable(value) if isinstance(value, str) else ""


def number(body: Body, name: str) -> int:
    """A whole number from 0; some clients write it as text."""
    value = body.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:16])
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return value if 0 <= value < _MOST else 0


def degrees(body: Body, name: str) -> float | None:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= 360 and isfinite(value) else None  # noqa: PLR2004


def parts(body: Body, name: str) -> Iterator[Body]:
    """The objects in a list."""
    value = body.get(name)
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def nested(body: Body, name: str) -> Body:
    """An object, which the platform writes as JSON inside a text; empty when it is none."""
    value = body.get(name)
    try:
        inner = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return {}
    return inner if isinstance(inner, dict) else {}


def spoken(value: object) -> Iterator[str]:
    """Every text within *value*, for bodies whose shape the platform does not document."""
    if isinstance(value, str):
        yield speakable(value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from spoken(inner)


def lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))
