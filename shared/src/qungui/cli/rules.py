"""``qungui rules``: what a rulebook can call, with parameters and the function that carries it."""

from collections.abc import Iterable
from dataclasses import MISSING, Field, fields
from enum import Enum
from typing import Any, get_type_hints

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.cli.sayings import NEEDS
from qungui.model.call import type_name
from qungui.procedures import PROCEDURES
from qungui.procedures.procedure import ProcedureSpec
from qungui.rules import RULE_BOOK
from qungui.rules.rule import RuleSpec

NONE_YET = "尚无"


def rules() -> None:
    console = Console()
    console.print(_table("规则", RULE_BOOK.values()))
    console.print(_table("流程", PROCEDURES.values()))


def _table(title: str, specs: Iterable[RuleSpec | ProcedureSpec]) -> Table:
    table = Table(title=title)
    for column in ("名称", "参数", "主题", "需要知道", "承载"):
        table.add_column(column, overflow="fold")
    for spec in sorted(specs, key=lambda each: each.name):
        needs = needed(spec) if isinstance(spec, RuleSpec) else ""
        carrier = str(spec.carrier) if spec.carrier else NONE_YET
        parameters = escape("\n".join(_parameters(spec.kind)))
        table.add_row(spec.name, parameters, "、".join(spec.topics), needs, carrier)
    return table


def needed(spec: RuleSpec) -> str:
    """The most that its parameters can make it need; empty where it reads no messages."""
    return NEEDS[spec.most_needed] if spec.judges_messages else ""


def _parameters(kind: type[Any]) -> list[str]:
    hints = get_type_hints(kind)
    return [
        f"{each.name.rstrip('_')}: {type_name(hints[each.name])}{default_of(each)}"
        for each in fields(kind)
    ]


def default_of(field: Field[Any]) -> str:
    """What holds when nothing is written; a parameter without it must be written."""
    if field.default is not MISSING:
        return f" = {_said(field.default)}"
    if field.default_factory is not MISSING:
        return f" = {_said(field.default_factory())}"
    return "（必填）"


def _said(value: object) -> str:
    if value in (None, "", ()):
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return str(value.value) if isinstance(value, Enum) else str(value)
