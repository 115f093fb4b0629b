"""What a member says to what was demanded of them."""

from datetime import datetime
from enum import StrEnum

from qungui.model.act import Act
from qungui.model.frozen import frozen


class Said(StrEnum):
    SORRY = "sorry"
    PERHAPS_SORRY = "perhaps-sorry"  # somebody must look
    NOT_SORRY = "not-sorry"  # they refuse to apologise
    GOES = "goes"  # they say that they leave; only their leaving shows it
    STAYS = "stays"  # they refuse to leave
    GAVE = "gave"  # a red packet, of an amount that nobody shows us

    @property
    def acts(self) -> tuple[Act, ...]:
        """To which demands it is an answer."""
        return _ACTS[self]


_LEAVING = (Act.ASK_TO_LEAVE, Act.PERSUADE_TO_LEAVE)
_ACTS = {
    Said.SORRY: (Act.REQUIRE_APOLOGY,),
    Said.PERHAPS_SORRY: (Act.REQUIRE_APOLOGY,),
    Said.NOT_SORRY: (Act.REQUIRE_APOLOGY,),
    Said.GOES: _LEAVING,
    Said.STAYS: _LEAVING,
    Said.GAVE: (Act.REQUEST_RED_PACKET,),
}


@frozen
class Answer:
    """
    Attributes:
        words: What shows it, masked, at most 40 characters; empty for a red packet.
        at: The platform time of the message.
    """

    said: Said
    words: str
    at: datetime
