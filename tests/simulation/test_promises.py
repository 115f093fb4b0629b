"""
The promises of the ledger, under messages that are late, repeated and out of order, a stream that
loses records, and a crash at any call that any use case makes.
"""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.model.order import Order, OrderState
from qungui.model.person import Person
from qungui.model.rulebook import Edition
from qungui.rulebook import shipped
from qungui.usecases.judge_message import Verdict
from tests.support.build import person
from tests.support.faults import FaultPlan
from tests.support.world import World

EVENING = datetime(2026, 11, 25, 13, 30, tzinfo=UTC)  # 21:30 in Shanghai: the night is near
ADVERT, LONG, NIGHT = "R01.3.10", "R01.3.4b", "R01.3.11"
TEXTS = {
    "clean": "合同终稿放在共享盘了，请法务看一下",
    "advert": "自家果园脐橙 68元一箱包邮，要的加微信 chengzi2026 下单",
    "disguised": "自 家 果 园 脐 橙 68元一箱包郵，加 薇 信 chengzi2026 下单",
    "long": "会议纪要：" + "各项工作按计划推进，" * 25,
    "insult": "@李雷 你是不是猪脑子，废物一个",
}
LIMIT = 1


@cache
def rulebook() -> Edition:
    return shipped.edition("R01")


def group(kind: GroupKind) -> Group:
    return Group(
        group_id=f"g-{kind}",
        name=f"测试群 {kind}",
        kind=kind,
        aliases=(Alias("room", f"wr-{kind}"), Alias("appchat", f"chat-{kind}")),
        rulebook=rulebook().rulebook,
        rules_from=EVENING - timedelta(days=1),
        roles={Role.OWNER: (OWNER.person_id,), Role.ADMIN_DEPARTMENT: (MANAGER.person_id,)},
    )


def staff(name: str) -> Person:
    return person(Alias("userid", name))


OWNER, MANAGER = staff("owner"), staff("manager")
MEMBERS = tuple(staff(name) for name in ("amei", "bolin", "caihong"))
GROUPS = tuple(group(kind) for kind in GroupKind)


def message(number: int, minute: int, who: Person, where: Group, kind: str) -> Message:
    return Message(
        message_id=f"m-{number}",
        group=where.aliases[0],
        sender=who.aliases[0],
        sent_at=EVENING + timedelta(minutes=minute, seconds=number),
        kind=MessageKind.TEXT,
        text=TEXTS[kind],
    )


MESSAGES = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(MEMBERS),
        st.sampled_from(GROUPS),
        st.sampled_from(tuple(TEXTS)),
    ),
    min_size=1,
    max_size=14,
).map(lambda drawn: tuple(message(number, *said) for number, said in enumerate(drawn)))


def world(plan: FaultPlan, seed: int, edition: Edition | None = None) -> World:
    return World(
        edition=edition or rulebook(),
        groups=GROUPS,
        people=(OWNER, MANAGER, *MEMBERS),
        settings=GroupSettings(removals_per_hour=LIMIT),
        now=EVENING,
        plan=plan,
        chance=random.Random(seed),  # noqa: S311 - a schedule, not a secret
    )


def ran(messages: tuple[Message, ...], plan: FaultPlan | None = None, seed: int = 0) -> World:
    harmed = world(plan or FaultPlan(), seed)
    harmed.deliver(messages)
    harmed.run()
    return harmed


def orders(harmed: World) -> list[Order]:
    return [
        order
        for where in GROUPS
        for who in (*MEMBERS, MANAGER)
        for order in harmed.discipline(where, who).orders
    ]


def cases(harmed: World) -> list[Case]:
    return [
        case for where in GROUPS for who in MEMBERS for case in harmed.discipline(where, who).cases
    ]


def assert_promises(harmed: World, messages: tuple[Message, ...]) -> None:
    each_breach_is_one_case(harmed, messages)
    each_step_once_and_only_after_the_last_was_served(harmed)
    reminders_keep_their_distance(harmed)
    told_before_removed(harmed)
    nothing_visible_happens_twice(harmed)
    removals_keep_the_limit(harmed)
    everything_came_to_an_end(harmed, messages)
    the_audit_log_is_whole(harmed)


def each_breach_is_one_case(harmed: World, messages: tuple[Message, ...]) -> None:
    """Promise 1: one message, at most one case, citing every clause."""
    found = {case.message_id: case for case in cases(harmed)}
    assert len(found) == len(cases(harmed))
    for said in messages:
        cited = (
            {breach.clause_id for breach in found[said.message_id].breaches}
            if (said.message_id in found)
            else set()
        )
        assert (ADVERT in cited) == (said.text in {TEXTS["advert"], TEXTS["disguised"]})
        assert (LONG in cited) == (said.text == TEXTS["long"])
        assert (NIGHT in cited) == (said.sent_at >= EVENING + timedelta(minutes=30))


def each_step_once_and_only_after_the_last_was_served(harmed: World) -> None:
    """Promises 2 and 3; and of promise 1: one case makes at most one order."""
    for where in GROUPS:
        for who in MEMBERS:
            kept = harmed.discipline(where, who)
            steps = sorted((o for o in kept.orders if o.ladder), key=lambda order: order.step)
            assert [order.step for order in steps] == list(range(1, len(steps) + 1))
            for earlier, further in pairwise(steps):
                assert earlier.served_at is not None
                assert further.at > earlier.served_at
            assert kept.standing(rulebook().rulebook, "L01").level == len(steps)
            of_cases = Counter(case_id for order in kept.orders for case_id in order.case_ids)
            assert all(count == 1 for count in of_cases.values())
            adverts = [c for c in kept.cases if ADVERT in {b.clause_id for b in c.breaches}]
            assert bool(steps) == bool(adverts)
            assert all(case.order_id for case in adverts)


def reminders_keep_their_distance(harmed: World) -> None:
    """Promise 1: the same reminder once per ten minutes; for quiet hours once per night."""
    for where in GROUPS:
        for who in MEMBERS:
            kept = harmed.discipline(where, who)
            reminders = [order for order in kept.orders if order.act is Act.REMIND]
            for_long = sorted(order.at for order in reminders if LONG in order.clause_ids)
            assert all(b - a >= timedelta(minutes=10) for a, b in pairwise(for_long))
            assert sum(NIGHT in order.clause_ids for order in reminders) <= 1


def told_before_removed(harmed: World) -> None:
    """Promise 4: clause and evidence reach the member before they are out."""
    for number, effect in enumerate(harmed.effects):
        if effect.kind == "removed":
            told = [
                earlier.text
                for earlier in harmed.effects[:number]
                if (earlier.kind, earlier.person_id) == ("told", effect.person_id)
            ]
            needed = ("处理：移出本群", ADVERT, "原文")
            assert any(all(word in text for word in needed) for text in told)


def nothing_visible_happens_twice(harmed: World) -> None:
    """Every message to a person, notice, card and removal is seen at most once."""
    seen = Counter(harmed.effects)
    assert [effect for effect, times in seen.items() if times > 1] == []


def removals_keep_the_limit(harmed: World) -> None:
    """Promise 8: past the limit removals are held, and one person is asked once an hour."""
    counted = Counter(
        (order.group_id, order.counted_hour) for order in orders(harmed) if order.counted_hour
    )
    assert all(number <= LIMIT for number in counted.values())
    assert all(number <= LIMIT for number in Counter(harmed.removed).values())
    held = [order for order in orders(harmed) if order.why == "limit"]
    questions = [order for order in orders(harmed) if order.act is Act.ASK]
    assert {order.group_id for order in held} == {order.group_id for order in questions}
    assert all(order.person_id == MANAGER.person_id for order in questions)


def everything_came_to_an_end(harmed: World, messages: tuple[Message, ...]) -> None:
    """Promise 6: every message was judged, every case escalated, every order settled."""
    judged = {verdict.kind for verdict in harmed.verdicts}
    assert judged <= {Verdict.CLEAN, Verdict.CASE}
    assert len(harmed.verdicts) >= len(messages)
    assert all(case.escalated for case in cases(harmed))
    for order in orders(harmed):
        assert order.state.is_final or order.why == "limit"
    served = {order.order_id for order in orders(harmed) if order.state is OrderState.SERVED}
    warned = [order for order in orders(harmed) if order.act is Act.WARN]
    assert {order.order_id for order in warned} <= served


def the_audit_log_is_whole(harmed: World) -> None:
    for where in GROUPS:
        assert harmed.ledger.audit.verify_chain(where.group_id).broken_at is None


NUMBERS = st.sets(st.integers(0, 200), max_size=12)


@settings(max_examples=300)
@given(messages=MESSAGES, crash_at=NUMBERS, interrupt_at=NUMBERS, seed=st.integers(0, 2**32))
def test_the_promises_hold_under_any_schedule_any_crashes_and_any_interruptions(
    messages, crash_at, interrupt_at, seed
):
    assert_promises(ran(messages, FaultPlan(crash_at, interrupt_at), seed), messages)


STORY = (
    message(0, 0, MEMBERS[0], GROUPS[0], "advert"),
    message(1, 20, MEMBERS[0], GROUPS[0], "advert"),
    message(2, 1, MEMBERS[1], GROUPS[1], "advert"),
    message(3, 25, MEMBERS[1], GROUPS[1], "disguised"),
    message(4, 40, MEMBERS[2], GROUPS[2], "long"),
    message(5, 2, MEMBERS[2], GROUPS[0], "insult"),
    *(message(10 + n, 3, who, GROUPS[0], "advert") for n, who in enumerate(MEMBERS[1:])),
    *(message(20 + n, 22 + n, who, GROUPS[0], "advert") for n, who in enumerate(MEMBERS[1:])),
)

BOUNDARIES = {
    f"{call}:{side}"
    for call in (
        "activity.record",
        "sent.is_ours",
        "people.record",
        "people.resolve",
        "people.get",
        "ledger.open_case",
        "ledger.discipline",
        "ledger.commit",
        "outbound.send",
        "index.due",
        "index.postpone",
        "messenger.tell",
        "messenger.hand_over",
        "sent.note",
        "power.speak",
        "power.remove",
        "no_power.speak",
        "no_power.remove",
    )
    for side in ("before", "after")
}


def crossings() -> range:
    return range(len(ran(STORY, seed=7).plan.crossed))


def test_a_crash_at_each_boundary_of_a_run_breaks_no_promise():
    hit = set()
    for number in crossings():
        harmed = ran(STORY, FaultPlan({number}), seed=7)
        hit |= set(harmed.plan.crashed)
        assert_promises(harmed, STORY)
    assert hit >= BOUNDARIES


def test_somebody_else_at_each_boundary_of_a_run_breaks_no_promise():
    hit = set()
    for number in crossings():
        harmed = ran(STORY, FaultPlan(interrupt_at={number}), seed=7)
        hit |= set(harmed.plan.interrupted)
        assert_promises(harmed, STORY)
    assert hit >= BOUNDARIES


@pytest.mark.parametrize("seed", range(40))
def test_one_members_burst_in_many_hands_at_once_breaks_no_promise(seed):
    burst = tuple(
        message(number, number // 2, MEMBERS[0], GROUPS[0], kind)
        for number, kind in enumerate(("advert", "long", "advert", "disguised", "long", "advert"))
    )
    assert_promises(ran(burst, FaultPlan(interrupt_at=range(10_000)), seed), burst)


def test_a_repeated_removal_looks_at_the_roster_first():
    """The boundary that only a crash opens: the roster is read from the second attempt on."""
    crossed = ran(STORY, seed=7).plan.crossed
    harmed = ran(STORY, FaultPlan({crossed.index("power.remove:after")}), seed=7)
    assert "power.has_member:before" in harmed.plan.crossed
    assert_promises(harmed, STORY)


def test_past_the_limit_removals_wait_and_one_person_is_asked_once():
    """Promise 8, step by step: three second adverts in one hour, one removal, one question."""
    harmed = world(FaultPlan(), seed=3)
    for minute in (0, 15):  # the first round's warnings are served by 21:45
        adverts = [
            message(minute + number, minute, who, GROUPS[0], "advert")
            for number, who in enumerate(MEMBERS)
        ]
        harmed.deliver(adverts, delays=(0,))
        harmed.run()
    removals = [order for order in orders(harmed) if order.act is Act.REMOVE]
    assert sorted(order.state for order in removals) == ["held", "held", "served"]
    assert [effect.person_id for effect in harmed.effects if effect.kind == "handed"] == [
        MANAGER.person_id
    ]
    assert sum(effect.kind == "removed" for effect in harmed.effects) == 1


def test_a_rule_that_crashes_never_punishes_and_is_never_silent():
    """Promise 9: the clause that needs a zone breaks; the others go on."""
    broken = replace(rulebook(), timezone="Asia/Nowhere")
    harmed = world(FaultPlan(), seed=1, edition=broken)
    night = message(1, 45, MEMBERS[0], GROUPS[0], "clean")
    harmed.deliver((night,))
    harmed.run()
    assert harmed.effects == []
    assert cases(harmed) == []
    assert all(verdict.evaluation.crashes for verdict in harmed.verdicts)


@pytest.mark.parametrize("case", ["own post", "robot", "unlinked", "quoted", "before"])
def test_what_is_never_judged_makes_no_case(case):
    """Promise 7."""
    advert = message(1, 5, MEMBERS[0], GROUPS[0], "advert")
    said = {
        "own post": advert,
        "robot": replace(advert, sender=Alias("robot", "wb1")),
        "unlinked": replace(advert, group=Alias("room", "wr-nobody")),
        "quoted": replace(advert, text="这条是广告吧，大家别理", quoted=advert.text),
        "before": replace(advert, sent_at=EVENING - timedelta(days=2)),
    }[case]
    harmed = world(FaultPlan(), seed=1)
    if case == "own post":
        harmed.sent.note(GROUPS[0].group_id, advert.text, advert.sent_at)
    harmed.deliver((said,))
    harmed.run()
    assert cases(harmed) == []
    assert harmed.effects == []
