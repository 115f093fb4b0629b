"""The life of a group: proposed, approved, filed, announced, dissolved."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.model.span import Span
from qungui.procedures.procedure import Carrier, ProcedureSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """
    Attributes:
        proposers: Who may ask.
        approvers: Who must agree, one after the other.
        required_fields: What the form must hold.
        of: What must be agreed to where it is no new group, in the regulation's words.
    """

    approvers: tuple[str, ...] = ()
    proposers: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """
    Attributes:
        to: Who keeps the register.
        form: The form's name.
        annex: Its number among the regulation's annexes.
        by: How it is sent, e.g. 邮件.
        kinds: Only groups of these kinds; empty for all.
        fields: What is filed.
        lead: So long before, at least.
    """

    to: str = ""
    form: str = ""
    annex: int | None = None
    by: str = ""
    kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    lead: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Creation:
    """
    The form of a new group.

    Attributes:
        kind: Only for groups of this kind; empty for all.
        initiators: Who may found one.
        by: Who carries it out.
        required_fields: What must be filled in before.
        uses: What the group is for.
    """

    kind: str = ""
    initiators: tuple[str, ...] = ()
    by: str = ""
    required_fields: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


class Starts(StrEnum):
    """From when a group's end is counted."""

    MATTER_ENDED = "matter-ended"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissolution:
    """
    Attributes:
        kind: Only for groups of this kind; empty for all.
        starts: What the time is counted from.
        within: The last moment is the end of this; None where nothing is written.
        reasons: Why a group ends.
    """

    kind: str = ""
    starts: Starts = Starts.MATTER_ENDED
    within: Span | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """
    A dissolution put off.

    Attributes:
        condition: What must be the case.
        approver: Who agrees.
        required_fields: What the request must hold.
    """

    condition: str = ""
    approver: str = ""
    required_fields: tuple[str, ...] = ()


class Before(StrEnum):
    """What an announcement comes before."""

    NOTHING = "nothing"
    DISSOLUTION = "dissolution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """
    Attributes:
        before: What may not happen without it.
        lead_hours: So long before.
        required_fields: What it must name.
        template: How it reads; names in braces are filled in.
        to: Whom it reaches; empty for the group.
        kind: What kind of announcement it is, in the regulation's words.
        every: How often it comes again.
        confirm: The word by which a reader confirms it.
    """

    before: Before = Before.NOTHING
    lead_hours: int = 0
    required_fields: tuple[str, ...] = ()
    template: str = ""
    to: str = ""
    kind: str = ""
    every: Span | None = None
    confirm: str = ""


class From(StrEnum):
    """When a regulation begins to bind a group."""

    PUBLICATION = "publication"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """
    Attributes:
        effective_from: The day it is published to the group, or a day of its own.
        date: That day, ``YYYY-MM-DD``.
        existing_accounts: Whether it binds what existed before.
    """

    effective_from: From = From.PUBLICATION
    date: str = ""
    existing_accounts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """
    Who comes in is held against a list and says that they agree.

    Attributes:
        list_of: The list, e.g. 同学名单.
        confirm_words: What counts as agreeing.
    """

    list_of: str = ""
    confirm_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """
    Leave of absence from a group.

    Attributes:
        silent_days: Who is silent longer must have it.
        leave_with: Who takes it.
    """

    silent_days: int = 0
    leave_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voluntary:
    """
    Coming in is each one's own affair: whoever joins is asked, and whoever says within a week that
    they do not want to be there is told of, so that they can go without a mark.
    """


SPECS = (
    *(
        ProcedureSpec(name=name, topics=topics, kind=kind, carrier=Carrier.GROUP_LIFECYCLE)
        for name, topics, kind in (
            ("approval", ("approval",), Approval),
            ("filing", ("filing",), Filing),
            ("creation", ("group-naming", "group-kind", "approval"), Creation),
            ("dissolution", ("dissolution",), Dissolution),
            ("extension", ("dissolution",), Extension),
            ("announcement", ("announcement", "dissolution"), Announcement),
            ("enrolment", ("roster-eligibility",), Enrolment),
        )
    ),
    ProcedureSpec(name="effect", topics=("effective-date",), kind=Effect),
    ProcedureSpec(name="absence", topics=("inactivity",), kind=Absence, carrier=Carrier.DESK),
    ProcedureSpec(
        name="voluntary",
        topics=("invite-consent", "leave-consent"),
        kind=Voluntary,
        carrier=Carrier.MESSAGE_JUDGEMENT,
    ),
)
