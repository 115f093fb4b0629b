"""A message taken back in time is forgiven, also where something had followed from it already."""

from dataclasses import replace

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import TAKEN_BACK
from qungui.model.group import Mode
from qungui.model.ledger import Committed
from qungui.model.order import OrderState
from qungui.model.petition import PetitionKind, PetitionState
from qungui.model.rulebook import Sanction
from qungui.model.span import Span, Unit
from qungui.usecases.escalate_case import EscalateCase, Escalated
from qungui.usecases.hear_recall import HearRecall
from qungui.usecases.move_member import MoveMember
from qungui.usecases.settle_petition import SettlePetition
from tests.support.build import (
    GROUP,
    LADDER,
    NIGHT,
    PERSON,
    at,
    breach,
    case,
    clauses,
    edition,
    group,
    settings,
)

TWO_MINUTES = Span(2, Unit.MINUTE)
FORGIVING = Sanction(ladder=LADDER, taken_back=TWO_MINUTES)


def law(sanction=FORGIVING):
    first, *others = clauses()
    return edition(clauses=(replace(first, sanction=sanction), *others))


class Office:
    """One advert at noon, and its member's second thoughts."""

    def __init__(self, *, sanction=FORGIVING, ledger=None, **of_case):
        self.ledger = ledger or MemoryLedger()
        directory, self.clock = MemoryDirectory(), ManualClock(at(seconds=5))
        directory.publish(law(sanction))
        directory.link(group(), settings())
        self.move = MoveMember(ledger=self.ledger, directory=directory, clock=self.clock)
        self.case = case(**of_case)
        self.ledger.open_case(self.case)

    def escalates(self):
        return EscalateCase(self.move)(self.case.ref)

    def takes_back(self, **later):
        self.clock.move_to(at(**later))
        HearRecall(self.move)(GROUP, PERSON, "message-1", at(**later))

    @property
    def kept(self):
        return self.ledger.discipline(GROUP, PERSON)

    @property
    def of_case(self):
        return self.kept.case(self.case.case_id)

    def orders(self, act):
        return [each for each in self.kept.orders if each.act is act]


def test_what_was_ordered_is_taken_back_and_the_member_hears_it():
    office = Office()
    assert office.escalates() is Escalated.ORDERED
    office.takes_back(minutes=2)
    assert (office.of_case.state, office.of_case.voided.why) == (CaseState.VOID, TAKEN_BACK)
    assert [each.state for each in office.orders(Act.WARN)] == [OrderState.VOID]
    assert office.kept.standing(office.case.rulebook, LADDER).level == 0
    (petition,) = office.kept.petitions
    assert (petition.kind, petition.state) == (PetitionKind.PARDON, PetitionState.SETTLED)
    (told,) = office.orders(Act.REPORT)
    assert told.asked == PERSON


def test_before_it_was_escalated_its_escalation_forgives_it_and_nobody_hears_of_it():
    office = Office()
    office.takes_back(minutes=1)
    assert office.escalates() is Escalated.RECORDED
    assert (office.of_case.state, office.kept.orders) == (CaseState.VOID, ())


def test_a_second_too_late_is_too_late():
    office = Office()
    office.escalates()
    office.takes_back(minutes=2, seconds=1)
    assert office.of_case.state is CaseState.OPEN
    assert office.of_case.recalled_at == at(minutes=2, seconds=1)
    assert office.kept.petitions == ()


def test_where_the_clause_does_not_say_so_taking_back_changes_nothing():
    office = Office(sanction=Sanction(ladder=LADDER))
    office.escalates()
    office.takes_back(minutes=1)
    assert (office.of_case.state, office.kept.petitions) == (CaseState.OPEN, ())


def test_every_clause_that_is_broken_must_say_so():
    office = Office(breaches=(breach(), breach(NIGHT)))
    office.escalates()
    office.takes_back(minutes=1)
    assert office.of_case.state is CaseState.OPEN


def test_a_clause_that_is_only_observed_has_no_say():
    office = Office(breaches=(breach(), breach(NIGHT, mode=Mode.OBSERVE)))
    office.escalates()
    office.takes_back(minutes=1)
    assert office.of_case.state is CaseState.VOID


def test_what_is_only_observed_is_observed_all_the_same():
    office = Office(breaches=(breach(mode=Mode.OBSERVE),))
    office.escalates()
    office.takes_back(minutes=1)
    assert (office.of_case.state, office.kept.orders) == (CaseState.OPEN, ())


def test_a_finding_that_waits_for_a_person_is_withdrawn_in_silence():
    suspected = breach(automatic=False, mode=Mode.ASSIST)
    office = Office(breaches=(suspected,), state=CaseState.NEEDS_REVIEW)
    office.escalates()
    office.takes_back(minutes=1)
    assert (office.of_case.state, office.of_case.due) == (CaseState.VOID, None)
    assert (office.kept.petitions, office.kept.orders) == ((), ())


def test_a_recall_again_changes_nothing_more():
    office = Office()
    office.escalates()
    office.takes_back(minutes=1)
    kept = office.kept
    office.takes_back(minutes=1)
    assert office.kept == kept


def test_a_recall_of_a_harmless_message_moves_nobody():
    office = Office()
    office.clock.move_to(at(minutes=1))
    HearRecall(office.move)(GROUP, PERSON, "another", at(minutes=1))
    assert office.of_case.recalled_at is None


class Dying(MemoryLedger):
    """The process dies after so many changes were kept."""

    left = 99

    def commit(self, change):
        if not self.left:
            msg = "died"
            raise TransientError(msg)
        self.left -= 1
        return super().commit(change)


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_crash_at_any_change_loses_nothing(kept):
    ledger = Dying()
    office = Office(ledger=ledger)
    office.escalates()
    ledger.left = kept
    with pytest.raises(TransientError):
        office.takes_back(minutes=1)
    ledger.left = 99
    office.takes_back(minutes=1)
    for petition in office.kept.petitions:  # what the due index brings back
        SettlePetition(office.move)(petition.ref)
    assert [each.state for each in office.orders(Act.WARN)] == [OrderState.VOID]
    assert [each.state for each in office.kept.petitions] == [PetitionState.SETTLED]
    assert len(office.orders(Act.REPORT)) == 1


def test_an_escalation_that_runs_at_once_sees_the_recall():
    """Whichever of the two is written first, the other one reads it."""

    class Interrupted(MemoryLedger):
        moved = False

        def commit(self, change):
            if change.cases and not self.moved:
                self.moved = True
                self.link_recall(GROUP, PERSON, "message-1", at(minutes=1))
                assert super().commit(change) is Committed.CONFLICT
                return Committed.CONFLICT
            return super().commit(change)

    office = Office(ledger=Interrupted())
    assert office.escalates() is Escalated.RECORDED
    assert office.of_case.state is CaseState.VOID
