"""One clause of a rulebook file."""

from collections.abc import Mapping
from dataclasses import dataclass

from qungui.model.group import Mode
from qungui.model.rulebook import Clause, Disposition
from qungui.rulebook.calls import read_procedure, read_rules
from qungui.rulebook.conditions import read_conditions
from qungui.rulebook.examples import Example, read_examples
from qungui.rulebook.node import Node
from qungui.rulebook.problems import Place
from qungui.rulebook.sanctions import read_sanction

_REQUIRED = ("id", "text", "topic", "disposition")
_TEXTS = ("id", "text", "gloss", "topic", "section", "step_of")
_KEYS = (
    *_REQUIRED,
    "gloss",
    "also",
    "section",
    "rule",
    "procedure",
    "unless",
    "when",
    "sanction",
    "step_of",
    "mode",
    "starts",
    "must_hit",
    "must_pass",
)
_MODES = {mode.name.lower(): mode for mode in Mode}


@dataclass(frozen=True, slots=True)
class ReadClause:
    clause: Clause
    place: Place
    examples: tuple[Example, ...]


def read_clause(node: Node) -> ReadClause:
    """The clause at *node*; what is wrong is noted there and stands in for nothing useful."""
    id_node = node.value.get("id", "") if isinstance(node.value, Mapping) else ""
    node = node.within(str(id_node))
    keys = node.keys(_KEYS, _REQUIRED)
    examples = (
        *read_examples(keys.get("must_hit"), hits=True),
        *read_examples(keys.get("must_pass"), hits=False),
    )
    return ReadClause(_clause(keys), node.place, examples)


def _clause(keys: Mapping[str, Node]) -> Clause:
    texts = {name: keys[name].text() if name in keys else "" for name in _TEXTS}
    disposition = Disposition(
        keys["disposition"].one_of(tuple(Disposition)) if "disposition" in keys else "advisory"
    )
    usual = Mode.ASSIST if disposition is Disposition.ASSISTED else Mode.ENFORCE
    return Clause(
        clause_id=texts["id"],
        text=texts["text"],
        gloss=texts["gloss"],
        topic=texts["topic"],
        also=tuple(each.text() for each in keys["also"].items()) if "also" in keys else (),
        section=texts["section"],
        disposition=disposition,
        rules=read_rules(keys["rule"]) if "rule" in keys else (),
        procedure=read_procedure(keys["procedure"]) if "procedure" in keys else None,
        unless=tuple(read_conditions(keys.get("unless"))),
        when=tuple(read_conditions(keys.get("when"))),
        sanction=read_sanction(keys["sanction"]) if "sanction" in keys else None,
        step_of=texts["step_of"],
        mode=_mode(keys["mode"]) if "mode" in keys else usual,
        starts=_mode(keys["starts"]) if "starts" in keys else None,
    )


def _mode(node: Node) -> Mode:
    return _MODES[node.one_of(tuple(_MODES))]
