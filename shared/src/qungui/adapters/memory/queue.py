"""Queues that keep what they are given."""

from collections.abc import Sequence
from threading import Lock

from qungui.model.envelope import Envelope


class MemoryQueue:
    """
    Implements :class:`qungui.ports.Queue`.

    Attributes:
        sent: Every envelope in order, repeats included: a standard queue drops none.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self.sent: list[Envelope] = []

    def send(self, envelopes: Sequence[Envelope]) -> None:
        with self._lock:
            self.sent.extend(envelopes)

    def take(self) -> tuple[Envelope, ...]:
        """Everything that waits; the queue is empty afterwards."""
        with self._lock:
            waiting, self.sent = tuple(self.sent), []
            return waiting
