"""
The text of a rulebook file -> its mappings, lists and scalars, each knowing its place.

A file is what a person typed and another one reads: nothing in it stands for something elsewhere
(no anchors, aliases or merge keys), so a small file never becomes a large one, and what it holds is
text, numbers and true or false.
"""

import re
from math import isfinite
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import AliasEvent, Event, NodeEvent, ScalarEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.scanner import RoundTripScanner

from qungui.rulebook.problems import Place, Problem, RulebookError

MOST_CHARACTERS = 256 * 1024
MOST_LEVELS = 24
"""A rulebook needs nine."""

_TEXT_TAG = "tag:yaml.org,2002:str"
_TIMESTAMP_TAG = "tag:yaml.org,2002:timestamp"
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def read(path: Path) -> str:
    """Raises RulebookError with the line of the first byte that is no UTF-8, as in a GBK file."""
    written = path.read_bytes()
    try:
        return written.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        place = Place(written[: error.start].count(b"\n") + 1, 1)
        zh, en = "文件应存为 UTF-8 编码", "the file must be saved as UTF-8"
        raise RulebookError([Problem(place, "", zh, en)]) from error


def parsed(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Raises RulebookError with the place of what cannot be read."""
    if len(text) > MOST_CHARACTERS:
        zh, en = "文件太大，最多 256 KiB", "the file is too large; at most 256 KiB"
        raise RulebookError([Problem(Place(), "", zh, en)])
    yaml = YAML(typ="rt")
    yaml.Scanner, yaml.Composer, yaml.Constructor = _Scanner, _Composer, _Constructor
    try:
        return yaml.load(text)
    except YAMLError as error:
        what = str(getattr(error, "problem", "") or getattr(error, "reason", "")).splitlines()[0:1]
        zh, en = "不是合法的 YAML 写法", f"not YAML: {''.join(what)}"
        raise RulebookError([Problem(_place(error, text), "", zh, en)]) from error


def _place(error: YAMLError, text: str) -> Place:
    if isinstance(error, MarkedYAMLError) and error.problem_mark:
        return _at(error.problem_mark)
    if isinstance(error, ReaderError):
        before = text[: error.position].split("\n")
        return Place(len(before), len(before[-1]) + 1)
    return Place()


def _at(mark: StringMark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _refused(mark: StringMark, zh: str, en: str) -> RulebookError:
    return RulebookError([Problem(_at(mark), "", zh, en)])


class _Scanner(RoundTripScanner):
    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:  # noqa: ANN401
        try:
            return super().scan_flow_scalar_non_spaces(double, start_mark)
        except ValueError as error:
            raise _refused(start_mark, "没有这个字符", "there is no such character") from error


class _Composer(Composer):
    """Refuses what a person reading the file would not see at its place."""

    level = 0

    def compose_document(self) -> Any:  # noqa: ANN401
        start = self.parser.peek_event()
        if start.version or start.tags:
            raise _refused(start.start_mark, "不用 % 指令", "directives are not used here")
        return super().compose_document()

    def compose_node(self, parent: Node | None, index: int | None) -> Any:  # noqa: ANN401
        event: Event = self.parser.peek_event()
        is_key = isinstance(parent, MappingNode) and index is None
        _check_event(event)
        if self.level > MOST_LEVELS:
            raise _refused(event.start_mark, "嵌套太深", "nested too deeply")
        if is_key and not isinstance(event, ScalarEvent):
            raise _not_a_key(event.start_mark)
        self.level += 1
        node = super().compose_node(parent, index)
        self.level -= 1
        if isinstance(node, ScalarNode):
            _check_scalar(node, is_key=is_key)
        return node


def _check_event(event: Event) -> None:
    at = event.start_mark
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
        zh, en = "不用 & 和 * 引用，请写出来", "no anchors or aliases; write it out"
        raise _refused(at, zh, en)
    if isinstance(event, NodeEvent) and getattr(event, "ctag", None) is not None:
        raise _refused(at, "不用 ! 标签", "tags are not used here")


def _check_scalar(node: ScalarNode, *, is_key: bool) -> None:
    if is_key and node.tag != _TEXT_TAG:
        raise _not_a_key(node.start_mark)
    if _HALF_CHARACTER.search(node.value):
        raise _refused(node.start_mark, "没有这个字符", "there is no such character")


def _not_a_key(mark: StringMark) -> RulebookError:
    return _refused(mark, '键应是文字，例如 "4"', 'a key must be text, e.g. "4"')


class _Constructor(RoundTripConstructor):
    def construct_object(self, node: Any, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002
        try:
            value = super().construct_object(node, deep)
        except (ValueError, IndexError) as error:
            raise _refused(node.start_mark, "读不出这个数", "no number that can be read") from error
        if isinstance(value, float) and not isfinite(value):
            raise _refused(node.start_mark, "数应是有限的", "a number must be finite")
        return value


_Constructor.add_constructor(_TIMESTAMP_TAG, RoundTripConstructor.construct_yaml_str)
