"""Every key that a rulebook file can have, and where the rulebooks that we ship and show use it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qungui.rulebook import shipped
from qungui.rulebook.document import parsed
from qungui.rulebook.schema import Schema, rulebook_schema

EXAMPLES = Path(__file__).parents[1] / "docs/examples"
SHOWN = ("tea-company", "every-key")
"""Looked into after the shipped ones, in this order."""

SCHEMA = rulebook_schema()


@dataclass(frozen=True, slots=True)
class Key:
    """
    Attributes:
        owner: What it belongs to: empty for the file itself, else e.g. ``clauses``,
            ``sanction.choose``, ``rule`` (its keys are the names of rules), ``rule.flooding``.
    """

    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class Use:
    """
    Attributes:
        where: The clause's id, or what names the place in its file.
        value: What is written after the key; None where the key stands alone.
        call: The name of the rule, procedure or act whose parameter it is; empty for others.
        opened: Whether it stands under ``defaults``.
    """

    where: str
    value: Any
    call: str = ""
    opened: bool = False


def keys() -> dict[Key, Schema]:
    """In the schema's order."""
    found: dict[Key, Schema] = {}
    _gather("", SCHEMA, found)
    return found


def _gather(owner: str, schema: Schema, found: dict[Key, Schema]) -> None:
    for inner, variant in _variants(owner, schema):
        for name, each in variant.get("properties", {}).items():
            key = _key(inner, name)
            if key not in found:
                found[key] = each
                if name != "defaults":
                    _gather(_under(inner, name), each, found)
        for part in ("items", "additionalProperties"):
            if variant.get(part):
                _gather(inner, variant[part], found)


@cache
def first_uses() -> Mapping[Key, Use]:
    """Of each key that anybody uses."""
    found: dict[Key, Use] = {}
    texts = {name: shipped.text(name) for name in shipped.regulations()}
    texts |= {name: (EXAMPLES / f"{name}.yaml").read_text("utf-8") for name in SHOWN}
    for name, text in texts.items():
        for key, use in _uses("", SCHEMA, parsed(text), Use(name, None)):
            found.setdefault(key, use)
    return found


def _uses(owner: str, schema: Schema, value: Any, at: Use) -> Iterator[tuple[Key, Use]]:  # noqa: ANN401 - what is written
    for inner, variant in _variants(owner, schema):
        properties = variant.get("properties", {})
        if isinstance(value, str) and value in variant.get("x-names", ()):
            yield Key(inner, value), Use(at.where, None)
        elif isinstance(value, list) and "items" in variant:
            for each in value:
                yield from _uses(inner, variant["items"], each, _placed(inner, each, at))
        elif isinstance(value, Mapping) and variant.get("additionalProperties"):
            for name, each in value.items():
                there = Use(f"{at.where} {inner}.{name}", None)
                yield from _uses(inner, variant["additionalProperties"], each, there)
        elif isinstance(value, Mapping) and value.keys() <= properties.keys():
            yield from _written(inner, properties, value, at)


def _written(
    owner: str, properties: Mapping[str, Schema], value: Mapping[str, Any], at: Use
) -> Iterator[tuple[Key, Use]]:
    kind, _, call = owner.partition(".")
    call = call if kind in _CALLED else ""
    for name, each in value.items():
        yield _key(owner, name), Use(at.where, each, call, at.opened)
        if name == "defaults" and call:
            opened = Use(at.where, None, call, opened=True)
            yield from _written(owner, properties, each, opened)
        else:
            yield from _uses(_under(owner, name), properties[name], each, at)


_CALLED = ("rule", "procedure", "act")


def _key(owner: str, name: str) -> Key:
    """``defaults`` is the same key in all calls."""
    kind = owner.partition(".")[0]
    return Key(kind, name) if name == "defaults" and kind in _CALLED else Key(owner, name)


def _under(owner: str, name: str) -> str:
    return f"{owner}.{name}" if owner else name


def _placed(owner: str, value: Any, at: Use) -> Use:  # noqa: ANN401 - what is written
    return Use(value["id"], None) if owner == "clauses" else at


def _variants(owner: str, schema: Schema) -> Sequence[tuple[str, Schema]]:
    """What may stand there, one by one; what is defined once belongs to its definition."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _variants(name, SCHEMA["$defs"][name])
    if "anyOf" not in schema:
        return [(owner, schema)]
    several = [each for one in schema["anyOf"] for each in _variants(owner, one)]
    if owner in _CALLED:  # a name alone, or with parameters
        (_, bare), (_, named) = several
        return [(owner, {"x-names": bare["enum"]}), (owner, named)]
    return several
