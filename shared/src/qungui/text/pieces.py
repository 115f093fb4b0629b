"""What one member says in several short messages, one right after the other, as one text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from qungui.model.frozen import frozen
from qungui.model.message import Message, MessageKind

WINDOW = timedelta(seconds=60)
"""Between the first piece and the last: (sent_at - WINDOW, sent_at], by the platform's clock."""

LONGEST = 12
"""Characters of a piece; who writes more says something in it."""

MOST = 8
"""Pieces, the last one included."""

_LETTERS = re.compile("[0-9A-Za-z]{2}")


@frozen
class Piece:
    """One short message."""

    message_id: str
    sent_at: datetime
    text: str


@frozen
class Rejoined:
    """
    Pieces as one text.

    Attributes:
        message: The last one, with the text of all.
        own: Where in that text its own words begin.
    """

    message: Message
    own: int
    pieces: int


def piece_of(message: Message) -> Piece | None:
    """None where *message* stands for itself."""
    text = message.text.strip()
    if message.kind is not MessageKind.TEXT or message.attached or not 0 < len(text) <= LONGEST:
        return None
    return Piece(message.message_id, message.sent_at, text)


def rejoined(earlier: Sequence[Piece], message: Message) -> Rejoined | None:
    """
    *message* behind those of *earlier* that its writer sent within the window before it.

    None where it is no piece or nothing stands before it. Letters and figures of two pieces stay
    two words.
    """
    last = piece_of(message)
    if last is None:
        return None
    before = sorted(
        (
            each
            for each in earlier
            if each.message_id != last.message_id
            and last.sent_at - WINDOW < each.sent_at <= last.sent_at
        ),
        key=lambda each: each.sent_at,
    )[-(MOST - 1) :]
    if not before:
        return None
    text = ""
    for piece in (*before, last):
        text += " " * bool(_LETTERS.fullmatch(text[-1:] + piece.text[0])) + piece.text
    own = len(text) - len(last.text)
    return Rejoined(replace(message, text=text), own, len(before) + 1)
