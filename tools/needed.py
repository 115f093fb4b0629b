"""
Writes shared/src/qungui/text/needed.txt: what must stand in a text for a pattern to match it, a
line for each pattern: its checksum, then groups of pieces. A match holds a piece of every group.

    uv run --no-sync python -m tools.needed

A pattern that is changed is tried on every text until this has run again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any
from zlib import crc32

from qungui import rules, text
from qungui.text.normal import normal
from qungui.text.phrase import Phrase
from tools.detection.written import CLEAN, sayings

TARGET = Path(text.__path__[0], "needed.txt")
type Group = frozenset[str]
_EMPTY: Group = frozenset({""})

MOST = 60  # pieces of a group
GROUPS = 3
LONGEST = 4  # characters of a piece
_TOO_OFTEN = 0.3  # to a sentence: looking for it again saves nothing
_TWICE = 2
_UNWRITTEN = re.compile(r'[\s|"\\]+')
_WIDE = 40  # characters that a set may hold to be spelled out


def needed(pattern: str) -> list[list[str]]:
    """Groups of pieces, the rarest first: each match of *pattern* holds a piece of every one."""
    tree = parser.parse(pattern)
    exact, groups = _of(tree)
    every = [*groups, *([exact] if exact is not None else [])]
    good = {_short(group) for group in every if all(map(_parts, group))}
    best = sorted(good, key=_rareness)[:GROUPS]
    most = _TOO_OFTEN * _talk().count("\n")
    worth = [group for at, group in enumerate(best) if at == 0 or _often(group) < most]
    return [sorted(group) for group in worth]


def _of(items: Iterable[tuple[Any, Any]]) -> tuple[Group | None, list[Group]]:
    """All that a sequence may be where that is few, and groups that any match of it holds."""
    run = _EMPTY
    whole, groups = True, list[Group]()
    for code, argument in items:
        exact, inner = _of_one(code, argument)
        groups += inner
        if exact is not None and len(run) * len(exact) <= MOST:
            run = frozenset(a + b for a in run for b in exact)
            continue
        whole = False
        groups.append(run)
        run = exact if exact is not None else _EMPTY
    groups.append(run)
    return (run if whole else None), [group for group in groups if "" not in group]


type _Told = tuple[Group | None, list[Group]]


def _of_one(code: Any, argument: Any) -> _Told:  # noqa: ANN401 - as the parser has them
    return _READERS.get(code, _unread)(argument)


def _unread(_argument: object) -> _Told:
    return None, []


def _nothing(_argument: object) -> _Told:
    return _EMPTY, []


def _repeated(argument: tuple[int, int, Iterable[tuple[Any, Any]]]) -> _Told:
    least, most, inner = argument
    exact, groups = _of(inner)
    if exact is not None and most == 1:
        return (exact if least else exact | _EMPTY), []
    if exact is not None and least == most == _TWICE:
        return frozenset(a + b for a in exact for b in exact), []
    return None, [*groups, *_sure(exact)] if least else []


def _sure(exact: Group | None) -> list[Group]:
    """As a group that any match holds a piece of."""
    return [] if exact is None or "" in exact else [exact]


def _set(members: Sequence[tuple[Any, Any]]) -> Group | None:
    found = set[str]()
    for code, argument in members:
        if code is codes.LITERAL:
            found.add(chr(argument))
        elif code is codes.RANGE and argument[1] - argument[0] < _WIDE:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _WIDE else None


def _branch(branches: Iterable[Iterable[tuple[Any, Any]]]) -> tuple[Group | None, list[Group]]:
    """Whole where every branch is; else of each its rarest group, its second rarest, and so on."""
    found = [_of(branch) for branch in branches]
    wholes = [exact for exact, _ in found if exact is not None]
    whole = frozenset[str]().union(*wholes) if len(wholes) == len(found) else None
    if whole is not None and len(whole) <= MOST:
        return whole, []
    of_each = [sorted([*groups, *_sure(exact)], key=_rareness) for exact, groups in found]
    if not all(of_each):
        return None, []
    ranks = range(min(GROUPS, max(map(len, of_each))))
    at_rank = ([own[min(rank, len(own) - 1)] for own in of_each] for rank in ranks)
    return None, [frozenset[str]().union(*groups) for groups in at_rank]


_READERS: Mapping[Any, Callable[[Any], _Told]] = {
    codes.LITERAL: lambda code: (frozenset({chr(code)}), []),
    codes.IN: lambda members: (_set(members), []),
    codes.SUBPATTERN: lambda parts: _of(parts[3]),
    codes.ATOMIC_GROUP: _of,
    codes.BRANCH: lambda parts: _branch(parts[1]),
    **dict.fromkeys((codes.AT, codes.ASSERT, codes.ASSERT_NOT), _nothing),
    **dict.fromkeys((codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT), _repeated),
}


def _short(group: Group) -> Group:
    """Pieces cut to few characters, and none that holds another."""
    cut = {_rarest(piece) for piece in group}
    return frozenset(p for p in cut if not any(o != p and o in p for o in cut))


def _rarest(piece: str) -> str:
    return min(_parts(piece), key=lambda part: (_often({part}), part))


def _parts(piece: str) -> list[str]:
    """Runs of it that can be written down between spaces and bars."""
    runs = filter(None, _UNWRITTEN.split(piece))
    return [run[at : at + LONGEST] for run in runs for at in range(max(1, len(run) - LONGEST + 1))]


def _often(group: Iterable[str]) -> int:
    """How many pieces of it stand in innocent sentences; one more each, as none is impossible."""
    return sum(1 + _stands(piece) for piece in group)


def _rareness(group: Group) -> tuple[int, list[str]]:
    return _often(group), sorted(group)


@cache
def _stands(piece: str) -> int:
    return _talk().count(piece)


@cache
def _talk() -> str:
    return "\n".join(normal(said.text) for said in sayings(0) if said.topic == CLEAN)


def patterns() -> list[str]:
    """Of every phrase of every module, each once."""
    found = dict[str, None]()
    for package in (text, rules):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(import_module(module.name)).values():
                found.update(dict.fromkeys(_phrases(value)))
    return list(found)


def _phrases(value: object) -> Iterator[str]:
    if isinstance(value, Phrase):
        yield value.pattern
    elif isinstance(value, tuple):
        for each in value:
            yield from _phrases(each)
    elif is_dataclass(value) and not isinstance(value, type | ModuleType):
        for field in fields(value):
            yield from _phrases(getattr(value, field.name))


def written() -> str:
    lines = dict[int, str]()
    for pattern in patterns():
        mark = crc32(pattern.encode())
        if mark in lines:
            msg = f"two patterns of one checksum: {pattern}"
            raise ValueError(msg)
        if groups := needed(pattern):
            lines[mark] = f"{mark} " + "|".join(" ".join(group) for group in groups)
    return "".join(f"{lines[mark]}\n" for mark in sorted(lines))


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
