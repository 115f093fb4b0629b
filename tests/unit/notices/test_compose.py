"""
What people read, whole, beside this file in ``notices.txt``.

After a wanted change: ``uv run python -m tests.unit.notices.test_compose``
prints the new one.
"""

import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from qungui.model.act import GROUP_ACTS, Act
from qungui.model.answer import Said
from qungui.model.decision import TAKEN_BACK, Decision
from qungui.model.ledger import Discipline
from qungui.model.order import SAID_NO, SILENT, OrderState
from qungui.model.outcome import Card
from qungui.model.petition import Petition, PetitionKind, PetitionState, petition_id_of
from qungui.model.rulebook import ActCall, Ladder, Step, Trigger
from qungui.model.span import Span, Unit
from qungui.model.terms import Back, Demand, Measures, Removal, Suspension
from qungui.notices import cards, chasing, compose, money, petitions, returns, telling, work_orders
from qungui.notices.compose import File
from qungui.notices.work_orders import GroupFile
from qungui.text.answers import said_in
from qungui.text.normal import normal
from tests.support.build import (
    ADVERT,
    GROUP,
    LADDER,
    NIGHT,
    NOON,
    OWNER,
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
AN_HOUR = Demand(wait_minutes=60)


def laddered(*steps, repeats=False):
    """The edition of the other texts, with a ladder of these acts by turns."""
    clause_ids = ("R01.4.4a", "R01.4.4b")
    rungs = tuple(
        Step(acts=(ActCall(act),), clause_id=clause_ids[number % 2], at=number + 1, on=on)
        for number, (act, on) in enumerate(steps)
    )
    return edition(ladders={LADDER: Ladder(ladder_id=LADDER, steps=rungs, repeats=repeats)})


def ordered(act, *, refusal=None, **of_order):
    """The first step orders *act*; whoever refuses it, where that is asked for, is removed."""
    further = [] if refusal is None else [(refusal, Trigger.REFUSAL)]
    return file(order=order(act=act, **of_order), edition=laddered((act, Trigger.BREACH), *further))


LESS = ordered(Act.RECORD_FINE, cny=50, lessened=50)
OVERPAID = replace(LESS, order=replace(LESS.order, back=50))
APOLOGY = replace(
    ordered(Act.REQUIRE_APOLOGY, refusal=Act.REMOVE, until=at(hours=1)),
    terms=AN_HOUR,
    appeal_within=Span(3, Unit.WORKING_DAY),
    appeal_freezes=True,
)
SAID = replace(
    APOLOGY.order,
    state=OrderState.REFUSED,
    why=SAID_NO,
    wanted="凭什么道歉",
    closed=Decision(by=person().person_id, at=at(minutes=9)),
)
KEPT_SILENT = replace(APOLOGY.order, state=OrderState.OVERDUE, why=SILENT)
OUT = replace(
    APOLOGY, order=order(step=2, act=Act.REMOVE, clause_ids=("R01.4.4b", ADVERT)), terms=Removal()
)
BARRED = Removal(barred_for=Span(6, Unit.MONTH))
BY_HAND = case(message_id="", breaches=(breach(reason="群主当面看到", evidence=""),))
POINTS = replace(REMINDER, order=replace(REMINDER.order, ladder=LADDER))
HALF_A_YEAR = at(days=181)


def petition(kind, state, **changes):
    about = REMOVED.order_id if kind is PetitionKind.RE_ENTRY else case().case_id
    made = Petition(
        petition_id=petition_id_of(kind, about),
        kind=kind,
        group_id=GROUP,
        person_id=person().person_id,
        about=about,
        words="我没有发广告",
        at=at(days=1),
        by=person().person_id,
        state=state,
        decided=Decision(by=OWNER, at=at(days=2), why="消息里没有推销"),
    )
    return replace(made, **changes)


REMOVED = replace(REMOVAL.order, served_at=at(minutes=1), told_at=NOON)
KEPT = Discipline(group_id=GROUP, person_id=person().person_id, cases=(case(),), orders=(REMOVED,))
PETITIONS = {
    f"{kind}，{state}": petitions.told(petition(kind, state), group(), KEPT, "Asia/Shanghai")
    for kind in PetitionKind
    for state in (PetitionState.OPEN, PetitionState.REFUSED, PetitionState.SETTLED)
    if kind is not PetitionKind.PARDON or state is PetitionState.SETTLED
}
TAKEN = petition(
    PetitionKind.PARDON,
    PetitionState.SETTLED,
    decided=Decision(by="", at=at(minutes=2), why=TAKEN_BACK),
)
BACK = replace(REMOVAL, order=REMOVED)
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
    "警告，一对一": telling.to_member(file()),
    "警告，群内": compose.to_group(file()),
    "警告，请群主转发": compose.for_owner_to_post(file()),
    "移出，一对一": telling.to_member(REMOVAL),
    "移出，通报管理部门（系统执行）": compose.to_management(REMOVAL, what="done"),
    "移出，通报管理部门（群主执行）": compose.to_management(REMOVAL, what="handed-over"),
    "提醒，一对一": telling.to_member(REMINDER),
    "提醒，但计分": telling.to_member(POINTS),
    "警告，当面看到的": telling.to_member(file(cases=(BY_HAND,))),
    "警告，每次如此": telling.to_member(
        replace(
            ordered(Act.WARN, step=3), edition=laddered((Act.WARN, Trigger.BREACH), repeats=True)
        )
    ),
    "警告，当面看到的，群内": compose.to_group(file(cases=(BY_HAND,))),
    "警告，告知负责人": compose.to_management(file(), what="informed"),
    "要求道歉": telling.to_member(APOLOGY),
    "要求道歉，没有期限": telling.to_member(
        replace(APOLOGY, order=replace(APOLOGY.order, until=None), appeal_freezes=False)
    ),
    "拒绝道歉，移出": telling.to_member(replace(OUT, refused=SAID)),
    "逾期未道歉，移出": telling.to_member(replace(OUT, refused=KEPT_SILENT)),
    "管理员认定拒绝，移出": telling.to_member(
        replace(OUT, refused=replace(SAID, closed=Decision(by=OWNER, at=NOON, why="当面说不")))
    ),
    "移出，半年内不再接纳": telling.to_member(replace(REMOVAL, terms=BARRED)),
    "移出，不再接纳": telling.to_member(replace(REMOVAL, terms=Removal(back_by=Back.NEVER))),
    "请自行退出": telling.to_member(ordered(Act.ASK_TO_LEAVE, until=at(days=1))),
    "劝退": telling.to_member(ordered(Act.PERSUADE_TO_LEAVE, refusal=Act.REMOVE, until=at(days=1))),
    "登记罚款": telling.to_member(ordered(Act.RECORD_FINE, cny=100)),
    "登记罚款，没有写金额": telling.to_member(ordered(Act.RECORD_FINE)),
    "登记罚款，到了上限": telling.to_member(ordered(Act.RECORD_FINE, cny=0)),
    "罚款减少，本人": money.lessened(LESS),
    "罚款减少，本人，已交": money.lessened(OVERPAID),
    "罚款减少，已交，通报管理部门": money.overpaid(OVERPAID),
    "发红包": telling.to_member(ordered(Act.REQUEST_RED_PACKET, cny=5)),
    "发红包，群内": compose.to_group(ordered(Act.REQUEST_RED_PACKET, cny=5)),
    "发红包，没有写金额": telling.to_member(ordered(Act.REQUEST_RED_PACKET)),
    "暂停发言": telling.to_member(
        replace(ordered(Act.SUSPEND_POSTING), terms=Suspension(lasts=Span(3, Unit.DAY)))
    ),
    "停用账号": telling.to_member(replace(ordered(Act.SUSPEND_ACCOUNT), terms=Suspension())),
    "移交公司": telling.to_member(ordered(Act.REFER)),
    "撤下内容": telling.to_member(ordered(Act.WITHDRAW)),
    "终止话题": telling.to_member(ordered(Act.TERMINATE_TOPIC)),
    "退回补正": telling.to_member(ordered(Act.RETURN)),
    **PETITIONS,
    "回群申请未准，何时可再申请": petitions.told(
        petition(PetitionKind.RE_ENTRY, PetitionState.REFUSED),
        group(),
        KEPT,
        "Asia/Shanghai",
        at(days=32),
    ),
    "撤回消息": petitions.told(TAKEN, group(), KEPT, "Asia/Shanghai"),
    "重新入群，管理部门": returns.to_management(BACK, at(days=2), at(minutes=1)),
    "重新入群，管理部门，期限未到": returns.to_management(BACK, at(days=2), HALF_A_YEAR),
    "重新入群，管理部门，不再接纳": returns.to_management(BACK, at(days=2), None),
    "重新入群，本人": returns.to_member(BACK, at(days=2), at(minutes=1), None),
    "重新入群，本人，期限未到": returns.to_member(BACK, at(days=2), HALF_A_YEAR, None),
    "重新入群，本人，不再接纳": returns.to_member(BACK, at(days=2), None, None),
    **{
        f"重新入群，本人，申请{state}": returns.to_member(
            BACK, at(days=2), at(days=32), petition(PetitionKind.RE_ENTRY, state)
        )
        for state in (PetitionState.OPEN, PetitionState.REFUSED)
    },
    "逾期，通报管理部门": chasing.chased_notice(
        cards.removal_card(REMOVAL), group(), person(), what="overdue:1"
    ),
    "未见完成，通报管理部门": chasing.chased_notice(
        cards.removal_card(REMOVAL), group(), person(), what="not-shown"
    ),
    "请群主发布": work_orders.for_owner_to_copy(of_group(Act.SPEAK)),
}
CARDS = {
    "移出工作单": cards.removal_card(REMOVAL),
    "转告工作单": cards.telling_card(file()),
    "转告工作单，要求道歉": cards.telling_card(APOLOGY),
    "移出工作单，拒绝道歉": cards.removal_card(replace(OUT, refused=SAID)),
    "移出工作单，逾期未道歉": cards.removal_card(replace(OUT, refused=KEPT_SILENT)),
    **{
        f"由人办理 {act}": cards.by_hand_card(replace(ordered(act), terms=terms))
        for act, terms in {
            Act.SUSPEND_POSTING: Suspension(lasts=Span(3, Unit.DAY)),
            Act.SUSPEND_ACCOUNT: Suspension(),
            Act.REFER: Measures(),
            Act.REINVITE: None,
            Act.RESTORE_POSTING: None,
        }.items()
    },
    "上限确认单": compose.limit_card(REMOVAL.order, REMOVAL.group, limit=3),
    "移出工作单，催办": chasing.late(
        cards.removal_card(REMOVAL), LATE, days=1, timezone="Asia/Shanghai"
    ),
    "移出工作单，核对未完成": chasing.not_shown(cards.removal_card(REMOVAL), LATE),
    **{f"群工作单 {act}": work_orders.work_order_card(of_group(act)) for act in GROUP_ACTS},
    "群工作单 speak，未得到确认": work_orders.work_order_card(of_group(Act.SPEAK, noticed=True)),
}


def test_a_suggestion_reads_like_a_reminder_and_says_what_to_do_instead():
    said = telling.to_member(
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


@pytest.mark.parametrize("text", [telling.to_member(file()), telling.to_member(REMOVAL)])
def test_the_member_reads_clause_edition_evidence_step_and_whom_to_ask(text):
    for needed in (ADVERT, "群里不发广告", "2026-11版", "低价**加微信", "共2步", "如有异议"):
        assert needed in text


def test_what_a_member_is_told_to_say_is_heard_as_an_apology():
    (said,) = re.findall("例如“(.+?)”", telling.to_member(APOLOGY))
    assert set(said_in(normal(said))) == {Said.SORRY}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_keeps_the_platforms_limits(card: Card):
    long = cards.removal_card(replace(REMOVAL, group=group(name="很长的群名" * 20)))
    for one in (card, long):
        assert len(one.title) <= 36
        assert len(one.description) <= 44
        assert len(one.body) <= 160
        assert len(one.facts) <= 6
        assert all(len(name) <= 5 and len(value) <= 30 for name, value in one.facts)
        assert all(len(text) <= 10 for text, _ in one.buttons)


def test_a_repeat_is_identical_so_that_the_platform_recognises_it():
    again = replace(REMOVAL, order=replace(REMOVAL.order, attempts=3, version=9))
    assert telling.to_member(again) == telling.to_member(REMOVAL)
    assert cards.removal_card(again) == cards.removal_card(REMOVAL)


if __name__ == "__main__":
    print(rendered(), end="")  # noqa: T201 - it writes the snapshot
