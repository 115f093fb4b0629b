"""What happens to approval forms; the forms themselves are asked for."""

from enum import IntEnum

from qungui.model.frozen import frozen


class Spoken(IntEnum):
    """What an approver said, as the platform counts it; anything else is nothing yet."""

    NOTHING = 1
    AGREED = 2
    REFUSED = 3
    PASSED_ON = 4


@frozen
class Approver:
    """
    Attributes:
        speech: In their own words; never logged.
    """

    userid: str
    spoken: Spoken = Spoken.NOTHING
    speech: str = ""


@frozen(kw_only=True)
class FormChanged:
    number: str
    name: str
    status: int
    template_id: str
    applied_at: int
    applicant: str


@frozen(kw_only=True)
class ApprovalChanged(FormChanged):
    """
    A form of the approvals app.

    Attributes:
        status: 1 pending, 2 approved, 3 rejected, 4 withdrawn, 6 withdrawn after approval,
            7 deleted, 10 paid.
        change: 1 submitted, 2 approved, 3 rejected, 4 transferred, 5 urged, 6 withdrawn,
            8 withdrawn after approval, 10 commented.
        approvers: In the order of the steps.
    """

    approvers: tuple[Approver, ...]
    change: int

    @property
    def is_withdrawn(self) -> bool:
        return self.status in _WITHDRAWN


_WITHDRAWN = frozenset({4, 6, 7})


@frozen(kw_only=True)
class OwnApprovalChanged(FormChanged):
    """
    A form of our own app's approval flow.

    Attributes:
        status: 1 pending, 2 approved, 3 rejected, 4 cancelled.
    """
