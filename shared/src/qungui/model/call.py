"""
A call by name with parameters, as a rulebook writes rules, procedures and acts, and the typed value
that it stands for.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, field, fields
from datetime import time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from qungui.errors import QunguiError
from qungui.model.frozen import frozen
from qungui.model.span import Span


@frozen
class Call:
    """
    Attributes:
        parameters: What the clause's words fix.
        defaults: What they leave open: a value of the project's, which a group may set anew.
    """

    name: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)


class ParameterError(QunguiError):
    """
    A call does not fit what it calls.

    Attributes:
        key: The offending key, as written; empty when the call's own name is unknown.
        problem: ``unknown``, ``missing``, ``closed`` (not open to settings), ``type``, ``range`` or
            ``idle`` (nothing would be found any more).
        expected: What would have been right: names, the type, or the least and the greatest.
    """

    def __init__(self, key: str, problem: str, expected: tuple[str, ...]) -> None:
        super().__init__(f"{problem}: {key or 'call'} (expected {', '.join(expected)})")
        self.key = key
        self.problem = problem
        self.expected = expected


def written(call: Call, values: Mapping[str, Any]) -> dict[str, Any]:
    """
    Everything *call* says; *values* (a group's settings) replace only what is under ``defaults``.

    Raises:
        ParameterError: A value is not open.
    """
    for key in values:
        if key not in call.defaults:
            raise ParameterError(key, "closed", tuple(call.defaults))
    return {**call.parameters, **call.defaults, **values}


def as_chosen[T](kind: type[T], call: Call, chosen: Mapping[str, Any]) -> T:
    """
    What *call* says, with those of a group's values that it leaves open. Where they do not fit it
    keeps its own: no lane stands still for them.
    """
    own = {key: value for key, value in chosen.items() if key in call.defaults}
    try:
        return value_of(kind, written(call, own))
    except ParameterError:
        return value_of(kind, written(call, {}))


def value_of[T](kind: type[T], parameters: Mapping[str, Any]) -> T:
    """
    The frozen dataclass *kind* that *parameters* write out.

    Raises:
        ParameterError: A key is unknown or missing, or holds a wrong type.
    """
    names = parameters_of(kind)
    for key in parameters:
        if key not in names:
            raise ParameterError(key, "unknown", tuple(names))
    for name in required_of(kind):
        if name not in parameters:
            raise ParameterError(name, "missing", (name,))
    # most rules take nothing, and working hints out takes longer than making such a rule
    hints = _hints(cast("Hashable", kind)) if parameters else {}
    return kind(
        **{names[key]: _typed(key, hints[names[key]], parameters[key]) for key in parameters}
    )


def parameters_of(kind: type[Any]) -> dict[str, str]:
    """Parameter as written -> field; a field named like a Python keyword ends in ``_``."""
    return {each.name.rstrip("_"): each.name for each in fields(kind)}


def required_of(kind: type[Any]) -> tuple[str, ...]:
    """Parameters without a value of their own."""
    return tuple(
        each.name.rstrip("_")
        for each in fields(kind)
        if each.default is MISSING and each.default_factory is MISSING
    )


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(cast("type[Any]", kind))


def _typed(key: str, hint: Any, value: Any) -> Any:  # noqa: ANN401 - values of a document
    if get_origin(hint) is UnionType:
        return None if value is None else _typed(key, get_args(hint)[0], value)
    if get_origin(hint) is tuple:
        return _several(key, get_args(hint), value)
    if isinstance(value, str) and (hint in _READERS or issubclass(hint, StrEnum)):
        reader, form = _READERS.get(hint, (hint, type_name(hint)))
        try:
            return reader(value)
        except ValueError as error:
            raise ParameterError(key, "type", (form,)) from error
    # bool is an int to Python, never to a reader of the rulebook
    if isinstance(value, hint) and (hint is bool or not isinstance(value, bool)):
        return value
    raise ParameterError(key, "type", (type_name(hint),))


def _several(key: str, of: tuple[Any, ...], value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - see above
    """``tuple[T, ...]`` takes any number, ``tuple[T, T]`` a pair."""
    if not isinstance(value, (list, tuple)):
        raise ParameterError(key, "type", (f"list of {type_name(of[0])}",))
    if of[-1] is not ... and len(value) != len(of):
        raise ParameterError(key, "type", (f"list of {len(of)}",))
    return tuple(_typed(key, of[0], item) for item in value)


def clock(text: str) -> time:
    """A time of day, written HH:MM; ValueError for every other way that Python knows."""
    if _CLOCK.fullmatch(text) is None:
        msg = "a time is written HH:MM"
        raise ValueError(msg)
    return time.fromisoformat(text)


CLOCK_PATTERN = "([01][0-9]|2[0-3]):[0-5][0-9]"
_CLOCK = re.compile(CLOCK_PATTERN)
_READERS: Mapping[Any, tuple[Any, str]] = {
    time: (clock, "HH:MM"),
    Span: (Span.parse, "30 minutes, 5 days, 2 working days"),
}
_NAMES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    time: "HH:MM",
    Span: "time span",
}


def type_name(hint: Any) -> str:  # noqa: ANN401 - any annotation
    """What somebody who writes a rulebook calls the type."""
    if get_origin(hint) is UnionType:
        return " or ".join(type_name(each) for each in get_args(hint)[:1])
    if get_origin(hint) is tuple:
        of = get_args(hint)
        return f"list of {type_name(of[0])}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " | ".join(hint)
    return _NAMES.get(hint, getattr(hint, "__name__", str(hint)))
