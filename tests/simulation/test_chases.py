"""Owners who never answer: they are asked day after day, whatever crashes, and nobody else is."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.model.act import Act
from qungui.model.order import OrderState
from tests.simulation.test_promises import (
    GROUPS,
    MANAGER,
    MEMBERS,
    MESSAGES,
    NUMBERS,
    OWNER,
    STORY,
    assert_promises,
    message,
    orders,
    world,
)
from tests.support.faults import FaultPlan

DAYS = 3
ROUNDS = tuple(
    (message(number, minute, MEMBERS[1], GROUPS[1], "advert"),)
    for number, minute in ((1, 0), (2, 55))
)


def ran(*rounds, plan=None, seed=0):
    """Everything until it rests; then days go by, with the plan's faults, and it rests again."""
    harmed = world(FaultPlan(), seed)
    for said in rounds:
        harmed.deliver(said)
        harmed.run()
    before = list(harmed.effects)
    plan = harmed.plan = plan or FaultPlan()
    plan.interruption = harmed.interrupt
    harmed.rebuild()
    harmed.pass_days(DAYS)
    plan.armed = False
    harmed.come_to_rest()
    return harmed, before


def assert_only_asked(harmed, before):
    since = harmed.effects[len(before) :]
    assert {effect.kind for effect in since} <= {"handed", "told"}
    assert {effect.person_id for effect in since if effect.kind == "told"} <= {MANAGER.person_id}
    assert not {effect.person_id for effect in since} & {one.person_id for one in MEMBERS}
    assert [effect for effect, times in Counter(harmed.effects).items() if times > 1] == []
    for order in orders(harmed):
        sent = [e for e in harmed.effects if e.kind == "handed" and order.order_id in e.text]
        if order.state.waits_for_a_person:
            assert order.state is OrderState.OVERDUE
            assert order.served_at is None
            assert 1 <= order.chases <= DAYS
            assert sent[-1].text == order.task_id
            assert len(sent) <= order.revision + 1
            heard = [one for one in orders(harmed) if one.act is Act.REPORT]
            chased = [one for one in heard if one.about == order.order_id and ":" in one.wanted]
            asked_its_own = order.asked == MANAGER.person_id
            assert len(chased) == (0 if asked_its_own else order.chases - 1)


@settings(max_examples=150)
@given(messages=MESSAGES, crash_at=NUMBERS, interrupt_at=NUMBERS, seed=st.integers(0, 2**32))
def test_under_any_crashes_an_owner_is_asked_daily_and_nothing_else_happens(
    messages, crash_at, interrupt_at, seed
):
    harmed, before = ran(messages, plan=FaultPlan(crash_at, interrupt_at), seed=seed)
    assert_promises(harmed, messages)
    assert_only_asked(harmed, before)


def test_a_crash_at_each_boundary_of_a_chase_is_harmless():
    quiet, _ = ran(*ROUNDS, seed=7)
    assert any(order.state is OrderState.OVERDUE for order in orders(quiet))
    hit = set()
    for number in range(len(quiet.plan.crossed)):
        harmed, before = ran(*ROUNDS, plan=FaultPlan({number}), seed=7)
        hit |= set(harmed.plan.crashed)
        assert_promises(harmed, sum(ROUNDS, ()))
        assert_only_asked(harmed, before)
    for call in ("ledger.commit", "messenger.hand_over", "messenger.tell", "no_power.has_member"):
        assert {f"{call}:before", f"{call}:after"} <= hit


def test_the_whole_story_leaves_work_with_the_owner_and_the_manager_alone():
    harmed, before = ran(STORY, seed=7)
    assert_only_asked(harmed, before)
    asked = [one for one in orders(harmed) if one.state.waits_for_a_person]
    assert {one.asked for one in asked} == {OWNER.person_id, MANAGER.person_id}
