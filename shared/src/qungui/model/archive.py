"""The message archive: its records as pulled, and how far it is collected."""

from datetime import datetime

from qungui.model.frozen import frozen
from qungui.model.ids import Alias
from qungui.model.message import Message


@frozen
class Cursor:
    """
    How far one corp's archive is collected.

    Attributes:
        seq: The last record queued; 0 before the first.
        at: Wall clock of the last successful pull; None before the first.
    """

    seq: int = 0
    at: datetime | None = None


@frozen(kw_only=True)
class SealedRecord:
    """One archive record as pulled: ids and two sealed parts."""

    seq: int
    message_id: str
    key_version: int
    sealed_key: str
    sealed_message: str


@frozen(kw_only=True)
class Consent:
    """
    An outsider agreed to be archived, or refused.

    It is counted and goes no further: who agrees at the moment is what ``msgaudit/check_*_agree``
    answers, and an event is only a hint that the answer changed.

    Attributes:
        group: Where they were asked; None for one-to-one talk.
    """

    message_id: str
    person: Alias
    group: Alias | None
    agreed: bool
    at: datetime


@frozen(kw_only=True)
class ArchivingSwitched:
    """
    A member of staff changed over to or from the archived edition.

    Counted only: ``msgaudit/get_permit_user_list`` says who is archived.
    """

    message_id: str
    person: Alias
    at: datetime


# What a record says; None is talk outside groups.
type Read = Message | Consent | ArchivingSwitched | None
