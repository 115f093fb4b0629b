"""The last short messages of each member, for as long as a sentence takes."""

from dataclasses import dataclass
from datetime import datetime

from qungui.model.message import Message
from qungui.ports import Clock
from qungui.text.pieces import MOST, WINDOW, Piece, Rejoined, piece_of, rejoined

_MEMBERS = 1_000


@dataclass(frozen=True, slots=True)
class _Last:
    """What one member said in pieces, and when the last of them came in."""

    came_in: datetime
    pieces: tuple[Piece, ...] = ()


class RecentPieces:
    """
    Kept in this process's memory alone, for WINDOW after they came in and of the last thousand
    members: nothing is written, read or sent for it (docs/decisions/0032). What another process
    received is not known, so a sentence may stay in pieces; nobody is found guilty for it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[tuple[str, str], _Last] = {}

    def __call__(self, group_id: str, person_id: str, message: Message) -> Rejoined | None:
        """*message* behind the pieces before it; a longer one ends what came before it."""
        now, member = self._clock.now(), (group_id, person_id)
        self._drop_before(now - WINDOW)
        earlier = self._kept.pop(member, _Last(now)).pieces
        piece = piece_of(message)
        if piece is None:
            return None
        others = tuple(each for each in earlier if each.message_id != piece.message_id)
        self._kept[member] = _Last(now, (*others, piece)[-MOST:])
        return rejoined(others, message)

    def found(self, group_id: str, person_id: str) -> None:
        """What was said is on record: it is not found again with the next piece."""
        self._kept.pop((group_id, person_id), None)

    def _drop_before(self, moment: datetime) -> None:
        """The oldest come first, for each is put last whenever it changes."""
        while self._kept:
            oldest = next(iter(self._kept))
            if len(self._kept) < _MEMBERS and self._kept[oldest].came_in > moment:
                return
            del self._kept[oldest]
