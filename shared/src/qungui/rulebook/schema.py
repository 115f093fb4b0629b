"""
The JSON Schema of a rulebook file, for editors: what may stand where, and what it means.

It is made from the same values that read a file, so it can know no key that the reader does not.
What it cannot say (a reference that dangles, a rule that never fires), ``qungui check`` says.
"""

from collections.abc import Collection, Mapping
from datetime import time
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from qungui.model.call import CLOCK_PATTERN, parameters_of, required_of
from qungui.model.condition import Condition, Day
from qungui.model.group import Mode, Role
from qungui.model.message import MessageKind
from qungui.model.rulebook import Counts, Disposition, Reset, Subject, Trigger
from qungui.model.span import SPAN_PATTERN, Span
from qungui.model.terms import TERMS
from qungui.procedures import PROCEDURES
from qungui.rulebook.described import attributes, summary
from qungui.rulebook.examples import NUMBERS
from qungui.rulebook.sanctions import MOST_POINTS, MOST_STEPS
from qungui.rules import RULE_BOOK

type Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_CLOCK: Schema = {"type": "string", "pattern": f"^{CLOCK_PATTERN}$"}
_SPAN: Schema = {"type": "string", "pattern": f"^{SPAN_PATTERN}$"}
_SCALARS: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    time: _CLOCK,
    Span: _SPAN,
}
_MODES = [mode.name.lower() for mode in Mode]


def rulebook_schema() -> Schema:
    """JSON Schema, draft 2020-12."""
    required = ("rulebook", "regulation", "title", "edition", "timezone", "in_force_from")
    properties: Schema = {
        **dict.fromkeys((*required, "gloss", "extends"), _TEXT),
        "in_force_from": {"type": "string", "format": "date-time"},
        "applies_to": _closed({"subject": _words(Subject), "kinds": _list(_TEXT)}),
        "overrides": _list(_TEXT),
        "drops": _list(_TEXT),
        "sections": {"type": "object", "additionalProperties": _or_text(_section())},
        "ladders": {"type": "object", "additionalProperties": _ladder()},
        "clauses": _list(_clause()),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Qungui rulebook 群规",
        **_closed(properties, (*required, "clauses")),
        "$defs": {
            "rule": _call({name: spec.kind for name, spec in RULE_BOOK.items()}),
            "procedure": _call({name: spec.kind for name, spec in PROCEDURES.items()}),
            "act": _call({act.value: kind for act, kind in TERMS.items()}),
            "condition": _value_schema(Condition),
            "sanction": _sanction(),
            "example": _or_text(_example()),
        },
    }


def _clause() -> Schema:
    acting = {
        "rule": _one_or_more(_ref("rule")),
        "procedure": _ref("procedure"),
        "unless": _one_or_more(_ref("condition")),
        "when": _one_or_more(_ref("condition")),
        "sanction": _ref("sanction"),
        "mode": {"enum": _MODES},
        "starts": {"enum": _MODES},
        "must_hit": _list(_ref("example")),
        "must_pass": _list(_ref("example")),
    }
    told = dict.fromkeys(("id", "text", "gloss", "topic", "section", "step_of"), _TEXT)
    known = {**told, "also": _list(_TEXT), "disposition": _words(Disposition), **acting}
    return _closed(known, ("id", "text", "topic", "disposition"))


def _section() -> Schema:
    return _closed({"title": _TEXT, "sanction": _ref("sanction")}, ("title",))


def _sanction() -> Schema:
    gravities = ("light", "serious", "grave", "unlawful")
    acts = _one_or_more(_ref("act"))
    known = {
        "confirm": _words(Role),
        "then": acts,
        "ladder": _TEXT,
        "points": _number(1, MOST_POINTS),
        "straight_to": _number(1, MOST_STEPS),
        "choose": _closed(dict.fromkeys(gravities, acts)),
        "taken_back": _SPAN,
        "as": _TEXT,
    }
    one_of = [{"required": [name]} for name in ("then", "ladder", "choose", "as")]
    return {"anyOf": [_ref("act"), {**_closed(known), "oneOf": one_of}]}


def _ladder() -> Schema:
    step = _closed(
        {
            "act": _one_or_more(_ref("act")),
            "clause": _TEXT,
            "at": _number(1, MOST_POINTS),
            "on": _words(Trigger),
            "confirm": _words(Role),
            "tell": _one_or_more(_words(Role)),
        },
        ("act", "clause"),
    )
    resets = [reset.value for reset in Reset if reset is not Reset.NEVER]
    expires = {**_closed(dict.fromkeys(resets, _SPAN)), "minProperties": 1, "maxProperties": 1}
    known = {
        "title": _TEXT,
        "steps": {**_list(step), "minItems": 1},
        "counts": _words(Counts),
        "expires": {"anyOf": [{"const": Reset.NEVER.value}, expires]},
        "repeats": {"type": "boolean"},
    }
    return _closed(known, ("steps",))


def _example() -> Schema:
    return _closed(
        {
            "text": {"type": "string"},
            "at": _CLOCK,
            "on": {"enum": [day.value for day in tuple(Day)[:7]]},
            "role": _words(Role),
            "kind": _words(MessageKind),
            **{name: _number(0, most) for name, most in NUMBERS.items()},
            "filed_as": _TEXT,
            "outsiders": {"type": "boolean"},
        }
    )


def _call(kinds: Mapping[str, type[Any]]) -> Schema:
    """A name where it can stand alone, or one name with its parameters."""
    bare = [name for name, kind in kinds.items() if not required_of(kind)]
    named = {name: _parameters(kind) for name, kind in kinds.items()}
    return {
        "anyOf": [{"enum": bare}, {**_closed(named), "minProperties": 1, "maxProperties": 1}],
    }


def _parameters(kind: type[Any]) -> Schema:
    own = _value_schema(kind)
    return {**own, "properties": {**own["properties"], "defaults": _closed(own["properties"])}}


def _value_schema(kind: type[Any]) -> Schema:
    hints, meant = get_type_hints(kind), attributes(kind)
    known = {
        name: {**_typed(hints[field]), "description": meant.get(name, "")}
        for name, field in parameters_of(kind).items()
    }
    return {**_closed(known), "description": summary(kind)}


def _typed(hint: Any) -> Schema:  # noqa: ANN401 - any annotation
    if get_origin(hint) is UnionType:
        return {"anyOf": [_typed(get_args(hint)[0]), {"type": "null"}]}
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        several = _list(_typed(inner[0]))
        length = len(inner)
        return several if inner[-1] is ... else {**several, "minItems": length, "maxItems": length}
    return _SCALARS[hint] if hint in _SCALARS else _words(hint)


def _closed(properties: Mapping[str, Schema], required: Collection[str] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _number(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _words(kind: type[StrEnum]) -> Schema:
    return {"enum": [word.value for word in kind]}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _one_or_more(of: Schema) -> Schema:
    return {"anyOf": [of, _list(of)]}


def _or_text(of: Schema) -> Schema:
    return {"anyOf": [_TEXT, of]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
