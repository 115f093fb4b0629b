"""What a rulebook file says before its references are followed, and how files are laid together."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from qungui.model.rulebook import Ladder, Section
from qungui.rulebook.clauses import ReadClause, read_clause
from qungui.rulebook.node import Node
from qungui.rulebook.problems import meant
from qungui.rulebook.sanctions import read_ladder, read_sanction


@dataclass(frozen=True, slots=True)
class Parts:
    """Clauses, ladders and sections; each has a name that is unlike the others'."""

    clauses: tuple[ReadClause, ...] = ()
    ladders: Mapping[str, Ladder] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)

    def names(self) -> set[str]:
        clauses = (read.clause.clause_id for read in self.clauses)
        return {*clauses, *self.ladders, *self.sections}


def read_parts(keys: Mapping[str, Node]) -> Parts:
    sections = keys["sections"].entries() if "sections" in keys else {}
    ladders = keys["ladders"].entries() if "ladders" in keys else {}
    return Parts(
        tuple(read_clause(node) for node in keys["clauses"].items()) if "clauses" in keys else (),
        {name: read_ladder(name, node) for name, node in ladders.items()},
        {name: _section(name, node) for name, node in sections.items()},
    )


def _section(name: str, node: Node) -> Section:
    """``id: title``, or ``id: {title, sanction}``."""
    if isinstance(node.value, str):
        return Section(name, node.text())
    keys = node.keys(("title", "sanction"), ("title",))
    title = keys["title"].text() if "title" in keys else ""
    return Section(name, title, read_sanction(keys["sanction"]) if "sanction" in keys else None)


@dataclass(frozen=True, slots=True)
class Layer:
    """
    What one file says, to be laid over what another one says.

    Attributes:
        drops: Names that fall away of whatever is below.
    """

    parts: Parts
    drops: frozenset[str] = frozenset()

    def over(self, base: "Layer") -> "Layer":
        """
        Both as one: in the base's order, each in its newest words, and what is new last.
        Associative, so it makes no difference which two of three layers are put together first.
        """
        below, own = base.parts, self.parts
        parts = Parts(
            tuple(_clauses(below, own, self.drops)),
            {**_kept(below.ladders, self.drops), **own.ladders},
            {**_kept(below.sections, self.drops), **own.sections},
        )
        return Layer(parts, base.drops | self.drops)


def read_layer(keys: Mapping[str, Node], base: Parts) -> Layer:
    """
    What a file says that extends *base*. Nothing changes silently: what it says anew stands under
    ``overrides``, what falls away under ``drops``, and what is not so is noted.
    """
    own = read_parts(keys)
    overrides, drops = _named(keys, "overrides"), _named(keys, "drops")
    there, here = base.names(), own.names()
    for name, node in {**overrides, **drops}.items():
        if name not in there:
            zh, en = meant(name, there)
            node.wrong(f"所依据的规定里没有“{name}”，{zh}", f"'{name}' is not there; {en}")
        elif (name in here) is not (name in overrides):
            zh, en = "列为改写的要写出来，列为删去的不能再写", "write overrides out, and no drops"
            node.wrong(zh, en)
    for name in sorted((there & here) - overrides.keys() - drops.keys()):
        zh, en = f"“{name}”改写了所依据的规定，须列入 overrides", f"list '{name}' under 'overrides'"
        keys["extends"].wrong(zh, en)
    return Layer(own, frozenset(drops))


def _named(keys: Mapping[str, Node], key: str) -> dict[str, Node]:
    return {node.text(): node for node in keys[key].items()} if key in keys else {}


def _clauses(base: Parts, own: Parts, drops: Collection[str]) -> Iterator[ReadClause]:
    """In the base's order, each in its newest words; what is new comes last."""
    anew = {read.clause.clause_id: read for read in own.clauses}
    kept = [read for read in base.clauses if read.clause.clause_id not in drops]
    yield from (anew.get(read.clause.clause_id, read) for read in kept)
    there = {read.clause.clause_id for read in kept}
    yield from (read for read in own.clauses if read.clause.clause_id not in there)


def _kept[T](named: Mapping[str, T], drops: Collection[str]) -> dict[str, T]:
    return {name: each for name, each in named.items() if name not in drops}
