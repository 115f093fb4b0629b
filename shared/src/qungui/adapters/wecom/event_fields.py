"""One field of an event: where it stands in the tree, and how it is written there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from qungui.adapters.wecom.event_tree import Tree, listed

type Reading = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Field:
    """
    Attributes:
        path: Names from the root down, parted by ``/``.
        read: From what stands there (None when nothing does) to the value.
        write: Back; None leaves it out.
        needed: Whether an event without it is of another kind.
    """

    path: str
    read: Reading
    write: Reading
    needed: bool = False

    def of(self, tree: Tree) -> Any:  # noqa: ANN401 - its type is the event's
        value: Any = tree
        for name in self.path.split("/"):
            value = value.get(name) if isinstance(value, Mapping) else None
        return self.read(value)

    def into(self, tree: Tree, value: object) -> None:
        written = self.write(value)
        if written is None:
            return
        *above, last = self.path.split("/")
        for name in above:
            tree = tree.setdefault(name, {})
        tree[last] = written


def text(path: str) -> Field:
    """Empty when it is missing."""
    return Field(path, _text, lambda value: value or None)


def number(path: str) -> Field:
    """0 when it is missing or no number."""
    return Field(path, _number, str)


def choice(path: str, kind: type[Enum], *, needed: bool = False) -> Field:
    """None for a value that nobody knows."""
    by_text = {str(one.value): one for one in kind}
    return Field(
        path,
        lambda raw: by_text.get(_text(raw)),
        lambda value: None if value is None else str(value.value),
        needed,
    )


def numbers(path: str) -> Field:
    """Written as ``1,2``."""
    return Field(
        path,
        lambda raw: tuple(int(one) for one in _text(raw).split(",") if _is_number(one)),
        lambda value: ",".join(map(str, value)) or None,
    )


def words(path: str) -> Field:
    """Written as ``a,b``."""
    return Field(
        path,
        lambda raw: tuple(one for one in _text(raw).split(",") if one),
        lambda value: ",".join(value) or None,
    )


def items(path: str, each: Reading = str, back: Reading = str) -> Field:
    """A list of any length, which the platform writes as nothing, one or several."""
    return Field(
        path,
        lambda raw: tuple(map(each, listed(raw))),
        lambda value: [back(one) for one in value] or None,
    )


def _text(raw: object) -> str:
    return raw if isinstance(raw, str) else str(raw) if isinstance(raw, int) else ""


def _is_number(raw: str) -> bool:
    return raw.isascii() and raw.isdigit() and len(raw) <= 18  # noqa: PLR2004 - 64 bits


def _number(raw: object) -> int:
    written = _text(raw)
    return int(written) if _is_number(written) else 0
