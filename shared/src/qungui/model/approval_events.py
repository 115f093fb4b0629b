"""What happens to approval forms; the forms themselves are asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChanged:
    number: str
    name: str
    status: int
    template_id: str
    applied_at: int
    applicant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalChanged(FormChanged):
    """
    A form of the approvals app.

    Attributes:
        status: 1 pending, 2 approved, 3 rejected, 4 withdrawn, 6 withdrawn after approval,
            7 deleted, 10 paid.
        change: 1 submitted, 2 approved, 3 rejected, 4 transferred, 5 urged, 6 withdrawn,
            8 withdrawn after approval, 10 commented.
        approvers: Userids, in the order of the steps.
    """

    approvers: tuple[str, ...]
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnApprovalChanged(FormChanged):
    """
    A form of our own app's approval flow.

    Attributes:
        status: 1 pending, 2 approved, 3 rejected, 4 cancelled.
    """
