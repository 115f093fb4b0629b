"""What one member says in several short messages, one right after the other, read as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qungui.engine.judge import Armed, Evaluation, evaluate
from qungui.model.finding import Crash, Facts, Hit, Outcome
from qungui.model.message import Message, MessageKind
from qungui.text.normal import normal

WINDOW = timedelta(seconds=60)
"""Between the first piece and the last: (sent_at - WINDOW, sent_at], by the platform's clock."""

LONGEST = 12
"""Characters of a piece; who writes more says something in it."""

MOST = 8
"""Pieces, the last one included."""

_LETTERS = re.compile("[0-9A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One short message."""

    message_id: str
    sent_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
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


def with_pieces(
    rules: tuple[Armed, ...], facts: Facts, alone: Evaluation, whole: Rejoined
) -> Evaluation | None:
    """
    *alone*, what the message says by itself, with what its pieces say only together: hits that
    begin in an earlier one and end in the last. None where there is nothing of that kind.

    Rules that count or measure messages show no place in the text, so they have no say here.
    """
    read = replace(facts, message=whole.message, plain=normal(whole.message.text))
    more = {
        armed.clause.clause_id: _across(outcome, whole)
        for armed, outcome in evaluate(rules, read).outcomes
    }
    if not any(more.values()):
        return None
    return Evaluation(
        tuple((armed, more.get(armed.clause.clause_id) or said) for armed, said in alone.outcomes)
    )


def _across(outcome: Outcome, whole: Rejoined) -> Outcome | None:
    match outcome:
        case Hit(span=(start, end), in_shared=False) if start < whole.own < end:
            return replace(outcome, reason=f"{outcome.reason}（连续 {whole.pieces} 条消息连读）")
        case Crash():
            return outcome
        case _:
            return None
