"""What judging a message takes beyond the message itself."""

from collections.abc import Iterable
from enum import StrEnum


class Needs(StrEnum):
    """Each takes what the one before takes, and more."""

    NOTHING = "nothing"
    MEMBER = "member"  # earlier messages of the same member
    GROUP = "group"  # earlier messages of everybody


def most(of: Iterable[Needs]) -> Needs:
    """What all of them take together."""
    return max(of, key=tuple(Needs).index, default=Needs.NOTHING)
