"""Dead letters in a list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeadLetter:
    body: str
    why: str
    lane: str


class MemoryDeadLetters:
    """Implements :class:`qungui.ports.DeadLetters`."""

    def __init__(self) -> None:
        self.buried: list[DeadLetter] = []

    def bury(self, body: str, *, why: str, lane: str = "") -> None:
        letter = DeadLetter(body, why, lane)
        if letter not in self.buried:
            self.buried.append(letter)
