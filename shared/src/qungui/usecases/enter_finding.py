"""Somebody saw it: a finding by hand, kept and answered as any other."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine import decisions
from qungui.engine.authority import Bar, barred
from qungui.engine.docket import Docket
from qungui.model.act import SANCTIONS, Act
from qungui.model.case import CaseRef, entered_id_of
from qungui.model.decision import Word
from qungui.model.ids import Alias
from qungui.model.ledger import Change
from qungui.model.order import SECOND_PERSON
from qungui.ports import People
from qungui.usecases.move_member import MoveMember


class Entered(StrEnum):
    ENTERED = "entered"
    WAITS_FOR_SECOND = "entered-for-second"  # what follows takes another person's word, too
    ALREADY = "already"  # the same occasion was entered before
    NO_SUCH_PERSON = "no-such-person"
    NO_SUCH_CLAUSE = "no-such-clause"
    NO_SANCTION = "no-sanction"  # nothing that may be ordered against a member


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """
    What somebody saw.

    Attributes:
        occasion: Tells it from other breaches of the same clause, e.g. the id of the command.
        act: What is to follow, off any ladder; None for what the clause says.
    """

    group_id: str
    person_id: str
    clause_id: str
    occasion: str
    act: Act | None = None

    @property
    def ref(self) -> CaseRef:
        """Of the case that it becomes."""
        case_id = entered_id_of(self.group_id, self.person_id, self.clause_id, self.occasion)
        return CaseRef(self.group_id, self.person_id, case_id)


@dataclass(frozen=True, slots=True)
class EnterFinding:
    """By anybody who runs the group. Safe to repeat: one occasion is entered once."""

    move: MoveMember
    people: People

    def __call__(self, sight: Sight, word: Word) -> Entered | Bar:
        """
        Raises:
            InvalidEventError: No such group.
            TransientError: Others kept moving the same member.
        """
        person = self.people.get(sight.person_id)
        if person is None:
            return Entered.NO_SUCH_PERSON
        sender = person.aliases[0]
        said: Change | Entered | Bar = self.move(
            sight.group_id, sight.person_id, lambda docket: _entered(docket, sight, word, sender)
        )
        return _entered_as(said) if isinstance(said, Change) else said


def _entered_as(change: Change) -> Entered:
    waits = any(order.why == SECOND_PERSON for order in change.new_orders)
    return Entered.WAITS_FOR_SECOND if waits else Entered.ENTERED


def _entered(docket: Docket, sight: Sight, word: Word, sender: Alias) -> Change | Entered | Bar:
    bar = barred(docket.group, None, word.by, sight.person_id)
    if bar is not None:
        return bar
    if docket.discipline.case(sight.ref.case_id) is not None:
        return Entered.ALREADY
    if all(clause.clause_id != sight.clause_id for clause in docket.edition.clauses):
        return Entered.NO_SUCH_CLAUSE
    if sight.act is not None and sight.act not in SANCTIONS:
        return Entered.NO_SANCTION
    return decisions.entered(
        docket,
        sight.clause_id,
        sender,
        word.at(docket.now),
        occasion=sight.occasion,
        act=sight.act,
    )
