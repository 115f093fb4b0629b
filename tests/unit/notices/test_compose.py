"""
What people read, whole, beside this file in ``notices.txt``.

After a wanted change: ``uv run python -m tests.unit.notices.test_compose``
prints the new one.
"""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from qungui.model.act import GROUP_ACTS, Act
from qungui.model.outcome import Card
from qungui.notices import chasing, compose, work_orders
from qungui.notices.compose import File
from qungui.notices.work_orders import GroupFile
from tests.support.build import (
    ADVERT,
    NIGHT,
    at,
    breach,
    case,
    edition,
    group,
    group_order,
    order,
    person,
)

SNAPSHOT = Path(__file__).with_name("notices.txt")


def file(**changes) -> File:
    made = File(order=order(), group=group(), edition=edition(), cases=(case(),), person=person())
    return replace(made, **changes)


REMOVAL = file(order=order(step=2, act=Act.REMOVE, clause_ids=("R01.4.4b", ADVERT)))
NIGHT_TALK = case(breaches=(breach(NIGHT, reason="22:30 在休息时段内", evidence=""),))
REMINDER = file(
    order=order(NIGHT_TALK, step=0, act=Act.REMIND, ladder=None, clause_ids=(NIGHT,)),
    cases=(NIGHT_TALK,),
)
LATE = replace(REMOVAL.order, chases=2, until=at(days=1), asked_at=at(days=2))
WANTED = {
    Act.RENAME: "市场部工作群（2026）",
    Act.SPEAK: "明天上午系统维护，请提前保存文件。",
    Act.MUTE: "三天",
    Act.POSTING_MODE: "仅群主和管理员可发言",
}


def of_group(act: Act, **changes) -> GroupFile:
    about = person() if act in {Act.CHANGE_OWNER, Act.MUTE, Act.DELETE_MESSAGE} else None
    made = group_order(act, wanted=WANTED.get(act, ""), **changes)
    return GroupFile(order=made, group=group(), timezone="Asia/Shanghai", about=about)


TEXTS = {
    "警告，一对一": compose.to_member(file()),
    "警告，群内": compose.to_group(file()),
    "警告，请群主转发": compose.for_owner_to_post(file()),
    "移出，一对一": compose.to_member(REMOVAL),
    "移出，通报管理部门（系统执行）": compose.to_management(REMOVAL, what="done"),
    "移出，通报管理部门（群主执行）": compose.to_management(REMOVAL, what="handed-over"),
    "提醒，一对一": compose.to_member(REMINDER),
    "逾期，通报管理部门": chasing.chased_notice(
        compose.removal_card(REMOVAL), group(), person(), what="overdue:1"
    ),
    "未见完成，通报管理部门": chasing.chased_notice(
        compose.removal_card(REMOVAL), group(), person(), what="not-shown"
    ),
    "请群主发布": work_orders.for_owner_to_copy(of_group(Act.SPEAK)),
}
CARDS = {
    "移出工作单": compose.removal_card(REMOVAL),
    "转告工作单": compose.telling_card(file()),
    "上限确认单": compose.limit_card(REMOVAL.order, REMOVAL.group, limit=3),
    "移出工作单，催办": chasing.late(
        compose.removal_card(REMOVAL), LATE, days=1, timezone="Asia/Shanghai"
    ),
    "移出工作单，核对未完成": chasing.not_shown(compose.removal_card(REMOVAL), LATE),
    **{f"群工作单 {act}": work_orders.work_order_card(of_group(act)) for act in GROUP_ACTS},
    "群工作单 speak，未得到确认": work_orders.work_order_card(of_group(Act.SPEAK, noticed=True)),
}


def test_a_suggestion_reads_like_a_reminder_and_says_what_to_do_instead():
    said = compose.to_member(
        replace(REMINDER, order=replace(REMINDER.order, act=Act.SUGGEST_ENCRYPTION))
    )
    assert "【群规提醒】" in said
    assert "处理：请改发加密的版本，不计入违规次数。" in said


def rendered() -> str:
    cards = {
        title: "\n".join(f"{name}: {value}" for name, value in asdict(card).items())
        for title, card in CARDS.items()
    }
    return "\n".join(f"== {title} ==\n{text}\n" for title, text in {**TEXTS, **cards}.items())


def test_every_text_is_the_reviewed_one():
    assert SNAPSHOT.read_text() == rendered()


@pytest.mark.parametrize("text", [compose.to_member(file()), compose.to_member(REMOVAL)])
def test_the_member_reads_clause_edition_evidence_step_and_whom_to_ask(text):
    for needed in (ADVERT, "群里不发广告", "2026-11版", "低价**加微信", "共2步", "如有异议"):
        assert needed in text


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_keeps_the_platforms_limits(card: Card):
    long = compose.removal_card(replace(REMOVAL, group=group(name="很长的群名" * 20)))
    for one in (card, long):
        assert len(one.title) <= 36
        assert len(one.description) <= 44
        assert len(one.body) <= 160
        assert len(one.facts) <= 6
        assert all(len(name) <= 5 and len(value) <= 30 for name, value in one.facts)
        assert all(len(text) <= 10 for text, _ in one.buttons)


def test_a_repeat_is_identical_so_that_the_platform_recognises_it():
    again = replace(REMOVAL, order=replace(REMOVAL.order, attempts=3, version=9))
    assert compose.to_member(again) == compose.to_member(REMOVAL)
    assert compose.removal_card(again) == compose.removal_card(REMOVAL)


if __name__ == "__main__":
    print(rendered(), end="")  # noqa: T201 - it writes the snapshot
