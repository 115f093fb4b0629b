"""A month's entries as they are read: nothing says that money moved."""

from dataclasses import replace
from datetime import date

import pytest

from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.money import MoneyState, Statement, Sum, money_state
from qungui.model.order import OrderState
from qungui.notices import money as notices
from tests.support.build import ADVERT, GROUP, PERSON, at, case, order

BY_LINA = Decision(by="person-admin", at=at(hours=2), why="当面交清")
WAIVED = replace(BY_LINA, why="情有可原")


def entry(number, *, act=Act.RECORD_FINE, **changes):
    told = {"state": OrderState.HANDED_OVER, "told_at": at(), "clause_ids": (ADVERT,)}
    of = case(f"message-{number}", at=at(days=number))
    return order(of, act=act, **{**told, **changes})


def statement(*entries):
    return Statement(
        group_id=GROUP,
        name="市场部工作群",
        month=date(2026, 11, 1),
        timezone="Asia/Shanghai",
        at=at(days=7),
        entries=entries,
        names={PERSON: "zhangsan", "person-admin": "lina"},
    )


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"state": OrderState.HANDED_OVER}, MoneyState.OWED),
        ({"state": OrderState.CLAIMED_DONE}, MoneyState.OWED),
        ({"state": OrderState.REFUSED}, MoneyState.OWED),
        ({"state": OrderState.PROVED}, MoneyState.PAID),
        ({"state": OrderState.PROVED, "closed": BY_LINA}, MoneyState.PAID),
        ({"state": OrderState.SERVED, "closed": WAIVED}, MoneyState.WAIVED),
        ({"state": OrderState.VOID}, MoneyState.WAIVED),
    ],
)
def test_an_entry_is_owed_paid_or_waived(changes, state):
    assert money_state(entry(1, **changes)) is state


def test_sums_count_what_names_no_amount_apart():
    found = statement(entry(1, cny=50), entry(2, cny=30), entry(3))
    assert found.sum(MoneyState.OWED) == Sum(entries=3, cny=80, unnamed=1)
    assert found.sum(MoneyState.PAID) == Sum(entries=0, cny=0, unnamed=0)


def test_a_clerk_reads_sums_and_then_entry_by_entry():
    paid = entry(1, cny=100, state=OrderState.PROVED, closed=BY_LINA)
    packet = entry(2, act=Act.REQUEST_RED_PACKET)
    waived = entry(3, cny=50, state=OrderState.SERVED, closed=WAIVED)
    believed = entry(4, cny=20, state=OrderState.PROVED)
    said = notices.for_a_clerk(statement(paid, packet, waived, believed))
    assert said.splitlines() == [
        "“市场部工作群”2026-11 罚款与红包登记",
        "未交：1笔，0元，另有1笔未写金额",
        "登记为已交：2笔，120元",
        "已免除：1笔，50元",
        "系统只作登记，不收款、不付款、不代扣；“登记为已交”只说明有人如此确认或报告。",
        "2026-11-26 zhangsan R01.3.10 登记罚款 100元 登记为已交，lina：“当面交清”",
        "2026-11-27 zhangsan R01.3.10 发红包 未写金额 未交",
        "2026-11-28 zhangsan R01.3.10 登记罚款 50元 已免除，lina：“情有可原”",
        "2026-11-29 zhangsan R01.3.10 登记罚款 20元 登记为已交，无人复核，按所报登记",
    ]


def test_a_clerk_reads_what_a_fine_was_before_and_what_is_to_be_given_back():
    less = entry(1, cny=50, lessened=50)
    overpaid = replace(entry(2, cny=50, lessened=150, back=50), state=OrderState.PROVED)
    void = entry(3, cny=100, back=100, state=OrderState.VOID)
    claimed = entry(4, cny=50, lessened=50, back=50, state=OrderState.CLAIMED_DONE)
    said = notices.for_a_clerk(statement(less, overpaid, void, claimed)).splitlines()
    assert said[1:5] == [
        "未交：2笔，100元",
        "登记为已交：1笔，50元",
        "已免除：1笔，100元",
        "应退还：2笔，150元",
    ]
    assert [line.partition("登记罚款 ")[2] for line in said[6:]] == [
        "50元（原100元） 未交",
        "50元（原200元） 登记为已交，应退50元，无人复核，按所报登记",
        "100元 已免除，应退100元",
        "50元（原100元） 未交",
    ]


def test_a_month_without_entries_says_so():
    assert "本月没有登记。" in notices.for_a_clerk(statement())


def test_a_long_month_fits_one_message():
    said = notices.for_a_clerk(statement(*(entry(n % 5, cny=n) for n in range(90))))
    assert len(said.encode()) <= 2_048
    assert "请用 qungui money 查看" in said
