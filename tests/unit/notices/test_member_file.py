"""
A member's file as it is read, whole, beside this file in ``member_file.txt``.

After a wanted change: ``uv run python -m tests.unit.notices.test_member_file`` prints the new one.
"""

from dataclasses import replace
from itertools import product
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.engine import decisions, demands, escalate, refold
from qungui.engine.member_file import group_file
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import Decision
from qungui.model.group import Exempt
from qungui.model.ledger import Discipline
from qungui.model.member_file import MemberFile
from qungui.model.order import APPEALED, AWAITS_CONFIRMATION, SAID_NO, SECOND_PERSON, OrderState
from qungui.model.petition import PetitionState
from qungui.notices import member_file as notices
from tests.support.build import (
    ADVERT,
    GROUP,
    NIGHT,
    PERSON,
    at,
    breach,
    case,
    decision,
    docket,
    group,
    order,
    petition,
    settings,
)

SNAPSHOT = Path(__file__).with_name("member_file.txt")
NAMES = {PERSON: "zhangsan", "person-admin": "lina"}
TOMORROW = at(days=1)
BY_LINA = Decision(by="person-admin", at=at(hours=2), why="确有其事")


def served(of, *, step=1, act=Act.WARN, **changes):
    told = {"state": OrderState.SERVED, "told_at": of.at, "served_at": of.at, "due": None}
    return order(of, step=step, act=act, **{**told, **changes})


def file_of(*cases, orders=(), petitions=(), now=TOMORROW, **changes):
    kept = Discipline(
        group_id=GROUP,
        person_id=PERSON,
        cases=cases,
        orders=tuple(orders),
        petitions=tuple(petitions),
    )
    made = group_file(docket(kept, now, **changes))
    return MemberFile(person_id=PERSON, at=now, groups=(made,), names=NAMES)


def busy() -> MemberFile:
    """A bit of everything."""
    last_year = case("old", at=at(days=-300), state=CaseState.VOID, voided=BY_LINA)
    advert = case("advert", at=at(hours=1))
    insult = case(
        "insult",
        at=at(hours=2),
        state=CaseState.CONFIRMED,
        breaches=(breach("R01.4.5", automatic=False),),
        decided=BY_LINA,
    )
    night = case("night", at=at(hours=3), breaches=(breach(NIGHT, evidence=""),))
    orders = (
        served(last_year, state=OrderState.VOID, closed=BY_LINA),
        served(advert),
        demanded(insult, Act.REQUIRE_APOLOGY, until=at(days=2)),
        demanded(insult, Act.RECORD_FINE, cny=50),
        served(insult, act=Act.SUSPEND_POSTING, due=at(days=3)),
        served(night, step=0, act=Act.REMIND, ladder=None, clause_ids=(NIGHT,)),
    )
    appeal = petition(insult, words="我没有", at=at(hours=5))
    law = settings(exempt={NIGHT: {PERSON: Exempt(until=at(days=9), granted=decision(why="值班"))}})
    cases = (last_year, advert, insult, night)
    return file_of(*cases, orders=orders, petitions=(appeal,), settings=law)


def demanded(of, act, **changes):
    given = {"state": OrderState.HANDED_OVER, "told_at": of.at, "served_at": of.at, "due": None}
    return order(of, step=0, ladder=None, act=act, **{**given, **changes})


NOTHING = MemberFile(person_id=PERSON, at=at(), groups=(), names=NAMES)
TEXTS = {
    "本人，手机": notices.on_a_phone(busy()),
    "本人，没有记录": notices.on_a_phone(NOTHING),
    "管理人": notices.for_a_clerk(busy()),
    "管理人，没有记录": notices.for_a_clerk(NOTHING),
}


def rendered() -> str:
    return "\n".join(f"== {title} ==\n{text}\n" for title, text in TEXTS.items())


def columns(line):
    return sum(2 if east_asian_width(each) in "WFA" else 1 for each in line)


def test_every_text_is_the_reviewed_one():
    assert SNAPSHOT.read_text() == rendered()


@given(
    number=st.integers(0, 40),
    name=st.text(max_size=60),
    acts=st.lists(st.sampled_from([Act.WARN, Act.REQUIRE_APOLOGY, Act.RECORD_FINE]), max_size=4),
)
def test_a_phone_shows_all_of_it_at_a_glance_however_much_there_is(number, name, acts):
    cases = [case(f"message-{n}", at=at(minutes=n)) for n in range(number)]
    orders = [demanded(one, act) for one, act in product(cases, acts)]
    said = notices.on_a_phone(file_of(*cases, orders=orders, group=group(name=name)))
    lines = said.split("\n")
    assert len(lines) <= notices.LINES
    assert all(columns(line) <= notices.COLUMNS for line in said.splitlines())


@pytest.mark.parametrize(("cases", "left"), [(6, ""), (7, "另有1条"), (30, "另有24条")])
def test_what_does_not_fit_is_counted_and_the_newest_is_shown(cases, left):
    made = [case(f"message-{n}", at=at(minutes=n)) for n in range(cases)]
    said = notices.on_a_phone(file_of(*made))
    assert f"11月25日12:{cases - 1:02d}" in said
    assert left in said
    assert ("另有" in said) is bool(left)


def test_a_clerk_gets_whole_lines_within_one_message_and_is_told_where_the_rest_is():
    made = [case(f"message-{n}", at=at(minutes=n)) for n in range(60)]
    said = notices.for_a_clerk(file_of(*made, orders=[served(one) for one in made]))
    assert len(said.encode()) <= 2_048
    assert said.splitlines()[-1].endswith("请用 qungui file 查看。")


def test_a_time_of_another_year_is_told_with_its_year():
    old = case("old", at=at(days=-365))
    assert "2025年11月25日12:00" in notices.on_a_phone(file_of(old))
    assert "年" not in notices.on_a_phone(file_of(case()))


def test_what_time_decided_is_told_in_words():
    for why in (decisions.LAPSED, escalate.TAKEN_BACK, refold.REFOLDED, demands.MET_AFTER_ALL):
        said = notices.said(Decision(by="", at=at(), why=why), "")
        assert said == f"系统：{notices.WHYS[why]}"


def test_whoever_decided_is_named_with_what_they_said_and_chose():
    assert notices.said(BY_LINA, "lina") == "lina：“确有其事”"
    assert notices.said(replace(BY_LINA, why="", choice="grave"), "lina") == "lina（严重）"


@pytest.mark.parametrize(
    ("act", "changes", "said"),
    [
        (Act.WARN, {"state": OrderState.SERVED}, "已告知"),
        (Act.REMOVE, {"state": OrderState.SERVED}, "已执行"),
        (Act.REMOVE, {"state": OrderState.PROVED}, "已完成"),
        (Act.REMOVE, {"state": OrderState.OVERDUE}, "办理人逾期"),
        (Act.REMOVE, {"state": OrderState.HELD, "why": AWAITS_CONFIRMATION}, "待人确认"),
        (Act.REMOVE, {"state": OrderState.HELD, "why": SECOND_PERSON}, "待第二人确认"),
        (Act.REMOVE, {"state": OrderState.HELD, "why": "errcode 45009"}, "暂缓"),
        (Act.REMOVE, {"state": OrderState.VOID}, "未执行"),
        (Act.REMOVE, {"state": OrderState.VOID, "served_at": at()}, "已撤销"),
        (Act.SUSPEND_POSTING, {"state": OrderState.SERVED, "closed": BY_LINA}, "已解除"),
        (Act.REQUIRE_APOLOGY, {"state": OrderState.HANDED_OVER}, "待办"),
        (Act.REQUIRE_APOLOGY, {"state": OrderState.HANDED_OVER, "why": APPEALED}, "申诉期间暂缓"),
        (Act.REQUIRE_APOLOGY, {"state": OrderState.CLAIMED_DONE}, "待核实"),
        (Act.REQUIRE_APOLOGY, {"state": OrderState.PROVED}, "已办到"),
        (Act.REQUIRE_APOLOGY, {"state": OrderState.REFUSED, "why": SAID_NO}, "本人拒绝"),
        (Act.REQUIRE_APOLOGY, {"state": OrderState.OVERDUE}, "本人逾期未办"),
        (Act.RECORD_FINE, {"state": OrderState.HELD, "why": AWAITS_CONFIRMATION}, "待人确认"),
        (Act.RECORD_FINE, {"state": OrderState.HANDED_OVER, "told_at": at()}, "未交"),
        (Act.RECORD_FINE, {"state": OrderState.CLAIMED_DONE, "told_at": at()}, "待核实"),
        (Act.RECORD_FINE, {"state": OrderState.PROVED, "told_at": at()}, "登记为已交"),
        (
            Act.RECORD_FINE,
            {"state": OrderState.SERVED, "told_at": at(), "closed": BY_LINA},
            "已免除",
        ),
    ],
)
def test_what_became_of_an_order_is_said_in_a_few_words(act, changes, said):
    assert notices.came_of(order(act=act, **changes)) == said


def test_whoever_is_barred_reads_from_when_on_they_may_ask():
    forever = replace(BY_LINA, forever=True)
    one = case(state=CaseState.CONFIRMED, decided=forever)
    out = served(one, step=2, act=Act.REMOVE, clause_ids=("R01.4.4b", ADVERT))
    assert "回到本群：不可以" in notices.on_a_phone(file_of(one, orders=(out,)))
    bar = replace(file_of(one, orders=(out,)).groups[0].bars[0], until=at(days=90))
    found = file_of(one, orders=(out,))
    later = replace(found, groups=(replace(found.groups[0], bars=(bar,)),))
    assert "回到本群：2027年2月23日起可申请" in notices.on_a_phone(later)


@pytest.mark.parametrize(
    ("acts", "first"),
    [
        ({Act.WARN: 2, Act.REMOVE: 3}, " 移出本群：已执行；警告：已告知"),
        ({Act.WARN: 2, Act.REQUIRE_APOLOGY: 2}, " 要求道歉：已执行；警告：已告知"),
        ({Act.REMOVE: 3, Act.REINVITE: 0}, " 重新邀请进群：已执行；移出本群：…"),
    ],
)
def test_of_all_that_became_of_a_case_its_member_reads_the_weightiest_first(acts, first):
    insult = case("insult", at=at(hours=2))
    steps = [served(insult, step=step, act=act) for act, step in acts.items()]
    lines = notices.on_a_phone(file_of(insult, orders=steps)).splitlines()
    assert first in lines


def test_a_settled_petition_is_for_the_clerk_alone():
    found = busy()
    (appeal,) = found.groups[0].petitions
    over = replace(appeal, state=PetitionState.REFUSED, decided=BY_LINA)
    settled = replace(found, groups=(replace(found.groups[0], petitions=(over,)),))
    assert "申诉：待决定" in notices.on_a_phone(found)
    assert "申诉：未同意" not in notices.on_a_phone(settled)
    assert "申诉：未同意（11月25日17:00），lina：“确有其事”" in notices.for_a_clerk(settled)


if __name__ == "__main__":
    print(rendered(), end="")  # noqa: T201 - it writes the snapshot
