"""What a person is asked to do by hand."""

import pytest

from qungui.adapters.wecom.messenger import WeComMessenger
from qungui.model.outcome import Done
from qungui.notices.work_orders import ByHand, WorkOrder, work_order_card
from tests.support.build import group, person
from tests.support.wecom import ACCOUNT, platform


def an_order(act, **changes):
    return WorkOrder(task_id="order1-0", act=act, group=group(), clause="R01.2.1", **changes)


@pytest.mark.parametrize("act", ByHand)
def test_every_act_says_what_to_do_and_under_which_clause(act):
    card = work_order_card(an_order(act))
    assert card.title.startswith("请")
    assert ("依据条款", "R01.2.1") in card.facts
    assert [key for _, key in card.buttons] == ["done", "cannot"]


@pytest.mark.parametrize("act", ByHand)
def test_the_fullest_card_fits_the_platforms_limits(act):
    whole = an_order(act, wanted="长" * 99, about=person(), until="11月30日前")
    card = work_order_card(whole)
    assert len(card.title) <= 36
    assert len(card.body) <= 160
    with platform() as wecom:
        messenger = WeComMessenger(wecom.calls(), agent_id=ACCOUNT.agent_id)
        assert messenger.hand_over(person(), card) == Done()


def test_what_is_not_said_takes_no_line():
    assert work_order_card(an_order(ByHand.DISSOLVE)).facts == (("依据条款", "R01.2.1"),)


def test_a_long_group_name_is_cut():
    named = WorkOrder(
        task_id="o-0", act=ByHand.RENAME, group=group(name="群" * 99), clause="R01.2.1", wanted="新"
    )
    assert len(work_order_card(named).description) == 44
