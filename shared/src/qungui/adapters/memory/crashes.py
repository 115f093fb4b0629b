"""Rules that broke, in a list."""


class MemoryCrashes:
    """
    Implements :class:`qungui.ports.Crashes`.

    Attributes:
        noted: Clause ids and errors, in order.
    """

    def __init__(self) -> None:
        self.noted: list[tuple[str, str]] = []

    def note(self, clause_id: str, error: str) -> None:
        self.noted.append((clause_id, error))
