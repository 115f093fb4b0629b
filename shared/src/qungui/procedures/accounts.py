"""The register of accounts, and handing them over."""

from dataclasses import dataclass

from qungui.model.span import Span
from qungui.procedures.procedure import Carrier, ProcedureSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """
    Attributes:
        by: Who keeps it or carries the change out.
        to: To whom it is told.
        kinds: The changes it takes.
        when: On what occasion.
        required_fields: What each entry must hold.
        documents: What must be shown.
        one_of: Of these one must be shown.
        declarations: What whoever registers declares.
        per_person: Accounts that one person may have; 0 for no number.
        every: How often all entries are looked through.
    """

    by: tuple[str, ...] = ()
    to: str = ""
    kinds: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    per_person: int = 0
    every: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """
    Attributes:
        when: On what occasion.
        owner: Whose the thing is.
        to: Who takes it back.
        outcomes: What may become of it.
        remind_after_days: A handover that nobody confirms is asked after.
    """

    when: tuple[str, ...] = ()
    owner: str = ""
    to: str = ""
    outcomes: tuple[str, ...] = ()
    remind_after_days: int = 0


SPECS = (
    ProcedureSpec(
        name="register", topics=("account-registry", "account-security", "real-name"), kind=Register
    ),
    ProcedureSpec(
        name="handover", topics=("handover",), kind=Handover, carrier=Carrier.GROUP_LIFECYCLE
    ),
)
