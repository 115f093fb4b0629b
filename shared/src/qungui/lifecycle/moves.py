"""
The moves that a group's life consists of: what happens, from which state to which, by whom, and
what goes out because of it. The docs draw their picture from this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qungui.model.filing import LifeState, Sends

S = LifeState


class Step(StrEnum):
    """What happens."""

    PROPOSE = "propose"
    AGREE = "agree"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CREATE = "create"
    FILE = "file"
    CONFIRM = "confirm"
    RETURN = "return"
    STAFF = "staff"
    SEE = "see"
    ADOPT = "adopt"
    LINK = "link"
    ORPHAN = "orphan"
    TAKE_UP = "take-up"
    LEAVE = "leave"
    HAND_OVER = "hand-over"
    END = "end"
    ASK_LATER = "ask-later"
    PUT_OFF = "put-off"
    KEEP_DATE = "keep-date"
    ANNOUNCE = "announce"
    DISSOLVE = "dissolve"
    MISS = "miss"
    VANISH = "vanish"


class Who(StrEnum):
    """Who may bring it about."""

    ANYBODY = "anybody"
    PROPOSER = "proposer"
    APPROVER = "approver"
    REGISTRAR = "registrar"  # the department that keeps the register
    MANAGER = "manager"  # its owner or an administrator
    EXTENDER = "extender"  # who agrees to a later end
    TIME = "time"  # the calendar, the platform, the directory, what was named: nobody's word


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """
    Attributes:
        of: Where it is possible; None is before anything is known of the group.
        to: Where it leads; of several, what the regulation says of the kind decides.
        by: Who may; time needs nobody.
    """

    step: Step
    of: tuple[LifeState | None, ...]
    to: tuple[LifeState, ...]
    by: tuple[Who, ...]
    sends: tuple[Sends, ...] = ()


FOUNDED = (S.FILING_SENT, S.AWAITING_FILING, S.AWAITING_SETUP, S.ACTIVE)
_LIVING = (S.AWAITING_FILING, S.FILING_SENT, S.AWAITING_SETUP, S.ACTIVE, S.UNFILED, S.ZOMBIE)
_ENDING = (S.AWAITING_ANNOUNCEMENT, S.ANNOUNCED, S.OVERDUE)
_WAITS = (S.AWAITING_ANNOUNCEMENT,)

MOVES: tuple[Move, ...] = (
    Move(
        step=Step.PROPOSE,
        of=(None,),
        to=(S.AWAITING_APPROVAL, S.AWAITING_FILING, S.AWAITING_SETUP, S.ACTIVE),
        by=(Who.ANYBODY,),
        sends=(Sends.APPROVAL_CARD, Sends.FORM_ASKED, Sends.CREATION),
    ),
    Move(
        step=Step.AGREE,
        of=(S.AWAITING_APPROVAL,),
        to=(S.AWAITING_APPROVAL,),
        by=(Who.APPROVER,),
        sends=(Sends.RESULT, Sends.CREATION),
    ),
    Move(
        step=Step.REFUSE,
        of=(S.AWAITING_APPROVAL,),
        to=(S.REJECTED,),
        by=(Who.APPROVER,),
        sends=(Sends.RESULT,),
    ),
    Move(
        step=Step.WITHDRAW,
        of=(S.AWAITING_APPROVAL,),
        to=(S.REJECTED,),
        by=(Who.PROPOSER,),
        sends=(Sends.RESULT,),
    ),
    Move(
        step=Step.CREATE,
        of=(S.AWAITING_APPROVAL,),
        to=FOUNDED,
        by=(Who.PROPOSER, Who.REGISTRAR, Who.TIME),
        sends=(Sends.RULES, Sends.FORM),
    ),
    Move(
        step=Step.FILE,
        of=(S.AWAITING_FILING, S.UNFILED),
        to=(S.FILING_SENT,),
        by=(Who.PROPOSER, Who.MANAGER, Who.REGISTRAR),
        sends=(Sends.FORM,),
    ),
    Move(
        step=Step.CONFIRM,
        of=(S.FILING_SENT,),
        to=(S.ACTIVE, S.AWAITING_SETUP),
        by=(Who.REGISTRAR,),
        sends=(Sends.RESULT,),
    ),
    Move(
        step=Step.RETURN,
        of=(S.FILING_SENT,),
        to=(S.AWAITING_FILING,),
        by=(Who.REGISTRAR,),
        sends=(Sends.RESULT, Sends.FORM_ASKED),
    ),
    Move(
        step=Step.STAFF,
        of=(S.AWAITING_SETUP,),
        to=(S.ACTIVE,),
        by=(Who.MANAGER, Who.REGISTRAR, Who.TIME),
        sends=(Sends.RESULT,),
    ),
    Move(
        step=Step.SEE,
        of=(None,),
        to=(S.UNFILED,),
        by=(Who.TIME,),
        sends=(Sends.OWNER_ASKED,),
    ),
    Move(
        step=Step.ADOPT,
        of=(S.UNFILED,),
        to=(S.AWAITING_FILING, S.AWAITING_SETUP, S.ACTIVE),
        by=(Who.MANAGER, Who.REGISTRAR),
        sends=(Sends.FORM_ASKED,),
    ),
    Move(
        step=Step.LINK,
        of=(S.UNFILED, S.ZOMBIE),
        to=(S.LINKED,),
        by=(Who.TIME,),
    ),
    Move(
        step=Step.ORPHAN,
        of=(S.AWAITING_FILING, S.FILING_SENT, S.AWAITING_SETUP, S.ACTIVE, S.UNFILED),
        to=(S.ZOMBIE,),
        by=(Who.TIME,),
        sends=(Sends.DEPARTMENT_TOLD,),
    ),
    Move(
        step=Step.TAKE_UP,
        of=(S.ZOMBIE,),
        to=(S.ACTIVE,),
        by=(Who.REGISTRAR,),
        sends=(Sends.SUCCESSION, Sends.RESULT),
    ),
    Move(
        step=Step.LEAVE,
        of=(S.ACTIVE,),
        to=(S.ACTIVE,),
        by=(Who.TIME,),
        sends=(Sends.HANDOVER_ASKED,),
    ),
    Move(
        step=Step.HAND_OVER,
        of=(S.ACTIVE,),
        to=(S.ACTIVE,),
        by=(Who.MANAGER, Who.REGISTRAR),
        sends=(Sends.SUCCESSION, Sends.RESULT),
    ),
    Move(
        step=Step.END,
        of=(S.ACTIVE, S.ZOMBIE),
        to=_WAITS,
        by=(Who.MANAGER, Who.REGISTRAR, Who.TIME),
        sends=(Sends.ANNOUNCEMENT_ASKED,),
    ),
    Move(
        step=Step.ASK_LATER,
        of=_WAITS,
        to=_WAITS,
        by=(Who.ANYBODY,),
        sends=(Sends.LATER_CARD,),
    ),
    Move(
        step=Step.PUT_OFF,
        of=_WAITS,
        to=_WAITS,
        by=(Who.EXTENDER,),
        sends=(Sends.RESULT,),
    ),
    Move(
        step=Step.KEEP_DATE,
        of=_WAITS,
        to=_WAITS,
        by=(Who.EXTENDER,),
        sends=(Sends.RESULT,),
    ),
    Move(
        step=Step.ANNOUNCE,
        of=_WAITS,
        to=(S.ANNOUNCED,),
        by=(Who.MANAGER, Who.REGISTRAR, Who.TIME),
        sends=(Sends.ANNOUNCEMENT,),
    ),
    Move(
        step=Step.ANNOUNCE,
        of=(S.OVERDUE,),
        to=(S.OVERDUE,),
        by=(Who.MANAGER, Who.REGISTRAR, Who.TIME),
        sends=(Sends.ANNOUNCEMENT,),
    ),
    Move(
        step=Step.DISSOLVE,
        of=(S.ANNOUNCED, S.OVERDUE),
        to=(S.DISSOLVED,),
        by=(Who.MANAGER, Who.REGISTRAR, Who.TIME),
        sends=(Sends.CLOSING_PACKAGE, Sends.CLOSING),
    ),
    Move(
        step=Step.MISS,
        of=_WAITS,
        to=(S.OVERDUE,),
        by=(Who.TIME,),
        sends=(Sends.ESCALATION,),
    ),
    Move(
        step=Step.VANISH,
        of=(S.AWAITING_APPROVAL, *_LIVING, *_ENDING),
        to=(S.DISSOLVED,),
        by=(Who.TIME,),
        sends=(Sends.CERTIFICATE,),
    ),
)

FROM: Mapping[tuple[Step, LifeState | None], Move] = {
    (move.step, state): move for move in MOVES for state in move.of
}
"""The move that a step is in a state; a pair that is missing is not possible."""
