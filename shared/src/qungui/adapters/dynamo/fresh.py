"""What a process read lately, so that a warm process reads nothing."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from qungui.ports import Clock


class Fresh[K, V]:
    """
    Answers of a slow question, kept for *lifetime* each; a missing thing is an answer too.

    Attributes:
        size: Answers kept at most; the oldest goes first.
    """

    def __init__(self, clock: Clock, *, lifetime: timedelta, size: int = 4096) -> None:
        self._clock = clock
        self._lifetime = lifetime
        self._size = size
        self._answers = OrderedDict[K, tuple[datetime, V]]()

    def get(self, key: K, ask: Callable[[K], V]) -> V:
        now = self._clock.now()
        kept = self._answers.get(key)
        if kept is not None and now < kept[0]:
            return kept[1]
        answer = ask(key)
        self._answers[key] = (now + self._lifetime, answer)
        self._answers.move_to_end(key)
        if len(self._answers) > self._size:
            self._answers.popitem(last=False)
        return answer

    def forget(self, key: K) -> None:
        """Ask again next time."""
        self._answers.pop(key, None)

    def clear(self) -> None:
        self._answers.clear()
