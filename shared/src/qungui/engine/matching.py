"""Which room may be which group: proposals for a person to confirm, never a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from qungui.model.filing import plain_name

ENOUGH = 0.75
"""Below this score nothing is proposed."""

AHEAD = 0.1
"""A second candidate this close leaves it open which one it is: both are shown as unsure."""

_NAME, _MEMBERS = 0.4, 0.6  # people change a name more easily than who is in the group


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """
    Attributes:
        members: Person ids; empty when nobody knows them, which proves nothing.
    """

    group_id: str
    name: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """
    Attributes:
        score: 0 to 1.
        shared: How many members are in both.
        sure: No other candidate comes near.
    """

    room: str
    group_id: str
    score: float
    shared: int
    sure: bool


def proposals(room: Candidate, filed: Iterable[Candidate]) -> tuple[Proposal, ...]:
    """Every filed group that *room* may be, best first."""
    scored = sorted(
        ((score(room, one), one) for one in filed), key=lambda pair: (-pair[0], pair[1].group_id)
    )
    enough = [(points, one) for points, one in scored if points >= ENOUGH]
    sure = len(enough) == 1 or (len(enough) > 1 and enough[0][0] - enough[1][0] >= AHEAD)
    return tuple(
        Proposal(
            room=room.group_id,
            group_id=one.group_id,
            score=round(points, 3),
            shared=len(room.members & one.members),
            sure=sure and number == 0,
        )
        for number, (points, one) in enumerate(enough)
    )


def score(one: Candidate, other: Candidate) -> float:
    """The same either way round; a side without members or name counts for nothing there."""
    return _NAME * _alike(one.name, other.name) + _MEMBERS * _overlap(one.members, other.members)


def _alike(one: str, other: str) -> float:
    first, second = sorted((plain_name(one), plain_name(other)))
    if not first or not second:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    either = one | other
    return len(one & other) / len(either) if either else 0.0
