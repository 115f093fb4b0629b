"""One-to-one words: in memory, and against the platform's documented form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.wecom.messenger import WeComMessenger
from qungui.model.ids import Alias
from qungui.model.outcome import Card, Done, NoPower, Spent
from qungui.ports import Messenger
from tests.support.build import NOON, person
from tests.support.wecom import ACCOUNT, platform

CARD = Card(
    task_id="order1-0",
    title="请将一名成员移出群",
    description="群：市场部工作群",
    body="该成员第二次发布广告",
    facts=(("依据条款", "R01.4.4b"),),
    about="zhangsan",
    buttons=(("已移出", "removed"), ("无法移出", "cannot-remove")),
)
FULLEST = Card(
    task_id="A-z_0@" + "9" * 122,
    title="标" * 36,
    description="述" * 44,
    body="文" * 160,
    facts=tuple((f"第{number}项名称", "值" * 30) for number in range(6)),
    about="zhangsan",
    buttons=tuple((f"第{number}个按钮的文字呀"[:10], f"key-{number}") for number in range(6)),
)
OVERFULL = replace(
    FULLEST,
    title="标" * 99,
    description="述" * 99,
    body="文" * 999,
    facts=tuple((f"第{number}项的名称", "值" * 99) for number in range(9)),
    buttons=tuple(("按钮的文字" * 9, f"key-{number}") for number in range(9)),
)


@dataclass(frozen=True)
class World:
    messenger: Messenger
    clock: ManualClock
    arrived: Callable[[], int]
    code: str = "code-1"


@pytest.fixture(params=["memory", "wecom"])
def world(request):
    if request.param == "memory":
        clock = ManualClock(NOON)
        memory = MemoryMessenger(clock)
        memory.codes.add("code-1")
        yield World(memory, clock, lambda: len(memory.told) + len(memory.handed))
        return
    with platform() as wecom:
        wecom.company.card_codes["code-1"] = NOON
        messenger = WeComMessenger(wecom.calls(), agent_id=ACCOUNT.agent_id)
        yield World(messenger, wecom.clock, lambda: len(wecom.effects()))


def test_a_member_of_staff_is_told(world):
    assert world.messenger.tell(person(), "您的消息涉及以下条款") == Done()
    assert world.arrived() == 1


def test_an_identical_repeat_within_four_hours_does_not_arrive(world):
    world.messenger.tell(person(), "一")
    world.clock.advance(timedelta(hours=4) - timedelta(seconds=1))
    assert world.messenger.tell(person(), "一") == Done()
    assert world.arrived() == 1
    assert world.messenger.tell(person(), "二") == Done()
    assert world.arrived() == 2


def test_the_same_words_after_four_hours_arrive(world):
    world.messenger.tell(person(), "一")
    world.clock.advance(timedelta(hours=4))
    world.messenger.tell(person(), "一")
    assert world.arrived() == 2


def test_an_outsider_cannot_be_told_or_asked(world):
    outsider = person(Alias("external", "wmAAAAvisitor0000000000000000003"))
    assert world.messenger.tell(outsider, "一") == NoPower()
    assert world.messenger.hand_over(outsider, CARD) == NoPower()
    assert world.arrived() == 0


@pytest.mark.parametrize("text", ["一" * 682, "一" * 683, "a" * 2049, "😀" * 2000])
def test_a_long_text_arrives_cut(world, text):
    assert world.messenger.tell(person(), text) == Done()
    assert world.arrived() == 1


@pytest.mark.parametrize(
    "card",
    [CARD, FULLEST, OVERFULL, replace(CARD, about=None), replace(CARD, facts=())],
    ids=["usual", "fullest", "overfull", "about nobody", "no facts"],
)
def test_a_work_order_arrives_within_every_limit(world, card):
    assert world.messenger.hand_over(person(), card) == Done()
    assert world.arrived() == 1


def test_a_work_order_that_is_repeated_arrives_once(world):
    world.messenger.hand_over(person(), CARD)
    assert world.messenger.hand_over(person(), CARD) == Done()
    assert world.arrived() == 1


def test_a_clicked_card_is_settled_once(world):
    assert world.messenger.settle_card([person()], response_code="code-1", said="已移出") == Done()
    again = world.messenger.settle_card([person()], response_code="code-1", said="已移出")
    assert again == Spent(42016)


def test_a_long_word_on_a_settled_card_is_cut(world):
    said = "已由另一位管理员处理完毕"
    assert world.messenger.settle_card([person()], response_code="code-1", said=said) == Done()


def test_a_card_cannot_be_settled_for_outsiders(world):
    outsider = person(Alias("external", "wmAAAAvisitor0000000000000000003"))
    assert world.messenger.settle_card([outsider], response_code="code-1", said="好") == NoPower()


def test_a_work_order_whose_task_id_was_used_for_another_takes_a_new_one():
    with platform() as wecom:
        messenger = WeComMessenger(wecom.calls(), agent_id=ACCOUNT.agent_id)
        messenger.hand_over(person(), CARD)
        assert messenger.hand_over(person(), replace(CARD, title="另一件事")) == Spent(42014)
