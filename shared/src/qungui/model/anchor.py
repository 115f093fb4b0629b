"""Where every audit log ended on a day: whoever writes a log anew later no longer ends there."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from qungui.model.frozen import frozen


@frozen
class Head:
    """
    A log's end.

    Attributes:
        number: Of the last entry; 0 before the first.
        digest: Of the last entry; the genesis before the first.
    """

    number: int
    digest: str


type Heads = Mapping[str, Head]
"""The end of each log that has entries, by group id; the organisation's own under ``""``."""


@frozen(kw_only=True)
class Anchor:
    """
    Each one leads on from the one before.

    Attributes:
        day: UTC.
        chains: How many it holds.
        root: One digest of all their ends.
        previous: Digest of the anchor before; empty for the first.
    """

    day: date
    chains: int
    root: str
    previous: str

    @property
    def digest(self) -> str:
        return _digest(list(self.told.values()))

    @property
    def told(self) -> Mapping[str, str]:
        """As the organisation's log tells of it."""
        return {
            "day": self.day.isoformat(),
            "chains": str(self.chains),
            "root": self.root,
            "previous": self.previous,
        }

    def holds(self, heads: Heads) -> bool:
        """Whether it was made of *heads* and no others."""
        return (self.chains, self.root) == (len(heads), _root(heads))


def anchored(day: date, heads: Heads, last: Anchor | None) -> Anchor:
    """The anchor of *heads* that leads on from *last*."""
    previous = "" if last is None else last.digest
    return Anchor(day=day, chains=len(heads), root=_root(heads), previous=previous)


def _root(heads: Heads) -> str:
    return _digest(sorted((log, head.number, head.digest) for log, head in heads.items()))


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
