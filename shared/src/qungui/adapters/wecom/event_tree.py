"""
The text of an event <-> a tree of texts: XML and the AI bot's JSON alike.

A tree is a mapping of names to text, a tree, or a list of either. Nothing here recurses over what
was read, and what nests deeper than any event does is refused.
"""

import json
from collections.abc import Mapping
from typing import Any

# Document types are refused, so no entity is ever declared; the escaping writes and never reads.
from xml.parsers.expat import ExpatError, ParserCreate  # nosec B407
from xml.sax.saxutils import escape  # nosec B406

from qungui.errors import InvalidEventError

type Tree = dict[str, Any]

DEEPEST = 16


def tree_from(text: str) -> Tree:
    """
    Raises:
        InvalidEventError: Neither XML nor a JSON object, or deeper than 16.
    """
    return _from_json(text) if text.lstrip().startswith("{") else _from_xml(text)


def to_xml(tree: Tree) -> str:
    return f"<xml>{''.join(_element(name, value) for name, value in tree.items())}</xml>"


def listed(value: object) -> list[Any]:
    """One, several or none of the same name, as a list: the platform sends all three."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _element(name: str, value: object) -> str:
    if isinstance(value, list):
        return "".join(_element(name, one) for one in value)
    if isinstance(value, Mapping):
        inner = "".join(_element(key, one) for key, one in value.items())
    else:
        # A bare line end would be normalised by the reader.
        inner = escape(str(value), {"\r": "&#13;"})
    return f"<{name}>{inner}</{name}>"


def _from_json(text: str) -> Tree:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"not JSON: {type(error).__name__}"
        raise InvalidEventError(msg) from error
    if not isinstance(tree, dict):
        msg = "not a JSON object"
        raise InvalidEventError(msg)
    return tree


def _from_xml(text: str) -> Tree:
    reader = _Reader()
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(text.encode(errors="replace"), True)  # noqa: FBT003 - expat takes no keywords
    except ExpatError as error:
        msg = "not well-formed XML"
        raise InvalidEventError(msg) from error
    return reader.tree


class _Reader:
    def __init__(self) -> None:
        self.tree: Tree = {}
        self._open: list[tuple[str, Tree, list[str]]] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            msg = "deeper than any event"
            raise InvalidEventError(msg)
        self._open.append((name, {}, []))

    def text(self, text: str) -> None:
        self._open[-1][2].append(text)

    def end(self, _name: str) -> None:
        name, children, texts = self._open.pop()
        if not self._open:
            self.tree = children
            return
        value: object = children or "".join(texts)
        siblings = self._open[-1][1]
        if name in siblings:
            siblings[name] = [*listed_whole(siblings[name]), value]
        else:
            siblings[name] = value

    def refuse(self, *_declaration: object) -> None:
        msg = "a document type is refused"
        raise InvalidEventError(msg)


def listed_whole(value: object) -> list[Any]:
    """As ``listed``, where an empty text is one of them."""
    return value if isinstance(value, list) else [value]
