"""The whole story on the real template, once; then what must turn the comparison red."""

from collections import Counter
from dataclasses import dataclass
from datetime import time, timedelta
from urllib.parse import urlsplit

import pytest

from local.driver import Driver
from local.expectation import differences, read_expectation
from local.facts import call_counts
from local.fake_wecom.faults import FaultPlan, Mishap
from local.places import REGION
from local.resident import answers
from local.schedules import stop_stream, sweep
from local.seed import person_of
from local.stack import Stack, running_stack
from local.story import Line, Scene, read_story
from qungui.cli.ordering import Ordering
from qungui.model.act import Act
from qungui.model.order import OrderState
from qungui.usecases.order_for_group import Wish


@dataclass(frozen=True)
class Played:
    """A stack on which the story was played, what it came to, and the calls until then."""

    stack: Stack
    plan: FaultPlan
    driver: Driver
    facts: dict
    calls: tuple


@pytest.fixture(scope="module")
def played():
    story = read_story()
    plan = FaultPlan()
    with running_stack(story, plan) as stack:
        driver = Driver.of(stack)
        for scene in story.scenes:
            driver.play(scene)
        yield Played(stack, plan, driver, dict(stack.facts()), stack.wecom.calls())
    assert not answers(urlsplit(stack.deployment.endpoint).port), "the emulator still runs"


@pytest.fixture(scope="module")
def expectation():
    return read_expectation()


def said(found):
    return [" / ".join(each.path) for each in found]


def test_the_story_ends_as_expected(played, expectation):
    assert said(differences(expectation, played.facts)) == []


def test_two_members_swapped_in_the_expectation_turn_it_red(played, expectation):
    swapped = {"zhaolei": "zhoutao", "zhoutao": "zhaolei"}
    expected = {
        tuple(swapped.get(part, part) for part in path): count
        for path, count in expectation.items()
    }

    found = said(differences(expected, played.facts))
    assert "cases / office / zhaolei / R01.3.10 / open" in found
    assert "calls / appchat/update / removal / zhoutao" in found


def test_any_one_call_dropped_by_the_platform_turns_it_red(played, expectation):
    for dropped in played.calls:
        kept = call_counts(
            (call for call in played.calls if call is not dropped), played.stack.story
        )
        facts = {path: n for path, n in played.facts.items() if path[0] != "calls"} | kept
        assert len(differences(expectation, facts)) >= 1, dropped.endpoint


def test_any_effect_doubled_turns_it_red(played, expectation):
    for path in played.facts:
        doubled = Counter(played.facts) + Counter({path: 1})
        assert said(differences(expectation, doubled)) == [" / ".join(path)]


def test_one_record_delivered_again_moves_nothing_but_is_seen_going_in(played, expectation):
    scene, line = next((s, line) for s, line in played.stack.story.lines() if line.copies > 1)
    again = Scene(title="again", english="again", day=scene.day, notices=1, lines=(line,))

    played.driver.play(again)

    assert said(differences(played.facts, played.stack.facts())) == [
        "archive / notices",
        "archive / records",
        "metrics / RecordsCollected",
    ]
    assert said(differences(expectation, played.stack.facts())) != []


def test_a_call_that_the_platform_forgets_turns_it_red(played):
    expected = warned(played.stack.facts(), "gaofeng")
    played.plan.befall_next("message/send", Mishap.FORGET)

    played.driver.play(
        Scene(title="more", english="more", day=2, notices=1, lines=(advert("gaofeng"),))
    )

    assert said(differences(expected, played.stack.facts())) == [
        "calls / message/send / text / gaofeng"
    ]


def test_an_operators_order_for_a_group_reaches_the_platform_once(played):
    before, table = Counter(played.stack.facts()), played.stack.deployment.table_name
    rename = Wish(
        group_id="office", act=Act.RENAME, ordered_by=person_of("lina").person_id, wanted="综合办"
    )
    order = Ordering.on(table=table, region=REGION).order
    assert [order(rename).anew, order(rename).anew] == [True, False]
    sweep(played.stack.deployment, played.stack.clock.now())
    played.driver.await_settled()

    expected = before + Counter(
        {
            ("calls", "appchat/get", "answered"): 1,
            ("calls", "appchat/update", "renaming", "officechat01"): 1,
            ("orders", "office", "itself", "rename", "served"): 1,
            ("table", "orders"): 1,
        }
    )
    assert said(differences(expected, played.stack.facts())) == []
    kept = played.stack.ledgers.ledger.discipline("office", "").orders
    assert {one.wanted: one.state for one in kept}["综合办"] is OrderState.SERVED


def test_without_the_stream_the_sweep_saves_the_case(played):
    expected = warned(played.stack.facts(), "zhulin")
    stop_stream()

    played.driver.say(
        Scene(title="late", english="late", day=2, notices=1, lines=(advert("zhulin"),))
    )
    played.driver.await_judged()
    now = played.stack.clock.now()
    sweep(played.stack.deployment, now)  # nothing is due yet
    assert "orders / office / zhulin / warn / served" in said(
        differences(expected, played.stack.facts())
    )

    sweep(played.stack.deployment, now + timedelta(minutes=5))
    played.driver.await_settled()
    assert said(differences(expected, played.stack.facts())) == []


def warned(before, member):
    """What a first advert in the office adds."""
    return Counter(before) + Counter(
        {
            ("archive", "notices"): 1,
            ("archive", "records"): 1,
            ("calls", "appchat/send", "text", "officechat01"): 1,
            ("calls", "message/send", "text", member): 1,
            ("cases", "office", member, "R01.3.10", "open"): 1,
            ("metrics", "RecordsCollected"): 1,
            ("orders", "office", member, "warn", "served"): 1,
            ("table", "cases"): 1,
            ("table", "orders"): 1,
        }
    )


def advert(sender):
    text = "自家蜂场的蜂蜜，两斤装只要88元，包邮，要的加我微信 zhulinfeng"
    return Line(
        line_id=f"advert-{sender}",
        clock=time(10, 0),
        group="office",
        sender=sender,
        what=("text", text),
    )
