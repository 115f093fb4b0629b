"""From a rulebook's call to a rule with typed parameters."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import time
from enum import StrEnum
from typing import Any, get_type_hints

from qungui.errors import QunguiError
from qungui.model.rulebook import RuleCall
from qungui.rules.rule import Rule, RuleSpec


class ParameterError(QunguiError):
    """
    A rule cannot be built from what was written.

    Attributes:
        key: The offending key, as written; empty when the rule's own name is unknown.
        problem: ``unknown``, ``missing``, ``closed`` (not open to settings), ``type`` or ``range``.
        expected: What would have been right: names, the type, or the least and the greatest.
    """

    def __init__(self, key: str, problem: str, expected: tuple[str, ...]) -> None:
        super().__init__(f"{problem}: {key or 'rule'} (expected {', '.join(expected)})")
        self.key = key
        self.problem = problem
        self.expected = expected


def build(spec: RuleSpec, call: RuleCall, values: Mapping[str, Any]) -> Rule:
    """
    The rule of *call*; *values* (a group's settings) may replace only what is under ``defaults``.

    Raises:
        ParameterError: A key is unknown, missing, not open, or holds a wrong type or number.
    """
    for key in values:
        if key not in call.defaults:
            raise ParameterError(key, "closed", tuple(call.defaults))
    written = {**call.parameters, **call.defaults, **values}
    names = parameters_of(spec)
    for key in written:
        if key not in names:
            raise ParameterError(key, "unknown", tuple(names))
    _complete(spec, written)
    hints = get_type_hints(spec.kind)
    typed = {names[key]: _typed(key, hints[names[key]], value) for key, value in written.items()}
    _in_range(spec, written)
    rule: Rule = spec.kind(**typed)
    return rule


def parameters_of(spec: RuleSpec) -> dict[str, str]:
    """Parameter as written -> field; a field named like a Python keyword ends in ``_``."""
    return {field.name.rstrip("_"): field.name for field in fields(spec.kind)}


def _complete(spec: RuleSpec, written: Mapping[str, Any]) -> None:
    for field in fields(spec.kind):
        required = field.default is MISSING and field.default_factory is MISSING
        key = field.name.rstrip("_")
        if required and key not in written:
            raise ParameterError(key, "missing", (key,))


def _in_range(spec: RuleSpec, written: Mapping[str, Any]) -> None:
    for key, (least, greatest) in spec.ranges.items():
        if key in written and not least <= written[key] <= greatest:
            raise ParameterError(key, "range", (str(least), str(greatest)))


def _typed(key: str, hint: Any, value: Any) -> Any:  # noqa: ANN401 - values of a document
    if hint is time and isinstance(value, str):
        try:
            return time.fromisoformat(value)
        except ValueError as error:
            raise ParameterError(key, "type", ("HH:MM",)) from error
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value in hint:
            return hint(value)
        raise ParameterError(key, "type", tuple(hint))
    if hint == tuple[str, ...]:
        if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise ParameterError(key, "type", ("list of texts",))
    # bool is an int to Python, never to a reader of the rulebook
    if isinstance(value, hint) and (hint is bool or not isinstance(value, bool)):
        return value
    raise ParameterError(key, "type", (hint.__name__,))
