"""Words that somebody said to us one to one, and whether they were answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    Attributes:
        userid: As the platform writes it.
        source: Names the message for all time: a repeat has the same, nothing else has.
        at: When the platform called us.
    """

    userid: str
    words: str
    source: str
    at: datetime


class Answered(StrEnum):
    ANSWERED = "answered"
    REPEATED = "repeated"  # answered before, or somebody is about to
    UNANSWERED = "unanswered"  # nobody can be reached there, or it is too late
