"""A place in a YAML file that knows where it stands and notes what is wrong there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from qungui.rulebook.problems import Place, Problem, meant

_KINDS = {
    str: ("文字", "text"),
    int: ("整数", "a number"),
    bool: ("true 或 false", "true or false"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """
    One value of the file.

    Attributes:
        problems: Shared by all nodes of one file; readers go on after noting one.
    """

    value: Any
    place: Place
    clause: str
    problems: list[Problem]

    def wrong(self, zh: str, en: str) -> None:
        self.problems.append(Problem(self.place, self.clause, zh, en))

    def within(self, clause: str) -> "Node":
        return replace(self, clause=clause)

    def keys(self, known: tuple[str, ...], required: tuple[str, ...] = ()) -> dict[str, "Node"]:
        """The mapping's values; notes unknown and missing keys, and a value that is no mapping."""
        if not isinstance(self.value, CommentedMap):
            self.wrong(f"这里应是键值，可用的键：{'、'.join(known)}", "a mapping is needed here")
            return {}
        for name in required:
            if name not in self.value:
                self.wrong(f"缺少“{name}”", f"'{name}' is missing")
        return {str(key): self._child(key) for key in self.value if self._is_known(str(key), known)}

    def items(self) -> Iterator["Node"]:
        if not isinstance(self.value, CommentedSeq):
            self.wrong("这里应是列表", "a list is needed here")
            return
        for number, value in enumerate(self.value):
            yield replace(self, value=value, place=_place(self.value.lc.item(number)))

    def entries(self) -> dict[str, "Node"]:
        """All of a mapping whose keys are free."""
        if isinstance(self.value, CommentedMap):
            return {str(key): self._child(key) for key in self.value}
        self.wrong("这里应是键值", "a mapping is needed here")
        return {}

    def text(self) -> str:
        return self._of(str, "")

    def number(self, least: int, most: int) -> int:
        """At least and at most so much; a number beyond is noted, and *least* stands for it."""
        number = self._of(int, least)
        if least <= number <= most:
            return number
        self.wrong(f"应在 {least} 到 {most} 之间", f"must be from {least} to {most}")
        return least

    def yes_or_no(self) -> bool:
        return self._of(bool, fallback=False)

    def one_of(self, known: tuple[str, ...]) -> str:
        """The value when it is one of *known*; else the first of them, with a problem noted."""
        if self.value in known:
            return str(self.value)
        zh, en = meant(str(self.value), known)
        self.wrong(f"不认识“{self.value}”，{zh}", f"'{self.value}' is unknown; {en}")
        return known[0]

    def plain(self) -> Any:  # noqa: ANN401 - the value of a document
        """The value without the file's own types."""
        return _plain(self.value)

    def _of[T](self, kind: type[T], fallback: T) -> T:
        # bool is an int to Python, never to a reader of the file
        if isinstance(self.value, kind) and not (kind is int and isinstance(self.value, bool)):
            return kind(self.value)  # type: ignore[call-arg]
        zh, en = _KINDS[kind]
        self.wrong(f"这里应写{zh}", f"{en} is needed here")
        return fallback

    def _is_known(self, key: str, known: tuple[str, ...]) -> bool:
        if key in known:
            return True
        zh, en = meant(key, known)
        at = _place(self.value.lc.key(key))
        replace(self, place=at).wrong(f"不认识的键“{key}”，{zh}", f"unknown key '{key}'; {en}")
        return False

    def _child(self, key: Any) -> "Node":  # noqa: ANN401 - a key of the file
        return replace(self, value=self.value[key], place=_place(self.value.lc.value(key)))


def _place(line_and_column: tuple[int, int]) -> Place:
    line, column = line_and_column
    return Place(line + 1, column + 1)


def _plain(value: Any) -> Any:  # noqa: ANN401 - the value of a document
    if isinstance(value, CommentedMap):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, CommentedSeq):
        return [_plain(inner) for inner in value]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value
