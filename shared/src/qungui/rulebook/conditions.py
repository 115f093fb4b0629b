"""The conditions of a clause in a rulebook file."""

from collections.abc import Iterator
from typing import Any

from qungui.model.call import ParameterError, value_of
from qungui.model.condition import Condition
from qungui.rulebook.calls import said, several
from qungui.rulebook.node import Node


def read_conditions(node: Node | None) -> Iterator[Condition]:
    """One condition, or a list of which one must hold."""
    for each in several(node) if node is not None else ():
        written: dict[str, Any] = {key: child.plain() for key, child in each.entries().items()}
        try:
            condition = value_of(Condition, written)
        except ParameterError as error:
            each.wrong(*said(error))
            continue
        if not written:
            each.wrong("条件不能是空的", "a condition must name something")
        yield condition
