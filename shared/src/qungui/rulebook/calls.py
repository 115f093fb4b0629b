"""Calls in a rulebook file: ``name``, or ``{name: {parameter: value, defaults: {…}}}``."""

from collections.abc import Callable, Collection, Iterator, Mapping

from qungui.model.act import Act
from qungui.model.call import Call, ParameterError, value_of, written
from qungui.model.rulebook import ActCall
from qungui.model.terms import TERMS
from qungui.procedures import PROCEDURES
from qungui.rulebook.node import Node
from qungui.rulebook.problems import meant
from qungui.rules import RULE_BOOK
from qungui.rules.build import build


def read_rules(node: Node) -> tuple[Call, ...]:
    """One rule, or a list of them."""
    return tuple(_checked(each, "规则", "rule", RULE_BOOK, _as_rule) for each in several(node))


def read_procedure(node: Node) -> Call:
    return _checked(node, "流程", "procedure", PROCEDURES, _as_procedure)


def read_acts(node: Node) -> tuple[ActCall, ...]:
    """One act, or a list of them."""
    calls = tuple(_checked(each, "处理", "act", TERMS, _as_act) for each in several(node))
    if len({call.name for call in calls}) < len(calls):
        node.wrong("同一种处理写了两次，合成一项", "an act is written twice; make it one")
    return tuple(
        ActCall(Act(call.name), written(call, {}), tuple(call.defaults))
        for call in calls
        if call.name in TERMS
    )


def several(node: Node) -> Iterator[Node]:
    """The items of a list; what is no list stands for a list of one."""
    if isinstance(node.value, list):
        yield from node.items()
    else:
        yield node


def _as_rule(call: Call) -> None:
    build(RULE_BOOK[call.name], call, {})


def _as_procedure(call: Call) -> None:
    value_of(PROCEDURES[call.name].kind, written(call, {}))


def _as_act(call: Call) -> None:
    value_of(TERMS[Act(call.name)], written(call, {}))


def _checked(
    node: Node, zh: str, en: str, known: Collection[str], fits: Callable[[Call], None]
) -> Call:
    """What is wrong is noted at *node*, and the call then means nothing."""
    name_node, call = _written(node)
    if not call.name:
        return call
    if call.name not in known:
        near_zh, near_en = meant(call.name, known)
        name_node.wrong(
            f"没有叫“{call.name}”的{zh}，{near_zh}", f"no {en} '{call.name}'; {near_en}"
        )
        return call
    try:
        fits(call)
    except ParameterError as error:
        name_node.wrong(*said(error))
    return call


def _written(node: Node) -> tuple[Node, Call]:
    if isinstance(node.value, str):
        return node, Call(node.text())
    entries = node.entries()
    if len(entries) != 1:
        node.wrong("这里写一个名字，或“名字: {参数: 值}”", "a name is needed, or 'name: {…}'")
        return node, Call("")
    name, inner = next(iter(entries.items()))
    parameters = {key: child.plain() for key, child in inner.entries().items()}
    defaults = parameters.pop("defaults", {})
    if not isinstance(defaults, Mapping):
        inner.wrong("defaults 下应是键值", "a mapping is needed under 'defaults'")
        defaults = {}
    return node, Call(name, parameters, dict(defaults))


def said(error: ParameterError) -> tuple[str, str]:
    if error.problem == "unknown":
        zh, en = meant(error.key, error.expected)
        return f"没有参数“{error.key}”，{zh}", f"no parameter '{error.key}'; {en}"
    if error.problem == "missing":
        return f"缺少参数“{error.key}”", f"parameter '{error.key}' is missing"
    if error.problem == "closed":
        opened = "、".join(error.expected) or "无"
        return f"“{error.key}”由规定写定，可设的有：{opened}", f"not open; open are: {opened}"
    if error.problem == "idle":
        return "照此设定，规则永远不会触发；不用这一条请设为 off", "the rule would never fire"
    if error.problem == "range":
        least, greatest = error.expected
        return (
            f"参数“{error.key}”应在 {least} 到 {greatest} 之间",
            f"parameter '{error.key}' must be from {least} to {greatest}",
        )
    expected = "、".join(error.expected)
    return f"参数“{error.key}”应是 {expected}", f"parameter '{error.key}' must be {expected}"
