"""A group on file: what it is for, who answers for it, and where in its life it stands."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from unicodedata import normalize

from qungui.model.frozen import frozen

MOST_OF_NAME = 50
"""Characters: what the platform lets a group be called."""


class LifeState(StrEnum):
    """regulations §8; ``dissolved`` means that it was ordered, the order's state is the proof."""

    AWAITING_APPROVAL = "awaiting-approval"
    AWAITING_FILING = "awaiting-filing"
    FILING_SENT = "filing-sent"
    AWAITING_SETUP = "awaiting-setup"  # somebody must be named first
    ACTIVE = "active"
    AWAITING_ANNOUNCEMENT = "awaiting-announcement"
    ANNOUNCED = "announced"
    OVERDUE = "overdue"
    DISSOLVED = "dissolved"
    REJECTED = "rejected"
    UNFILED = "unfiled"  # seen, and nobody filed it
    LINKED = "linked"  # was unfiled, and goes on under the id that it was linked by
    ZOMBIE = "zombie"  # nobody alive owns it, or nobody says anything any more

    @property
    def is_final(self) -> bool:
        return self in {LifeState.DISSOLVED, LifeState.REJECTED, LifeState.LINKED}

    @property
    def is_ending(self) -> bool:
        """Its matter is over and the group is still there."""
        return self in {LifeState.AWAITING_ANNOUNCEMENT, LifeState.ANNOUNCED, LifeState.OVERDUE}


class Sends(StrEnum):
    """What goes out."""

    APPROVAL_CARD = "approval-card"
    FORM = "form"  # the record form, to the registrar
    FORM_ASKED = "form-asked"  # of whoever has to fill it in
    CREATION = "creation"  # by API, or a work order
    RULES = "rules"  # posted in the new group
    ROLES_ASKED = "roles-asked"
    HANDOVER_ASKED = "handover-asked"  # of who runs it: who follows somebody that left
    SUCCESSION = "succession"  # who runs it from now on, to the group itself
    RESULT = "result"  # to whoever asked
    OWNER_ASKED = "owner-asked"  # what the group is, and to file it
    DEPARTMENT_TOLD = "department-told"
    ANNOUNCEMENT_ASKED = "announcement-asked"
    LATER_CARD = "later-card"  # to whoever agrees to a later end
    ANNOUNCEMENT = "announcement"
    CLOSING_PACKAGE = "closing-package"  # before anything is closed
    CLOSING = "closing"  # soft close by API, and the order to dissolve
    CERTIFICATE = "certificate"
    ESCALATION = "escalation"  # to the administrators and the supervisor, daily


@frozen(kw_only=True)
class Said:
    """
    Somebody's word on a request.

    Attributes:
        by: Person id.
        at: Wall clock.
    """

    by: str
    at: datetime
    agreed: bool
    why: str = ""


@frozen(kw_only=True)
class Ending:
    """
    Why and when the matter was over.

    Attributes:
        by: Person id; empty where its planned end came, or silence.
        at: From when its time is counted, UTC.
    """

    reason: str
    by: str
    at: datetime


@frozen(kw_only=True)
class Notice:
    """
    The announcement of a dissolution; nothing is dissolved without one.

    Attributes:
        on: The local day of the dissolution.
        operator: Who does it, as the group reads it.
        at: When it was given to be posted, UTC.
    """

    reason: str
    on: date
    operator: str
    at: datetime


@frozen(kw_only=True)
class Postponement:
    """
    A dissolution that is asked to be later, for a reason; nothing moves until it is agreed to.

    Attributes:
        asked_by: Person id.
        until: The new last day, local.
        said: None while it waits.
    """

    asked_by: str
    at: datetime
    why: str
    until: date
    said: Said | None = None


@frozen(kw_only=True)
class Checklist:
    """
    A duty that comes again, as it stands.

    Attributes:
        asked_at: When those who have it were asked last.
        done_at: When one of them said that it was done since; None where nobody did.
    """

    asked_at: datetime
    done_at: datetime | None = None


@frozen(kw_only=True)
class Filing:
    """
    Attributes:
        group_id: Ours, from the first request on: the group may not exist yet.
        rulebook: Whose words its life follows.
        kind: In the regulation's own words, e.g. 部门级; empty where nobody said.
        unit: Whose group it is: a department, a project.
        owner, administrators, members: Person ids; *members* are those who must be in it.
        belongs: Who must be in it as the form says, by name or by a rule, e.g. 销售一部全体.
        roles: Who holds what else, person ids by the regulation's own word, e.g. 文字编辑员.
        permissions: Whether somebody may do a thing in it, by the thing, then by person id.
        leaving: Who runs it or is on file for something and leaves the company, or has left, and
            nobody follows them yet; person ids.
        scope: What may be written there.
        duties: What comes again in it, by the clause that says so.
        ends_on: The planned last day of its matter, local; None where none is foreseen.
        number: In the register; given when it is confirmed.
        proposed_by: Person id; empty where the group was just seen.
        since: From when it is in its state, UTC.
        approvals: The words of the approvers, in their order.
        owed: What is still to go out because of the steps taken so far.
        due: When that is tried again, time decides, or whoever owes the next step is asked again;
            None once nothing is left to do.
        chases: How often they were, in this state.
        version: Optimistic lock; each write raises it by one. 0 was never stored.
    """

    group_id: str
    rulebook: str
    name: str
    state: LifeState
    since: datetime
    kind: str = ""
    unit: str = ""
    purpose: str = ""
    scope: str = ""
    owner: str = ""
    administrators: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    belongs: str = ""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    permissions: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    leaving: tuple[str, ...] = ()
    duties: Mapping[str, Checklist] = field(default_factory=dict)
    ends_on: date | None = None
    number: str = ""
    proposed_by: str = ""
    approvals: tuple[Said, ...] = ()
    ending: Ending | None = None
    notice: Notice | None = None
    postponed: tuple[Postponement, ...] = ()
    owed: tuple[Sends, ...] = ()
    due: datetime | None = None
    chases: int = 0
    version: int = 0

    @property
    def named(self) -> frozenset[str]:
        """Everybody whom it names, by person id."""
        said = (*self.approvals, *(one.said for one in self.postponed if one.said is not None))
        found = {
            *(self.owner, *self.administrators, *self.members, *self.leaving, self.proposed_by),
            *(who for people in self.roles.values() for who in people),
            *(who for rights in self.permissions.values() for who in rights),
            *(one.by for one in said),
            *(one.asked_by for one in self.postponed),
            "" if self.ending is None else self.ending.by,
        }
        return frozenset(found - {""})

    @property
    def asked(self) -> Postponement | None:
        """The postponement that waits for a word."""
        last = self.postponed[-1] if self.postponed else None
        return last if last is not None and last.said is None else None

    @property
    def question(self) -> str:
        """What waits for somebody's word: the same until it is said; empty where nothing does."""
        if self.state is LifeState.AWAITING_APPROVAL:
            return f"approval {len(self.approvals)}"
        return "" if self.asked is None else f"later {len(self.postponed)}"

    @property
    def last_said(self) -> Said | None:
        """The last word that somebody gave on a request."""
        later = (each.said for each in reversed(self.postponed) if each.said is not None)
        return next(later, self.approvals[-1] if self.approvals else None)

    @property
    def extended_to(self) -> date | None:
        """The last day that was agreed to since its matter ended."""
        agreed = (each.until for each in self.postponed if each.said and each.said.agreed)
        return max(agreed, default=None)


@frozen
class Filed:
    """
    A line of the register.

    Attributes:
        since: From when it is in its state, UTC.
    """

    group_id: str
    state: LifeState
    since: datetime


def plain_name(name: str) -> str:
    """Without width, case, spaces and marks, which people change without meaning another group."""
    return "".join(c for c in normalize("NFKC", name).casefold() if c.isalnum())
