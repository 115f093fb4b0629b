"""An appeal that is granted while a sweep looks after it because it waits too long."""

from datetime import timedelta

from qungui.engine import petitions
from qungui.model.case import CaseRef, case_id_of
from qungui.model.decision import Decision
from qungui.model.group import GroupKind, GroupSettings
from qungui.model.order import OrderState
from qungui.model.petition import PetitionKind, PetitionRef, PetitionState, petition_id_of
from qungui.wire import order_ref_from_body
from tests.simulation.company import BEGINS, IN_CHARGE, MEMBERS, group
from tests.simulation.law import RULEBOOK, clause_of, law
from tests.support.build import breach, case
from tests.support.faults import FaultPlan
from tests.support.system import System

WHERE, WHO = group(0, GroupKind.APPCHAT), MEMBERS[0]
CASE = case(
    group_id=WHERE.group_id,
    person_id=WHO.person_id,
    at=BEGINS,
    breaches=(breach(clause_of("two")),),
    rulebook=RULEBOOK,
    edition="2026-01",
)
APPEAL = petition_id_of(PetitionKind.APPEAL, case_id_of(WHERE.group_id, CASE.message_id))
REF = PetitionRef(WHERE.group_id, WHO.person_id, APPEAL)


def appealed():
    """A warning was served and is appealed; nobody has decided for a fortnight."""
    system = System(
        edition=law(freezes=False),
        groups=(WHERE,),
        people=(*IN_CHARGE, WHO),
        settings=GroupSettings(),
        now=BEGINS,
    )
    system.build(FaultPlan())
    system.ledger.open_case(CASE)
    system.escalate(CaseRef(WHERE.group_id, WHO.person_id, CASE.case_id))
    for envelope in system.outbound.take():
        system.dispatch(order_ref_from_body(envelope.body))

    def appeal(docket):
        return petitions.appeal(docket, docket.discipline.cases[0], "我有异议", WHO.person_id)

    system.move(WHERE.group_id, WHO.person_id, appeal)
    system.clock.advance(timedelta(days=14))
    return system, system.move


def settled(plan):
    """Granted in the middle of it, where the plan says; then the sweep comes again."""
    system, move = appealed()

    def grant(docket):
        petition = docket.discipline.petition(APPEAL)
        if petition.state is not PetitionState.OPEN:
            return None
        by = Decision(by=IN_CHARGE[0].person_id, at=docket.now, why="复核")
        return petitions.granted(docket, petition, by)

    plan.interruption = lambda: move(WHERE.group_id, WHO.person_id, grant)
    system.build(plan)
    system.settle(REF)
    plan.armed = False
    plan.interruption()
    if system.discipline(WHERE, WHO).petition(APPEAL).due is not None:
        system.settle(REF)
    return system.discipline(WHERE, WHO)


def test_whenever_it_is_granted_what_stood_on_its_case_is_taken_back():
    quiet = FaultPlan()
    settled(quiet)
    assert len(quiet.crossed) > 4
    for number in range(len(quiet.crossed)):
        kept = settled(FaultPlan(interrupt_at={number}))
        assert kept.petition(APPEAL).state is PetitionState.SETTLED
        (warning,) = (order for order in kept.orders if order.case_ids and not order.about)
        assert warning.state is OrderState.VOID
