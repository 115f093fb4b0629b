"""A breach that no message shows: by the roster, a deadline, or silence."""

from datetime import datetime

from qungui.model.act import Act
from qungui.model.case import CaseRef, entered_id_of
from qungui.model.frozen import frozen


@frozen(kw_only=True)
class Found:
    """
    What is found about one member under one clause.

    Attributes:
        occasion: Tells it from other breaches of the same clause by the same member, e.g. the day
            they joined; the same one is kept once, however often it is found.
        at: When it was so, UTC: of the event, or of the schedule that looked.
        reason: For members and clerks, in Chinese; names nobody else.
        evidence: What shows it, e.g. the nickname; masked.
        act: What follows where the clause's own sanction is not for this kind of finding; None for
            what the clause says.
    """

    group_id: str
    person_id: str
    clause_id: str
    occasion: str
    at: datetime
    reason: str
    evidence: str = ""
    act: Act | None = None

    @property
    def ref(self) -> CaseRef:
        """Of the case that it becomes."""
        case_id = entered_id_of(self.group_id, self.person_id, self.clause_id, self.occasion)
        return CaseRef(self.group_id, self.person_id, case_id)
