"""What was found of a member turns out not to be so."""

from qungui.model.act import Act
from qungui.model.decision import ANSWERED, Word
from qungui.model.order import OrderState
from qungui.model.rulebook import ActCall, Sanction
from qungui.usecases.lift_finding import LiftFinding
from tests.support.court import Court, sanctioned


def test_a_reminder_goes_out_as_long_as_one_of_what_it_reminds_of_is_so():
    court = Court(sanctioned(Sanction(acts=(ActCall(Act.REMIND),))))
    first, second = court.breaks(), court.breaks()
    lift, word = LiftFinding(court.move), Word(by="", why=ANSWERED)
    for case, state in ((first, OrderState.NEW), (second, OrderState.VOID)):
        assert lift(case.ref, word)
        (reminder,) = court.orders()
        assert reminder.state is state
    assert not lift(first.ref, word)
