"""What was noted of earlier messages beyond a member's last minutes."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from qungui.model.frozen import frozen

type Noted = Mapping[str, datetime]
"""Platform times by the mark of a message."""


TALLY_MOST = 64
"""Messages that are noted under one key; a rulebook cannot count further."""


@frozen
class Question:
    """
    Which earlier messages of a group were noted under a key.

    Attributes:
        key: What is noted together, e.g. one content, or one clause, member and day.
        notes: The message itself is noted there, too.
        keep: How long it is kept; None for as long as the group lives.
        latest: Only the latest decide: where there is no room, the oldest makes it.
    """

    key: str
    notes: bool
    keep: timedelta | None = None
    latest: bool = False


REFUSALS = Question("marketing-refused", notes=False, latest=True)
"""Which customers of a group refused marketing: noted by person id, not by message."""
