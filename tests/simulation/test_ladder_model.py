"""The whole way from message to served order, step by step beside a ladder of ten lines."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from qungui.engine import petitions
from qungui.model.case import CaseRef, case_id_of
from qungui.model.decision import Decision
from qungui.model.group import GroupKind, GroupSettings
from qungui.model.message import Message, MessageKind
from qungui.model.petition import PetitionKind, PetitionRef, petition_id_of
from qungui.wire import order_ref_from_body
from tests.simulation.company import BEGINS, IN_CHARGE, MEMBERS, group
from tests.simulation.law import RULEBOOK, law, word
from tests.support.faults import FaultPlan
from tests.support.system import System

LADDER, TOP = "three", 3
WHERE, WHO = group(0, GroupKind.APPCHAT), MEMBERS[0]


class Ladder:
    steps, is_open = (), False  # the cases of each step; whether the last one is not served yet

    def breach(self, case):
        joins = self.is_open or len(self.steps) == TOP
        *before, last = self.steps if joins else (*self.steps, ())
        self.steps, self.is_open = (*before, (*last, case)), self.is_open or not joins

    def pardon(self, case):
        self.is_open = self.is_open and self.steps[-1] != (case,)
        self.steps = tuple(filter(None, (tuple(c for c in s if c != case) for s in self.steps)))


class OnALadder(RuleBasedStateMachine):
    cases = Bundle("cases")

    def __init__(self):
        super().__init__()
        self.model, self.number = Ladder(), 0
        self.system = System(
            edition=law(freezes=False),
            groups=(WHERE,),
            people=(*IN_CHARGE, WHO),
            settings=GroupSettings(),
            now=BEGINS,
        )
        self.system.build(FaultPlan())

    @rule(target=cases)
    def breach(self):
        self.number += 1
        self.system.clock.advance(timedelta(minutes=1))
        said = Message(
            message_id=f"m{self.number}",
            group=WHERE.aliases[0],
            sender=WHO.aliases[0],
            sent_at=self.system.clock.now(),
            kind=MessageKind.TEXT,
            text=f"第{self.number}句，{word(LADDER)}",
        )
        self.system.judge(said)
        case_id = case_id_of(WHERE.group_id, said.message_id)
        self.system.escalate(CaseRef(WHERE.group_id, WHO.person_id, case_id))
        self.model.breach(case_id)
        return case_id

    @rule()
    def serve(self):
        for envelope in self.system.outbound.take():
            self.system.dispatch(order_ref_from_body(envelope.body))
        self.model.is_open = False

    @rule(case_id=cases)
    def pardon(self, case_id):
        def think(docket):
            decision = Decision(by=IN_CHARGE[0].person_id, at=docket.now, why="从宽")
            return petitions.pardoned(docket, docket.discipline.case(case_id), decision)

        self.system.move(WHERE.group_id, WHO.person_id, think)
        made = petition_id_of(PetitionKind.PARDON, case_id)
        self.system.settle(PetitionRef(WHERE.group_id, WHO.person_id, made))
        self.model.pardon(case_id)

    @rule(case_id=cases, times=st.integers(1, 3))
    def deliver_again(self, case_id, times):
        for _ in range(times):
            self.system.escalate(CaseRef(WHERE.group_id, WHO.person_id, case_id))

    @invariant()
    def they_stand_at_the_same_step(self):
        kept = self.system.discipline(WHERE, WHO)
        ordered = sorted(
            (order for order in kept.orders if order.ladder == LADDER and order.stands),
            key=lambda order: order.step,
        )
        assert [order.step for order in ordered] == list(range(1, len(self.model.steps) + 1))
        assert kept.standing(RULEBOOK, LADDER).level == len(self.model.steps)
        assert any(order.served_at is None for order in ordered) == self.model.is_open


OnALadder.TestCase.settings = settings(max_examples=100, stateful_step_count=30)
TestOnALadder = OnALadder.TestCase
