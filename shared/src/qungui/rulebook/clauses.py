"""One clause of a rulebook file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qungui.model.group import Mode, Role
from qungui.model.rulebook import SANCTIONS, Act, Clause, Disposition, RuleCall, Sanction
from qungui.rulebook.examples import Example, read_examples
from qungui.rulebook.node import Node
from qungui.rulebook.problems import Place, meant
from qungui.rules import RULE_BOOK
from qungui.rules.build import ParameterError, build

_REQUIRED = ("id", "text", "disposition", "topic")
_KEYS = (*_REQUIRED, "rule", "sanction", "step-of", "mode", "must_hit", "must_pass")
_MODES = {mode.name.lower(): mode for mode in Mode}


@dataclass(frozen=True, slots=True)
class ReadClause:
    """
    Attributes:
        step_of: The ladder whose step the clause orders; empty for none.
    """

    clause: Clause
    place: Place
    examples: tuple[Example, ...]
    step_of: str


def read_clause(node: Node) -> ReadClause:
    """The clause at *node*; what is wrong is noted there and stands in for nothing useful."""
    id_node = node.value.get("id", "") if isinstance(node.value, Mapping) else ""
    node = node.within(str(id_node))
    keys = node.keys(_KEYS, _REQUIRED)
    texts = {name: keys[name].text() if name in keys else "" for name in ("id", "text", "topic")}
    disposition = Disposition(
        keys["disposition"].one_of(tuple(Disposition)) if "disposition" in keys else "advisory"
    )
    clause = Clause(
        clause_id=texts["id"],
        text=texts["text"],
        topic=texts["topic"],
        disposition=disposition,
        rule=_rule(keys["rule"]) if "rule" in keys else None,
        sanction=_sanction(keys["sanction"]) if "sanction" in keys else None,
        mode=_mode(keys.get("mode"), disposition),
    )
    return ReadClause(
        clause=clause,
        place=node.place,
        examples=(
            *read_examples(keys.get("must_hit"), hits=True),
            *read_examples(keys.get("must_pass"), hits=False),
        ),
        step_of=keys["step-of"].text() if "step-of" in keys else "",
    )


def _mode(node: Node | None, disposition: Disposition) -> Mode:
    """What is written; unwritten, a person confirms wherever the clause is an assisted one."""
    if node is not None:
        return _MODES[node.one_of(tuple(_MODES))]
    return Mode.ASSIST if disposition is Disposition.ASSISTED else Mode.ENFORCE


def _sanction(node: Node) -> Sanction:
    if isinstance(node.value, str):
        return Sanction(act=Act(node.one_of(SANCTIONS)))
    keys = node.keys(("ladder", "confirm", "then"))
    act = Act(keys["then"].one_of(SANCTIONS)) if "then" in keys else None
    confirm = Role(keys["confirm"].one_of(tuple(Role))) if "confirm" in keys else None
    ladder = keys["ladder"].text() if "ladder" in keys else None
    if (act is None) == (ladder is None):
        node.wrong("写“ladder”或“then”其中之一", "either 'ladder' or 'then' is needed")
    return Sanction(ladder=ladder, act=act, confirm=confirm)


def _rule(node: Node) -> RuleCall | None:
    """``rule: name`` or ``rule: {name: {parameter: value, defaults: {…}}}``."""
    name_node, parameters, defaults = node, dict[str, Any](), dict[str, Any]()
    if not isinstance(node.value, str):
        entries = node.entries()
        if len(entries) != 1:
            node.wrong("这里只写一条规则", "exactly one rule is needed here")
            return None
        name, inner = next(iter(entries.items()))
        name_node = Node(name, node.place, node.clause, node.problems)
        written = {key: child.plain() for key, child in inner.entries().items()}
        defaults = dict(written.pop("defaults", {}))
        parameters = written
    call = RuleCall(name_node.text(), parameters, defaults)
    _try(name_node, call)
    return call


def _try(node: Node, call: RuleCall) -> None:
    if call.name not in RULE_BOOK:
        zh, en = meant(call.name, RULE_BOOK)
        node.wrong(f"没有叫“{call.name}”的规则，{zh}", f"no rule '{call.name}'; {en}")
        return
    try:
        build(RULE_BOOK[call.name], call, {})
    except ParameterError as error:
        zh, en = _said(error)
        node.wrong(zh, en)


def _said(error: ParameterError) -> tuple[str, str]:
    if error.problem == "unknown":
        zh, en = meant(error.key, error.expected)
        return f"规则没有参数“{error.key}”，{zh}", f"no parameter '{error.key}'; {en}"
    if error.problem == "missing":
        return f"规则缺少参数“{error.key}”", f"parameter '{error.key}' is missing"
    if error.problem == "range":
        least, greatest = error.expected
        return (
            f"参数“{error.key}”应在 {least} 到 {greatest} 之间",
            f"parameter '{error.key}' must be from {least} to {greatest}",
        )
    expected = "、".join(error.expected)
    return f"参数“{error.key}”应是 {expected}", f"parameter '{error.key}' must be {expected}"
