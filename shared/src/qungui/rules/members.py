"""Rules about who is in a group and how they appear there."""

from dataclasses import dataclass

from qungui.model.span import Span
from qungui.rules.rule import RuleSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class RealName:
    """
    The nickname holds the member's real name.

    Attributes:
        source: The list that knows it, in the regulation's words; empty for the directory.
        fields: What else the profile must hold.
        remind_first: A mismatch is reminded first; only one kept after that is a breach.
    """

    source: str = ""
    fields: tuple[str, ...] = ()
    remind_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NicknameFormat:
    """
    The nickname's parts, their order and what stands between them.

    Attributes:
        format: Parts joined by ``+``, e.g. 部门+姓名.
        separator: As in the regulation's example.
        example: That of the regulation, or one of the same form.
        separators_also_accepted: What passes in its place.
        kinds: Only in groups of these kinds.
    """

    format: str
    separator: str = ""
    example: str = ""
    separators_also_accepted: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Avatar:
    """
    Attributes:
        shows: What the picture must show, in the regulation's words, e.g. 本人.
    """

    shows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """
    Who may and who must be in the group.

    Attributes:
        eligible: Who may be, in the regulation's words, e.g. 公司在职员工; empty for no limit.
        except_invited_by: A recorded invitation of one of these roles lets others in.
        must_join: Who must be.
        removes: Whether those who do not belong are taken out.
        every: How often the list is gone through; None on joining only.
        run_at: At what time of day, ``HH:MM``.
    """

    eligible: tuple[str, ...] = ()
    except_invited_by: tuple[str, ...] = ()
    must_join: tuple[str, ...] = ()
    removes: bool = False
    every: Span | None = None
    run_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteConsent:
    """
    Nobody is brought in without the word of one of these.

    Attributes:
        consent_of: Roles in the regulation's words.
        join_verification: Whether the group's own join confirmation is to be on.
    """

    consent_of: tuple[str, ...] = ()
    join_verification: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveConsent:
    """
    Nobody leaves on their own.

    Attributes:
        exceptions: Ways of leaving that are none, e.g. 离职.
    """

    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """
    Attributes:
        max_members: The most that WeChat lets in.
        warn_at: From here on the owner is told.
    """

    max_members: int
    warn_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inactivity:
    """
    Attributes:
        min_messages: The least a member writes in each *per*.
        per: That time.
        silent_for: Silence that is followed up.
        by: Who decides about it; empty for the system.
    """

    min_messages: int = 0
    per: Span | None = None
    silent_for: Span | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """
    Attributes:
        send: What a newcomer gets, e.g. 群规.
    """

    send: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupName:
    """
    Attributes:
        name: What the group is called.
        consent_of: Whose consent a change needs.
    """

    name: str
    consent_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountName:
    """
    Attributes:
        account: What the account is called after, e.g. 公司邮箱前缀.
    """

    account: str


SPECS = tuple(
    RuleSpec(name=name, topics=topics, kind=kind, carrier=None)
    for name, topics, kind in (
        ("real-name", ("real-name",), RealName),
        ("nickname-format", ("nickname-format",), NicknameFormat),
        ("avatar", ("avatar",), Avatar),
        ("roster", ("roster-eligibility", "group-kind"), Roster),
        ("invite-consent", ("invite-consent",), InviteConsent),
        ("leave-consent", ("leave-consent",), LeaveConsent),
        ("capacity", ("capacity",), Capacity),
        ("inactivity", ("inactivity",), Inactivity),
        ("welcome", ("welcome",), Welcome),
        ("group-name", ("group-naming",), GroupName),
        ("account-name", ("account-registry",), AccountName),
    )
)
