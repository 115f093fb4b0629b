"""Somebody says whether a finding is so: what the regulation says of it follows, or nothing."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import deciders, decisions
from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.model.case import CaseRef
from qungui.model.decision import Word
from qungui.model.ledger import Change
from qungui.usecases.move_member import MoveMember


class Verdict(StrEnum):
    CONFIRM = "confirm"
    DISMISS = "dismiss"


class Reviewed(StrEnum):
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ALREADY = "already"  # somebody decided, its time was over, or nobody had to say anything
    NO_SUCH_CASE = "no-such-case"
    NO_SUCH_CHOICE = "no-such-choice"  # the clause leaves other measures to choose from, or none


@dataclass(frozen=True, slots=True)
class ReviewCase:
    """Safe to repeat: what is decided stays decided."""

    move: MoveMember

    def __call__(self, ref: CaseRef, word: Word, verdict: Verdict) -> Reviewed | Bar:
        """
        Raises:
            InvalidEventError: No such group, or the case names an edition that is not stored.
            TransientError: Others kept moving the same member.
        """
        said: Change | Reviewed | Bar = self.move(
            ref.group_id, ref.person_id, lambda docket: _reviewed(docket, ref, word, verdict)
        )
        if not isinstance(said, Change):
            return said
        return Reviewed.CONFIRMED if verdict is Verdict.CONFIRM else Reviewed.DISMISSED


def _reviewed(
    docket: Docket, ref: CaseRef, word: Word, verdict: Verdict
) -> Change | Reviewed | Bar:
    case = docket.discipline.case(ref.case_id)
    if case is None:
        return Reviewed.NO_SUCH_CASE
    under = docket.under(case)
    barred = deciders.bar(under, case, word.by)
    if barred is not None:
        return barred
    if not case.to_review:
        return Reviewed.ALREADY
    decision = word.at(docket.now)
    if verdict is Verdict.DISMISS:
        return decisions.dismissed(under, case, decision)
    if word.choice and word.choice not in decisions.choices(under, case):
        return Reviewed.NO_SUCH_CHOICE
    return decisions.confirmed(under, case, decision)
