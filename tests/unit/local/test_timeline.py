from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from local.closing import Outcome, print_comparison, rows
from local.expectation import Difference
from local.fake_wecom.record import Effect
from local.occurrences import Told
from local.story import read_story
from local.timeline import Entry, Timeline, entries
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState
from qungui.model.decision import Decision
from qungui.model.group import Mode
from qungui.model.ids import Alias
from qungui.model.ledger import Discipline
from qungui.model.order import AWAITS_CONFIRMATION, Order, OrderState

AT = datetime(2026, 11, 6, 12, 30, tzinfo=UTC)
CASE = Case(
    case_id="case1",
    group_id="office",
    person_id="p1",
    message_id="m1",
    sender=Alias("userid", "zhaolei"),
    at=AT,
    state=CaseState.OPEN,
    breaches=(
        Breach(
            clause_id="R01.3.10",
            topic="advertising",
            automatic=True,
            mode=Mode.ENFORCE,
            reason="促销",
            evidence="清仓，加微信***",
            score=0.9,
        ),
    ),
    rulebook="r",
    edition="e",
    settings_version=0,
    due=None,
    escalated=True,
    order_id="order1",
)
ORDER = Order(
    order_id="order1",
    group_id="office",
    person_id="p1",
    act=Act.WARN,
    rulebook="r",
    edition="e",
    clause_ids=("R01.4.4a", "R01.3.10"),
    case_ids=("case1",),
    at=AT,
    state=OrderState.SERVED,
)


APOLOGY = replace(
    ORDER,
    order_id="order2",
    act=Act.REQUIRE_APOLOGY,
    state=OrderState.HANDED_OVER,
    told_at=AT,
)
REMOVAL = replace(ORDER, order_id="order3", act=Act.REMOVE)


def entry(*orders, case=CASE, joined=False):
    return Entry(group="office", member="zhaolei", case=case, orders=orders, joined=joined)


def found(*orders, case=CASE):
    discipline = Discipline(group_id="office", person_id="p1", cases=(case,), orders=orders)
    return list(entries({("office", "zhaolei"): discipline}))


@pytest.fixture
def console():
    return Console(width=160, record=True, highlight=False, color_system=None, quiet=False)


def test_a_case_is_an_entry_once_its_order_is_settled():
    assert [each.case.case_id for each in found(ORDER)] == ["case1"]
    assert found(replace(ORDER, state=OrderState.SENDING)) == []
    assert found(ORDER, case=replace(CASE, escalated=False)) == []


def test_an_order_that_waits_for_a_word_is_settled_for_now():
    (waits,) = found(replace(ORDER, state=OrderState.HELD, why=AWAITS_CONFIRMATION))
    assert waits.act() == "警告·待人确认"


def test_a_case_that_called_for_nothing_new_has_joined():
    (joined,) = found(ORDER, case=replace(CASE, case_id="case2"))
    assert joined.joined
    assert joined.orders == (ORDER,)


def test_all_that_a_case_led_to_stands_with_it_by_step():
    removal = replace(REMOVAL, step=3)
    report = replace(ORDER, order_id="order4", act=Act.REPORT)
    (each,) = found(removal, report, APOLOGY, ORDER)
    assert each.orders == (ORDER, APOLOGY, removal)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (entry(ORDER), "警告·已告知"),
        (entry(ORDER, joined=True), "并入已有的警告 joined"),
        (entry(), "只记录 recorded"),
        (entry(case=replace(CASE, state=CaseState.NEEDS_REVIEW)), "待核实 needs-review"),
        (entry(ORDER, case=replace(CASE, state=CaseState.VOID)), "已撤销，不计 void"),
        (entry(REMOVAL), "移出本群·已执行"),
        (entry(replace(REMOVAL, state=OrderState.HANDED_OVER)), "移出本群·已交人办理"),
        (entry(ORDER, APOLOGY), "警告·已告知，要求道歉·待办"),
        (
            entry(ORDER, replace(APOLOGY, state=OrderState.PROVED)),
            "警告·已告知，要求道歉·已办到",
        ),
    ],
)
def test_the_act_is_told_in_the_words_of_a_clerk(shown, words):
    assert shown.act() == words


def test_a_line_shows_local_time_names_clause_evidence_and_act_once(console):
    timeline = Timeline(story=read_story(), console=console)
    timeline.show([entry(ORDER)])
    timeline.show([entry(ORDER)])

    (line,) = console.export_text().splitlines()
    for part in (
        "11-06 20:30:00",
        "综合办公室工作群",
        "赵磊",
        "R01.3.10",
        "清仓，加微信***",
        "警告",
    ):
        assert part in line


def test_a_line_is_shown_again_when_what_became_of_it_changed(console):
    timeline = Timeline(story=read_story(), console=console)
    timeline.show([entry(ORDER, APOLOGY)])
    timeline.show([entry(ORDER, replace(APOLOGY, state=OrderState.PROVED))])

    first, again = console.export_text().splitlines()
    assert first.endswith("要求道歉·待办")
    assert again.endswith("要求道歉·已办到")


def test_a_step_that_was_taken_back_colours_nothing(console):
    timeline = Timeline(story=read_story(), console=console)
    timeline.show([entry(ORDER, replace(REMOVAL, state=OrderState.VOID))])

    row = console.export_text(styles=True)
    assert "\x1b[33m警告·已告知，移出本群·未执行" in row


def test_a_list_is_shown_in_full_though_nobody_asked_for_it(console):
    digest = "【成员核对】“华东项目客户群”\n· 群昵称不合要求（1 人）：高峰。"
    told = Told("schedule", "", "每分钟扫一遍")
    Timeline(story=read_story(), console=console).told(
        AT, told, [Effect(kind="text", to="liuyang", text=digest)]
    )
    assert console.export_text().splitlines()[1:] == [
        f"{'':15}→刘洋：【成员核对】“华东项目客户群”",
        f"{'':15}· 群昵称不合要求（1 人）：高峰。",
    ]


def test_an_answer_is_shown_in_full_and_what_others_saw_by_its_gist(console):
    timeline = Timeline(story=read_story(), console=console)
    told = Told("app", "", "秦月 发“待办”", answers="qinyue")
    seen = [
        Effect(kind="text", to="qinyue", text="一\n二"),
        Effect(kind="text", to="fenglei", text="三\n四"),
        Effect(kind="text", to="caomin", text="五\n处理：警告"),
        Effect(kind="removal", to="holderschat04", whom="caomin"),
        Effect(kind="invitation", to="holderschat04", whom="caomin"),
        Effect(kind="creation", to="holderschat04", text="员工持股交流群"),
        Effect(kind="renaming", to="holderschat04", text="持股群"),
        Effect(kind="owner", to="holderschat04", whom="qinyue"),
    ]
    timeline.told(AT, told, seen)

    assert console.export_text().splitlines() == [
        "11-06 20:30:00 app：秦月 发“待办”",
        f"{'':15}→秦月：一",
        f"{'':15}二",
        f"{'':15}→冯磊：三",
        f"{'':15}→曹敏：处理：警告",
        f"{'':15}→曹敏 被移出“员工持股交流群”",
        f"{'':15}→曹敏 被请回“员工持股交流群”",
        f"{'':15}→“员工持股交流群”建好了",
        f"{'':15}→“员工持股交流群”改名为“持股群”",
        f"{'':15}→“员工持股交流群”的群主换成秦月",
    ]


def test_a_scene_shows_the_records_of_kinds_of_their_own(console):
    story = read_story()
    (scene,) = (each for each in story.scenes if each.english == "One record of every kind")
    Timeline(story=story, console=console).scene(scene)
    _, *lines = console.export_text().splitlines()
    assert len(lines) == len(scene.lines)
    assert {"video", "sphfeed", "hologram", "agree"} <= {line.split()[-3] for line in lines}


def test_the_closing_rows_count_acts_and_requests():
    removal = entry(
        replace(REMOVAL, state=OrderState.HANDED_OVER), case=replace(CASE, case_id="case2")
    )
    decided = replace(CASE, state=CaseState.VOID, decided=Decision(by="p2", at=AT))
    outcome = Outcome(
        records=10,
        entries=(entry(ORDER), removal, entry(case=decided), entry(ORDER, joined=True)),
        requests={"UpdateItem": 10, "Query": 5},
        story_seconds=20.0,
        seconds=30.0,
    )
    shown = dict(rows(outcome))

    assert shown["警告 warnings"] == "1"
    assert shown["移出工作单 work orders"] == "1"
    assert shown["系统移出 removals"] == "0"
    assert shown["由人认定 decided by a person"] == "1"
    assert shown["申诉后撤销 void"] == "1"
    assert shown["  R01.3.10"] == "4"
    assert shown["  每条记录 per record"] == "1.50"


def test_the_comparison_names_every_difference(console):
    print_comparison(console, [Difference(path=("table", "cases"), expected=2, found=1)])
    assert "table / cases" in console.export_text()


def test_the_comparison_is_green_without_a_difference(console):
    print_comparison(console, [])
    assert "✔" in console.export_text()
