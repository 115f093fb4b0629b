"""What should have happened, from ``events/expectation.yaml``, and how what did differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.facts import Counts
from local.facts import Path as FactPath
from local.story import EXPECTATION, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One count that is not what was expected."""

    path: FactPath
    expected: int
    found: int

    def __str__(self) -> str:
        return f"{' / '.join(self.path)}: 应为 {self.expected}，实为 {self.found}"


def read_expectation(path: Path = EXPECTATION) -> Counts:
    """Nested counts as one mapping from path to count; nothing expected is not written."""
    return dict(_flat(read_yaml(path), ()))


def differences(expected: Counts, found: Counts) -> tuple[Difference, ...]:
    """Every path with another count than expected, in order."""
    return tuple(
        Difference(path=path, expected=expected.get(path, 0), found=found.get(path, 0))
        for path in sorted(expected.keys() | found.keys())
        if expected.get(path, 0) != found.get(path, 0)
    )


def _flat(node: Mapping[str, Any], path: FactPath) -> Iterator[tuple[FactPath, int]]:
    for key, value in node.items():
        here = (*path, str(key))
        if isinstance(value, Mapping):
            yield from _flat(value, here)
        elif isinstance(value, int) and not isinstance(value, bool):
            yield here, value
        else:
            msg = f"{' / '.join(here)} is no count"
            raise TypeError(msg)
