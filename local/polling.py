"""Waiting for something to become true, with an end."""

import time
from collections.abc import Callable

PAUSE = 0.1  # seconds between two looks


class TooLongError(Exception):
    """It did not happen in time."""


def wait_until(
    happened: Callable[[], bool],
    *,
    seconds: float,
    what: str | Callable[[], str],
    pause: float = PAUSE,
) -> None:
    """
    Look until *happened* says so.

    Raises:
        TooLongError: Not within *seconds*; says *what*, asked only then where it is a question.
    """
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            waited = f"等了 {seconds:.0f} 秒仍未完成（still waiting after {seconds:.0f} s）"
            msg = f"{waited}: {what if isinstance(what, str) else what()}"
            raise TooLongError(msg)
        time.sleep(pause)
