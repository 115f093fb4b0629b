"""What reading a part of a text comes to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found[V]:
    """A value, and where the text goes on behind it."""

    value: V
    end: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """It is meant, but it is not possible; *said* tells the writer."""

    said: str


type Reading[V] = Found[V] | Wrong | None
"""None: something else stands there."""
