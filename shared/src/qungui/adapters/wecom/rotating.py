"""Secrets that a person may replace while we run."""

from collections.abc import Callable
from datetime import timedelta

from qungui.errors import SettingsError
from qungui.observability import logger
from qungui.ports import Clock

_REREAD = timedelta(minutes=1)


class Rotating[V]:
    """
    What a secret says, read at construction and again when it no longer serves.

    Attributes:
        value: As last read.
    """

    def __init__(self, value: V, read: Callable[[], V], clock: Clock) -> None:
        """*value* was read just now; *read* reads it again."""
        self.value = value
        self._read = read
        self._clock = clock
        self._read_at = clock.now()

    def renewed(self) -> bool:
        """
        Read it again, at most once a minute; whether it may say something else now.

        A secret that was broken meanwhile leaves the last one that was whole.

        Raises:
            TransientError: It cannot be read now.
        """
        now = self._clock.now()
        if now - self._read_at < _REREAD:
            return False
        before = self.value
        try:
            self.value = self._read()
        except (SettingsError, KeyError) as error:
            # A missing field's KeyError; never the text of either, which may quote the secret.
            logger.error("a secret could not be read again", error=type(error).__name__)
        self._read_at = now
        return self.value != before
