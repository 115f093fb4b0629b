"""What the platform can hold."""

from collections.abc import Sequence

TITLE, DESCRIPTION, BODY, VALUE = 36, 44, 160, 30
"""The parts of a card (documentation of ``button_interaction``), in characters."""

MESSAGE_BYTES = 2_048
"""A one-to-one message, in UTF-8."""


def cut(text: str, limit: int) -> str:
    """At most *limit* characters; what is cut shows that it is."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def within_a_message(lines: Sequence[str], *, see: str) -> str:
    """As many whole lines as one message holds; *see*: the command that shows all of them."""
    for shown in range(len(lines), -1, -1):
        left = len(lines) - shown
        rest = [f"另有{left}行，请用 {see} 查看。"] if left else []
        text = "\n".join([*lines[:shown], *rest])
        if len(text.encode()) <= MESSAGE_BYTES:
            break
    return text
