"""Orders for a group itself: once, and no text twice, whatever crashes and whoever interferes."""

from collections import Counter

import pytest

from qungui.model.act import GROUP_ACTS, Act
from qungui.model.order import OrderState
from qungui.usecases.order_for_group import Wish
from tests.simulation.test_promises import GROUPS, MEMBERS, OWNER, world
from tests.support.faults import FaultPlan

BY_API = {Act.RENAME, Act.CHANGE_OWNER, Act.SPEAK, Act.SOFT_CLOSE}
OWN, THEIRS = GROUPS[:2]  # appchat, customer


def wish(act, where):
    return Wish(
        group_id=where.group_id,
        act=act,
        ordered_by=OWNER.person_id,
        wanted="明天停电，请保存文件。",
        about=MEMBERS[0].person_id,
    )


def ran(act, where, plan=None):
    harmed = world(plan or FaultPlan(), seed=3)
    harmed.order(wish(act, where))
    harmed.order(wish(act, where))
    harmed.run()
    return harmed


def assert_once(harmed, act, where):
    orders = {order.act: order for order in harmed.ledger.discipline(where.group_id, "").orders}
    closes = act is Act.SOFT_CLOSE and where is OWN
    assert set(orders) == ({act, Act.DISSOLVE} if closes else {act})
    by_api = act in BY_API and where is OWN
    # A post that may have been made is left to the owner's eyes.
    ends = {OrderState.SERVED} if by_api else {OrderState.HANDED_OVER}
    ends |= {OrderState.HANDED_OVER} if act is Act.SPEAK else set()
    assert orders[act].state in ends
    seen = Counter(harmed.effects)
    assert [effect for effect, times in seen.items() if times > 1] == []
    assert sum(effect.kind == "posted" for effect in harmed.effects) <= 1
    assert {e.person_id for e in harmed.effects if e.kind in {"told", "handed"}} <= {
        OWNER.person_id
    }
    assert harmed.ledger.audit.verify_chain(where.group_id).broken_at is None
    if by_api and act is Act.RENAME:
        assert harmed.appchat.names == {where.group_id: "明天停电，请保存文件。"}


@pytest.mark.parametrize("where", [OWN, THEIRS], ids=lambda group: group.kind)
@pytest.mark.parametrize("act", GROUP_ACTS)
def test_at_each_boundary_a_crash_or_somebody_else_breaks_nothing(act, where):
    quiet = ran(act, where)
    assert_once(quiet, act, where)
    for number in range(len(quiet.plan.crossed)):
        for plan in (FaultPlan({number}), FaultPlan(interrupt_at={number})):
            assert_once(ran(act, where, plan), act, where)
