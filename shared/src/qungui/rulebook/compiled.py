"""
An edition's compiled form: plain JSON, and exactly the same edition back.

Parameters and terms hold JSON values only (texts, whole numbers, lists, mappings); the loader makes
no others.
"""

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime, time
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from qungui.model.rulebook import Edition
from qungui.model.span import Span


def edition_to_json(edition: Edition) -> str:
    """Canonical: equal editions give equal text."""
    return json.dumps(_plain(edition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def edition_from_json(text: str) -> Edition:
    edition: Edition = _value(Edition, json.loads(text))
    return edition


_TEXTS: Mapping[type[Any], tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    Span: (str, Span.parse),
    datetime: (datetime.isoformat, datetime.fromisoformat),
    time: (time.isoformat, time.fromisoformat),
}
"""Kinds of value that are written as a text, and how each is written and read."""


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of an edition
    """What equals its default is left out, so that a clause costs what it says."""
    if type(value) in _TEXTS:
        return _TEXTS[type(value)][0](value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {name: _plain(said) for name, said in _said(value)}
    return value


def _said(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any dataclass
    for each in fields(value):
        said = getattr(value, each.name)
        made = each.default if each.default_factory is MISSING else each.default_factory()
        if said != made:
            yield each.name, said


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(cast("type[Any]", kind))


def _value(hint: Any, raw: Any) -> Any:  # noqa: ANN401 - any field of an edition
    """*raw* as the annotation *hint* says."""
    inner = get_args(hint)
    match get_origin(hint):
        case None:
            return _single(hint, raw)
        case origin if origin is UnionType:
            return None if raw is None else _value(inner[0], raw)
        case origin if origin is tuple:
            return tuple(_value(inner[0], each) for each in raw)
        case _:  # a mapping: its values are typed, its keys are texts
            return {key: _value(inner[1], each) for key, each in raw.items()}


def _single(hint: Any, raw: Any) -> Any:  # noqa: ANN401 - see _value
    if hint in _TEXTS:
        return _TEXTS[hint][1](raw)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(cast("Hashable", hint))
        return hint(**{name: _value(hints[name], each) for name, each in raw.items()})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(raw)
    return raw
