"""docs/topics/rulebook-reference.md: each key of a rulebook file, and an example that is in use."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from qungui.cli.rules import NONE_YET, default_of, needed
from qungui.model.call import CLOCK_PATTERN, parameters_of, type_name
from qungui.model.condition import Condition
from qungui.model.terms import TERMS, Plain
from qungui.notices.acts import ACTS
from qungui.procedures import PROCEDURES
from qungui.procedures.procedure import ProcedureSpec
from qungui.rulebook.described import attributes, summary
from qungui.rulebook.schema import Schema
from qungui.rules import RULE_BOOK
from qungui.rules.rule import RuleSpec
from tools.rulebook_meanings import MEANINGS
from tools.rulebook_uses import Key, Use, first_uses, keys

INTRO = """\
# 群规写法大全 Rulebook reference

由 `make docs` 从读取群规文件的代码写出：文件里能写的每一个键，它的意思，和一个正在用的例子。
例子出自我们附带的规定、[tea-company.yaml](../examples/tea-company.yaml)（编号 TEA）和
[every-key.yaml](../examples/every-key.yaml)（编号 SHOP）。怎样入手见
[write-a-rulebook.zh-CN.md](write-a-rulebook.zh-CN.md)，为何这样写见 [rulebook.md](rulebook.md)；
编辑器用 [rulebook.schema.json](../rulebook.schema.json)。

Written by `make docs` from the code that reads rulebooks: every key, what it means, and its first
use in a rulebook that we ship or show; the tests load all of these and run their examples.
`…` stands for more of the same."""

PARTS: Mapping[str, str] = {
    "": "文件开头 Head",
    "applies_to": "适用范围 applies_to",
    "sections": "章节 Sections",
    "ladders": "阶梯 Ladders",
    "ladders.steps": "阶梯的一步 Steps",
    "ladders.expires": "何时不再算 Expiry",
    "clauses": "条款 Clauses",
    "sanction": "处理 Sanctions",
    "sanction.choose": "按轻重 By gravity",
    "example": "示例 Examples: must_hit, must_pass",
}
_COLUMNS = ("键 Key", "写什么 Type", "意思 Meaning", "例 Example")
_PARAMETERS = ("参数 Parameter", "写什么 Type", "不写时 Default", "意思 Meaning", "例 Example")
_INNER = r"[\w.+、。，；：“”【】（）-]"
_PLAIN = re.compile(rf"(?:[^\W\d_]|\d+ [a-z])(?:{_INNER}|/)*(?: {_INNER}+)*")
_WORDS = {"true", "false", "null"}
_MOST = 150


def page() -> str:
    found = first_uses()
    lines = [INTRO]
    for owner, title in PARTS.items():
        rows = (_structural(key, schema, found[key]) for key, schema in _of(owner))
        lines += ["", f"## {title}", "", *_table(_COLUMNS, rows)]
    lines += ["", "## 条件 Conditions: when, unless", "", summary(Condition), ""]
    lines += _parameters("condition", Condition, found)
    lines += ["", "## 规则、流程和处理的写法 Calls", "", *_calls(found)]
    lines += ["", "## 规则 Rules", *_section("rule", RULE_BOOK, found)]
    lines += ["", "## 流程 Procedures", *_section("procedure", PROCEDURES, found)]
    lines += ["", "## 处理方式 Acts"]
    for act, kind in TERMS.items():
        lines += ["", f"### {act.value} {ACTS[act]}", "", f"例 {_shown('act', act.value, found)}"]
        lines += _described("act", act.value, kind, found)
    return "\n".join(lines) + "\n"


def _of(owner: str) -> Iterator[tuple[Key, Schema]]:
    return ((key, schema) for key, schema in keys().items() if key.owner == owner)


def _structural(key: Key, schema: Schema, use: Use) -> tuple[str, ...]:
    return f"`{key.name}`", _typed(schema), MEANINGS[key.owner][key.name], _example(key.name, use)


def _typed(schema: Schema) -> str:
    """What may be written there, as a person would say it."""
    said = (say(schema) for part, say in _SAID.items() if part in schema)
    return next(said, "true or false" if schema.get("type") == "boolean" else "text")


_SAID: Mapping[str, Callable[[Schema], str]] = {
    "$ref": lambda schema: schema["$ref"].rpartition("/")[2],
    "enum": lambda schema: " \\| ".join(schema["enum"]),
    "anyOf": lambda schema: " or ".join(map(_typed, schema["anyOf"])),
    "const": lambda schema: schema["const"],
    "minimum": lambda schema: f"{schema['minimum']}–{schema['maximum']}",
    "items": lambda schema: f"list of {_typed(schema['items'])}",
    "additionalProperties": lambda _: "mapping",
    "format": lambda schema: schema["format"],
    "pattern": lambda schema: "HH:MM" if CLOCK_PATTERN in schema["pattern"] else "time span",
}
"""By the part of a schema that decides; ``string`` and ``boolean`` have none."""


def _calls(found: Mapping[Key, Use]) -> Iterator[str]:
    yield "名字单写（`rule: insult`），或名字下写参数（`rule: {length-limit: {max_chars: 200}}`）。"
    yield "规定没有写明、由我们补上的值写在 `defaults` 下，各群可以另定；参数名不变。"
    yield "A name alone, or with its parameters; what the text leaves open stands under `defaults`."
    yield ""
    rows = (
        (f"`{kind}`", title, _example("defaults", found[Key(kind, "defaults")]))
        for kind, title in (("rule", "规则"), ("procedure", "流程"), ("act", "处理"))
    )
    yield from _table(("用在 Kind", "", "例 Example"), rows)


def _section(
    kind: str, specs: Mapping[str, RuleSpec | ProcedureSpec], found: Mapping[Key, Use]
) -> Iterator[str]:
    for name, spec in sorted(specs.items()):
        needs = needed(spec) if isinstance(spec, RuleSpec) else ""
        told = [
            f"主题 {'、'.join(spec.topics)}",
            *([f"需要知道{needs}"] if needs else []),
            f"承载 {spec.carrier or NONE_YET}",
            f"例 {_shown(kind, name, found)}",
        ]
        yield from ("", f"### {name}", "", "；".join(told))
        yield from _described(kind, name, spec.kind, found)


def _shown(kind: str, name: str, found: Mapping[Key, Use]) -> str:
    """The whole call; an act stands in many places."""
    use = found[Key(kind, name)]
    call = flow(name if use.value is None else {name: use.value})
    return f"{use.where} {_code(call if kind == 'act' else f'{kind}: {call}')}"


def _described(kind: str, name: str, of: type[Any], found: Mapping[Key, Use]) -> Iterator[str]:
    if (text := summary(of)) and of is not Plain:
        yield from ("", text)
    if fields(of):
        yield ""
        yield from _parameters(f"{kind}.{name}", of, found)


def _parameters(owner: str, of: type[Any], found: Mapping[Key, Use]) -> list[str]:
    hints, meant = get_type_hints(of), attributes(of)
    written = {each.name: default_of(each).removeprefix(" = ") for each in fields(of)}
    rows = (
        (
            f"`{name}`",
            type_name(hints[field]).replace("|", "\\|"),
            written[field],
            meant[name],
            _example(name, found[Key(owner, name)]),
        )
        for name, field in parameters_of(of).items()
    )
    return _table(_PARAMETERS, rows)


def _example(name: str, use: Use) -> str:
    """Where it stands, and what stands there; a parameter with the call that it belongs to."""
    said = f"{name}: {flow(use.value)}"
    if use.opened:
        said = f"defaults: {{{said}}}"
    return f"{use.where} {_code(f'{use.call}: {{{said}}}' if use.call else said)}"


def _code(said: str) -> str:
    return f"`{said}`" if len(said) <= _MOST else f"`{said[:_MOST]}…`"


def flow(value: Any) -> str:  # noqa: ANN401 - what is written
    """*value* in YAML on one line; reads back the same."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{flow(key)}: {flow(each)}" for key, each in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value not in _WORDS:
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    columns = list(columns)
    return [f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows)]
