"""What stands on file of a group: in which state, what goes out of it, and who is asked. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from qungui.lifecycle.dues import next_due
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.moves import FROM
from qungui.lifecycle.taken import Taken
from qungui.model.filing import Filing, LifeState, Sends

S = LifeState
_SOON = timedelta(minutes=2)

_CHASES: Mapping[LifeState, tuple[Sends, ...]] = {
    S.AWAITING_APPROVAL: (Sends.APPROVAL_CARD,),
    S.AWAITING_FILING: (Sends.FORM_ASKED,),
    S.FILING_SENT: (Sends.FORM,),
    S.AWAITING_SETUP: (Sends.ROLES_ASKED,),
    S.UNFILED: (Sends.OWNER_ASKED, Sends.DEPARTMENT_TOLD),
    S.ZOMBIE: (Sends.DEPARTMENT_TOLD,),
    S.AWAITING_ANNOUNCEMENT: (Sends.ANNOUNCEMENT_ASKED,),
    S.OVERDUE: (Sends.ESCALATION,),
}


def all_agreed(filing: Filing, law: GroupLaw) -> bool:
    """Everybody has who must."""
    return sum(said.agreed for said in filing.approvals) >= len(law.approvers)


def owing(filing: Filing, sends: tuple[Sends, ...], at: datetime) -> Filing:
    """Sent again where a crash kept it from going out."""
    owed = tuple(dict.fromkeys((*filing.owed, *sends)))
    return replace(filing, owed=owed, due=at + _SOON if owed else filing.due)


def entered(filing: Filing, state: LifeState, at: datetime, law: GroupLaw) -> Filing:
    """The same group in *state*; since when, only where that is another one."""
    if state is filing.state and filing.version:
        return replace(filing, due=next_due(filing, at, law))
    there = replace(filing, state=state, since=at, chases=0)
    return replace(there, due=next_due(there, at, law))


def plainly(filing: Filing, taken: Taken, law: GroupLaw) -> Filing:
    """To where the move leads, and nothing else changes."""
    move = FROM[taken.step, filing.state]
    return owing(entered(filing, move.to[0], taken.at, law), move.sends, taken.at)


def chased(filing: Filing, now: datetime, law: GroupLaw) -> Filing:
    """Whoever owes the next step is asked once more; an overdue dissolution is told every day."""
    sends = _CHASES.get(filing.state, ())
    if filing.state is S.AWAITING_APPROVAL and all_agreed(filing, law):
        sends = (Sends.CREATION,)
    if filing.state is S.ACTIVE and filing.leaving:
        sends = (Sends.HANDOVER_ASKED,)
    again = replace(filing, chases=filing.chases + 1)
    return owing(replace(again, due=next_due(again, now, law)), sends, now)


def sent(filing: Filing, now: datetime, law: GroupLaw) -> Filing:
    """All that was owed is out."""
    return replace(filing, owed=(), due=next_due(filing, now, law))
