"""What a person is asked to do by hand, for a group itself."""

from dataclasses import replace

import pytest

from qungui.adapters.wecom.messenger import WeComMessenger
from qungui.model.act import GROUP_ACTS, Act
from qungui.model.outcome import Done
from qungui.notices import chasing
from qungui.notices.work_orders import GroupFile, closed_name, to_post, work_order_card
from tests.support.build import group, group_order, person
from tests.support.wecom import ACCOUNT, platform


def a_file(act, *, about=None, named=None, **changes):
    return GroupFile(
        order=group_order(act, **changes),
        group=named or group(),
        timezone="Asia/Shanghai",
        about=about,
    )


@pytest.mark.parametrize("act", GROUP_ACTS)
def test_every_act_says_what_to_do_and_under_which_clause(act):
    card = work_order_card(a_file(act))
    assert card.title.startswith("请")
    assert ("依据条款", "R01.2.1") in card.facts
    assert [key for _, key in card.buttons] == ["done", "cannot"]


@pytest.mark.parametrize("act", GROUP_ACTS)
def test_the_fullest_card_fits_the_platforms_limits_also_when_it_is_sent_again(act):
    whole = a_file(act, wanted="长" * 999, about=person(), named=group(name="群" * 99))
    again = replace(whole.order, chases=12)
    for card in (
        work_order_card(whole),
        work_order_card(replace(whole, order=replace(whole.order, noticed=True))),
        chasing.late(work_order_card(whole), again, days=365, timezone="Asia/Shanghai"),
        chasing.not_shown(work_order_card(whole), again),
    ):
        assert len(card.title) <= 36
        assert len(card.description) <= 44
        assert len(card.body) <= 160
        assert all(len(name) <= 5 and len(value) <= 30 for name, value in card.facts)
    with platform() as wecom:
        messenger = WeComMessenger(wecom.calls(), agent_id=ACCOUNT.agent_id)
        assert messenger.hand_over(person(), work_order_card(whole)) == Done()


def test_what_is_not_said_takes_no_line():
    assert work_order_card(a_file(Act.DISSOLVE, clause_ids=())).facts == ()


def test_a_closed_group_is_called_so_once():
    closed = closed_name(group())
    assert closed == "[已关闭] 市场部工作群"
    assert closed_name(group(name=closed)) == closed
    assert len(closed_name(group(name="群" * 99))) == 50


def test_a_group_that_is_closed_is_told_so_in_any_case():
    assert "已关闭" in to_post(a_file(Act.SOFT_CLOSE))
    assert to_post(a_file(Act.SOFT_CLOSE, wanted="项目结束，谢谢大家。")) == "项目结束，谢谢大家。"
