"""A click on a card that asks for a word says it."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine.authority import Bar
from qungui.errors import InvalidEventError, TransientError
from qungui.model.case import CaseRef
from qungui.model.decision import Word
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.order import OrderRef
from qungui.model.outcome import Later, Unsure
from qungui.model.person import Person
from qungui.model.petition import PetitionRef
from qungui.notices import decisions as notices
from qungui.ports import Messenger, People, Worklist
from qungui.usecases.clicked import Clicked
from qungui.usecases.decide_petition import DecidePetition, Ruled, Ruling
from qungui.usecases.find_waiting import FindWaiting
from qungui.usecases.move_member import MoveMember
from qungui.usecases.permit_order import Answer, PermitOrder, Permitted
from qungui.usecases.review_case import ReviewCase, Reviewed, Verdict
from qungui.usecases.settle_demand import End, Ended, SettleDemand
from qungui.usecases.show_waiting import as_list

type _Outcome = Reviewed | Permitted | Ended | Ruled | Bar

_VERDICTS = {notices.CONFIRM: Verdict.CONFIRM, notices.DISMISS: Verdict.DISMISS}
_ANSWERS = {notices.GO: Answer.GO, notices.DECLINE: Answer.DECLINE}
_ENDS = {notices.MET: End.MET, notices.NOT_MET: End.NOT_MET, notices.WAIVE: End.WAIVED}
_RULINGS = {notices.GRANT: Ruling.GRANT}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideByClick:
    """Safe to repeat, as the words are."""

    move: MoveMember
    worklist: Worklist
    people: People
    messenger: Messenger

    def __call__(self, verb: str, ref: ItemRef, by: Person) -> Clicked:
        """
        Raises:
            TransientError: It cannot be told now; deliver the click again.
        """
        if verb == notices.ALL:
            return self._list(ref, by)
        try:
            outcome = self._decided(verb, ref, by.person_id)
        except InvalidEventError:
            return Clicked.SKIPPED  # the group, or the edition, is there no more
        return _clicked(outcome)

    def _decided(self, verb: str, ref: ItemRef, by: str) -> _Outcome | None:
        """None for a word that is not said of such a thing."""
        said, _, choice = verb.partition(":")
        where, word = (ref.group_id, ref.person_id, ref.item_id), Word(by=by, choice=choice)
        if ref.subject is Subject.CASE and said in _VERDICTS:
            return ReviewCase(self.move)(CaseRef(*where), word, _VERDICTS[said])
        if ref.subject is Subject.ORDER and said in _ANSWERS:
            return PermitOrder(self.move)(OrderRef(*where), word, _ANSWERS[said])
        if ref.subject is Subject.ORDER and said in _ENDS:
            return SettleDemand(self.move)(OrderRef(*where), word, _ENDS[said])
        if ref.subject is Subject.PETITION and said in _RULINGS:
            return DecidePetition(self.move)(PetitionRef(*where), word, _RULINGS[said])
        return None

    def _list(self, ref: ItemRef, by: Person) -> Clicked:
        """All of the group that is theirs to decide."""
        linked = self.move.directory.group(ref.group_id)
        if linked is None:
            return Clicked.SKIPPED
        found = FindWaiting(self.move, self.people).all_for(linked, by.person_id, self.worklist)
        match self.messenger.tell(by, as_list(linked.group, list(found))):
            case Later(why=why) | Unsure(why=why):
                msg = f"the list cannot be sent now: {why}"
                raise TransientError(msg)
            case _:
                return Clicked.LISTED


def _clicked(outcome: StrEnum | None) -> Clicked:
    """By the same word, where there is one; anything else changed nothing."""
    word = "" if outcome is None else outcome.value
    return Clicked(word) if word in Clicked else Clicked.SKIPPED
