"""One step in the life of a group. Pure: the same filing, step and law give the same answer."""

from collections.abc import Callable, Mapping
from datetime import datetime

from qungui.lifecycle import ending, founding, succession
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.moves import FROM, Move, Step, Who
from qungui.lifecycle.placing import entered, owing, plainly
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Filing, LifeState, Sends

S = LifeState


def proposed(filing: Filing, law: GroupLaw, at: datetime) -> Filing:
    """A complete form, before anything else happens: where the life of its group begins."""
    state = S.AWAITING_APPROVAL if law.approvers else founding.founded(law)
    sends = {
        S.AWAITING_APPROVAL: (Sends.APPROVAL_CARD,),
        S.AWAITING_FILING: (Sends.FORM_ASKED,),
    }.get(state, (Sends.CREATION, Sends.RULES))
    return owing(entered(filing, state, at, law), sends, at)


def seen(bare: Filing, law: GroupLaw, at: datetime) -> Filing:
    """A group that nobody filed."""
    return owing(entered(bare, S.UNFILED, at, law), FROM[Step.SEE, None].sends, at)


def adopted(bare: Filing, law: GroupLaw, at: datetime) -> Filing:
    """A group that nobody had filed, once it is linked: it is to be filed where such groups are."""
    return founding.adopted(bare, Taken(step=Step.ADOPT, at=at), law)


def step(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    """
    What *taken* makes of *filing*. A step that was taken before is not possible any more, so a
    repeated click or delivery changes nothing.
    """
    if taken.step is Step.FILE and not law.registrar:
        return Denied.NOT_FORESEEN
    move = FROM.get((taken.step, filing.state))
    if move is None:
        return _unannounced(filing, taken)
    if not _may(move, taken):
        return Denied.NOT_YOU
    return _STEPS.get(taken.step, plainly)(filing, taken, law)


def _unannounced(filing: Filing, taken: Taken) -> Denied:
    """Why a step is not possible: a group that nobody told of its end is not dissolved."""
    if taken.step is not Step.DISSOLVE or filing.state.is_final:
        return Denied.NOT_NOW
    return Denied.NOT_ANNOUNCED if filing.notice is None else Denied.LACKS


def _may(move: Move, taken: Taken) -> bool:
    if Who.ANYBODY in move.by:
        return True
    return bool(taken.roles & set(move.by)) if taken.by else Who.TIME in move.by


type _Stepping = Callable[[Filing, Taken, GroupLaw], Filing | Denied]
_STEPS: Mapping[Step, _Stepping] = {
    Step.AGREE: founding.answered,
    Step.REFUSE: founding.answered,
    Step.CREATE: founding.created,
    Step.FILE: founding.filed,
    Step.CONFIRM: founding.registered,
    Step.STAFF: founding.staffed,
    Step.ADOPT: founding.adopted,
    Step.TAKE_UP: succession.taken_up,
    Step.LEAVE: succession.left,
    Step.HAND_OVER: succession.handed_over,
    Step.END: ending.ended,
    Step.ASK_LATER: ending.asked_later,
    Step.PUT_OFF: ending.said_later,
    Step.KEEP_DATE: ending.said_later,
    Step.ANNOUNCE: ending.announced,
    Step.DISSOLVE: ending.dissolved,
}
