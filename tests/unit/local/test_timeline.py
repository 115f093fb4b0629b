from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from local.closing import Outcome, print_comparison, rows
from local.expectation import Difference
from local.story import read_story
from local.timeline import Entry, Timeline, entries
from qungui.model.act import Act
from qungui.model.case import Breach, Case, CaseState
from qungui.model.group import Mode
from qungui.model.ids import Alias
from qungui.model.ledger import Discipline
from qungui.model.order import Order, OrderState

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


def entry(case=CASE, order=ORDER, joined=False):
    return Entry(group="office", member="zhaolei", case=case, order=order, joined=joined)


def found(*, case=CASE, order=ORDER):
    discipline = Discipline(group_id="office", person_id="p1", cases=(case,), orders=(order,))
    return list(entries({("office", "zhaolei"): discipline}))


@pytest.fixture
def console():
    return Console(width=160, record=True, highlight=False, color_system=None, quiet=False)


def test_a_case_is_an_entry_once_its_order_is_settled():
    assert [each.case.case_id for each in found()] == ["case1"]
    assert found(order=replace(ORDER, state=OrderState.SENDING)) == []
    assert found(case=replace(CASE, escalated=False)) == []


def test_a_case_that_called_for_nothing_new_has_joined():
    (joined,) = found(case=replace(CASE, case_id="case2"))
    assert joined.joined


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (entry(), "警告·已送达"),
        (entry(joined=True), "并入已有的警告"),
        (entry(order=None), "只记录"),
        (entry(case=replace(CASE, state=CaseState.NEEDS_REVIEW), order=None), "待人工确认"),
        (entry(order=replace(ORDER, act=Act.REMOVE)), "已由系统移出"),
        (
            entry(order=replace(ORDER, act=Act.REMOVE, state=OrderState.HANDED_OVER)),
            "移出·已开工作单给群主",
        ),
    ],
)
def test_the_act_is_told_in_the_words_of_a_clerk(shown, words):
    assert shown.act().startswith(words)


def test_a_line_shows_local_time_names_clause_evidence_and_act_once(console):
    timeline = Timeline(story=read_story(), console=console)
    timeline.show([entry()])
    timeline.show([entry()])

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


def test_a_scene_shows_the_records_of_kinds_of_their_own(console):
    story = read_story()
    Timeline(story=story, console=console).scene(story.scenes[-2])
    heading, *lines = console.export_text().splitlines()
    assert "One record of every kind" in heading
    assert len(lines) == len(story.scenes[-2].lines)
    assert {"video", "sphfeed", "hologram", "agree"} <= {line.split()[-3] for line in lines}


def test_the_closing_rows_count_acts_and_requests():
    removal = entry(
        case=replace(CASE, case_id="case2"),
        order=replace(ORDER, act=Act.REMOVE, state=OrderState.HANDED_OVER),
    )
    outcome = Outcome(
        records=10,
        entries=(entry(), removal, entry(order=None), entry(joined=True)),
        requests={"UpdateItem": 10, "Query": 5},
        story_seconds=20.0,
        seconds=30.0,
    )
    shown = dict(rows(outcome))

    assert shown["警告 warnings"] == "1"
    assert shown["移出工作单 work orders"] == "1"
    assert shown["系统移出 removals"] == "0"
    assert shown["  R01.3.10"] == "4"
    assert shown["  每条记录 per record"] == "1.50"


def test_the_comparison_names_every_difference(console):
    print_comparison(console, [Difference(path=("table", "cases"), expected=2, found=1)])
    assert "table / cases" in console.export_text()


def test_the_comparison_is_green_without_a_difference(console):
    print_comparison(console, [])
    assert "✔" in console.export_text()
