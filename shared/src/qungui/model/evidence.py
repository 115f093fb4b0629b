"""What is put together of a case for those outside who look into it."""

from datetime import datetime

from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.frozen import frozen


@frozen(kw_only=True)
class Found:
    """
    One clause that was broken.

    Attributes:
        text: The clause, as the edition says it.
        evidence: The needed span, masked; all of the message that was ever stored.
    """

    clause_id: str
    text: str
    reason: str
    evidence: str


@frozen(kw_only=True)
class Evidence:
    """
    Attributes:
        person_id: Whose case it is.
        message_id: The platform's; empty where somebody saw it and no message shows it.
        at: Platform time of the message.
        recalled_at: When the member took it back; None where they did not.
        decided: Who found it so, and why.
        measures: What was ordered, and when it was carried out; None where it was not yet.
        entries: Numbers of those entries of the group's log that tell of it, the one of this
            request last.
    """

    case_id: str
    group_id: str
    group_name: str
    person_id: str
    message_id: str
    at: datetime
    recalled_at: datetime | None
    regulation: str
    edition: str
    found: tuple[Found, ...]
    decided: Decision
    measures: tuple[tuple[Act, datetime | None], ...]
    entries: tuple[int, ...] = ()
