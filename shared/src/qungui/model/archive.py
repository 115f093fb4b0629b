"""The message archive: its records as pulled, and how far it is collected."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cursor:
    """
    How far one corp's archive is collected.

    Attributes:
        seq: The last record queued; 0 before the first.
        at: Wall clock of the last successful pull; None before the first.
    """

    seq: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRecord:
    """One archive record as pulled: ids and two sealed parts."""

    seq: int
    message_id: str
    key_version: int
    sealed_key: str
    sealed_message: str
