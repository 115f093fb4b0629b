"""Roles and what they owe: duties, checks, reports, appeals, training."""

from dataclasses import dataclass

from qungui.model.span import Span
from qungui.procedures.procedure import Carrier, ProcedureSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """
    Attributes:
        role: Who has it, in the regulation's words.
        person: Whom the text names for it.
        appointed_by: Who names them.
        kind: Only in groups of this kind.
        duties: What they do.
        powers: What they may do.
        commands: The commands they may give.
        to: To whom they report, or whom it reaches.
        deadline: By when, where no number is written, e.g. 及时.
        every: How often.
        run_at: At what time of day, ``HH:MM``.
        list_after_hours: An unanswered matter is listed after so long.
        required_fields: Under which the form of a new group must name who has it.
    """

    role: tuple[str, ...] = ()
    person: str = ""
    appointed_by: str = ""
    kind: str = ""
    duties: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    to: str = ""
    deadline: str = ""
    every: Span | None = None
    run_at: str = ""
    list_after_hours: int = 0
    required_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """
    Attributes:
        by: Who looks.
        what: What is looked at or renewed, e.g. 密码.
        every: How often.
    """

    by: str = ""
    what: tuple[str, ...] = ()
    every: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """
    Attributes:
        topics: What is learned.
        every: How often.
    """

    topics: tuple[str, ...] = ()
    every: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    Attributes:
        by: Who reports; empty for every member.
        to: Who gets it.
        kinds: What is reported.
        evidence: What must be with it, e.g. 截图.
        deadline: By when, where no number is written.
        visible_to: Who may know who reported.
        list_after_hours: An undecided report is listed after so long.
    """

    by: str = ""
    to: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    evidence: str = ""
    deadline: str = ""
    visible_to: tuple[str, ...] = ()
    list_after_hours: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """
    Attributes:
        to: Who decides.
        channel: How it is made, in the regulation's words.
        within: Until when after the sanction; None where nothing is written.
        freezes: What was ordered waits until it is decided.
    """

    to: str = ""
    channel: str = ""
    within: Span | None = None
    freezes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """
    Attributes:
        to: Who gets suggestions.
    """

    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issues:
    """
    A problem from its mention to its solution.

    Attributes:
        states: Through which it goes.
        departments: Those that a message may pass it on to, as they are written there.
        stale_after_hours: Without progress for so long it is asked after.
    """

    states: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    stale_after_hours: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward:
    """
    Attributes:
        every: How often praise is proposed.
    """

    every: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """
    Attributes:
        responsibility: Who hands in what, in the regulation's words.
        exceptions: What need not be handed in.
    """

    responsibility: str = ""
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """
    A feature of a group tool that an administrator uses.

    Attributes:
        feature: Its name, e.g. 群活动.
        content: What it sends.
    """

    feature: str
    content: str = ""


SPECS = (
    ProcedureSpec(name="duty", topics=("admin-duty",), kind=Duty, carrier=Carrier.GROUP_LIFECYCLE),
    ProcedureSpec(name="inspection", topics=("inspection", "account-security"), kind=Inspection),
    ProcedureSpec(name="training", topics=("training",), kind=Training),
    ProcedureSpec(
        name="report",
        topics=("reporting", "privacy", "account-security"),
        kind=Report,
        carrier=Carrier.DESK,
    ),
    ProcedureSpec(name="appeal", topics=("appeal",), kind=Appeal),
    ProcedureSpec(name="feedback", topics=("feedback",), kind=Feedback, carrier=Carrier.DESK),
    ProcedureSpec(
        name="issues", topics=("issue-followup",), kind=Issues, carrier=Carrier.MESSAGE_JUDGEMENT
    ),
    ProcedureSpec(name="reward", topics=("reward",), kind=Reward),
    ProcedureSpec(name="submission", topics=("submission-duty",), kind=Submission),
    ProcedureSpec(name="tool", topics=("tool-feature",), kind=Tool),
)
