"""A scenario passes by what is seen of it, and never because something is unknown."""

from dataclasses import replace

import pytest

from qungui.acceptance.run import run, shipped_edition
from qungui.acceptance.scenario import Status
from qungui.model.group import Mode
from qungui.rulebook.problems import Place, Problem, RulebookError
from tests.unit.acceptance.build import COMPLIANT, scenario


def test_a_breach_is_seen_with_its_verdict_topic_and_action():
    result = run(scenario())
    assert result.status is Status.PASSED
    assert result.got == {"verdict": "violation", "topic": "advertising", "action": "warn"}


def test_a_wrong_expectation_fails_and_says_what_was_seen():
    result = run(scenario(then={"verdict": "violation", "action": "remove"}))
    assert result.status is Status.FAILED
    assert result.got["action"] == "warn"
    assert result.why == "action 应为 remove，实为 warn"


def test_harmless_words_are_seen_as_compliant():
    result = run(scenario(when={"content": "下午三点开会"}, then=COMPLIANT))
    assert result.status is Status.PASSED


def test_an_earlier_strike_makes_it_the_second_step():
    then = {"verdict": "violation", "action": "remove", "strike": 2, "notify": ["人事行政部"]}
    result = run(scenario("R01.4.4b", given={"strikes": {"王五": 1}}, then=then))
    assert result.status is Status.PASSED, result.why


def test_a_clause_that_orders_a_step_is_not_seen_before_that_step():
    result = run(scenario("R01.4.4b", then=COMPLIANT))
    assert result.status is Status.PASSED, result.why


def test_what_a_person_must_confirm_is_flagged_with_what_would_follow():
    then = {"verdict": "needs-review", "action": "flag_for_review", "proposed_action": "warn"}
    result = run(scenario("R01.4.6", when={"content": "别说了别说了，闭嘴吧"}, then=then))
    assert result.status is Status.PASSED, result.why


def test_messages_before_count():
    given = {"history": [{"from": "王五", "count": 8, "window_seconds": 30}]}
    then = {"verdict": "violation", "topic": "flooding", "action": "remind"}
    talk = {"content": "又一句"}
    assert run(scenario("R01.3.7b", given=given, when=talk, then=then)).status is Status.PASSED
    alone = run(scenario("R01.3.7b", when=talk, then=then))
    assert alone.got["verdict"] == "compliant"


def test_small_talk_counts_only_while_a_question_waits():
    watering = {"rulebook": "R10", "history": [{"type": "watering", "count": 20}]}
    then = {"verdict": "needs-review", "topic": "off-topic", "proposed_action": "remind"}
    when, asked = {"content": "哈哈哈哈"}, {**watering, "open_question": True}
    result = run(scenario("R10.1.7b", given=asked, when=when, then=then))
    assert result.status is Status.PASSED, result.why
    calm = run(scenario("R10.1.7b", given=watering, when=when, then=COMPLIANT))
    assert calm.status is Status.PASSED, calm.why


def test_a_setting_of_the_clause_is_a_setting_of_the_group():
    given = {
        "settings": {"max_messages": 2},
        "history": [{"from": "王五", "count": 2, "window_seconds": 30}],
    }
    then = {"verdict": "violation", "action": "remind"}
    result = run(scenario("R01.3.7b", given=given, when={"content": "又一句"}, then=then))
    assert result.status is Status.PASSED, result.why


def test_silence_of_a_broken_rule_is_no_pass():
    given = {"settings": {"max_messages": "两条"}}
    result = run(scenario("R01.3.7b", given=given, when={"content": "又一句"}, then=COMPLIANT))
    assert result.status is Status.FAILED
    assert result.why == "R01.3.7b 的规则出错"


def test_a_switch_is_the_mode_of_its_clause():
    off = {"settings": {"auto_kick_ads": False}}
    assert run(scenario(given=off, then=COMPLIANT)).status is Status.PASSED
    assert run(scenario(given={"settings": {"auto_kick_ads": True}})).status is Status.PASSED


def test_a_message_before_the_rulebook_was_published_is_not_judged():
    given = {"effective_from": "2025-03-13T00:00:00+08:00"}
    assert run(scenario("R01.5", given=given, then=COMPLIANT)).status is Status.PASSED
    earlier = {"effective_from": "2025-03-11T00:00:00+08:00"}
    assert run(scenario("R01.5", given=earlier, then=COMPLIANT)).status is Status.FAILED


def test_what_an_inspector_sees_in_a_picture_reaches_the_rule():
    when = {"type": "image", "content": "", "image": {"labels": ["色情"]}}
    then = {"verdict": "needs-review", "action": "flag_for_review", "proposed_action": "remind"}
    result = run(scenario("R01.3.7a", when=when, then=then))
    assert result.status is Status.PASSED, result.why


def test_a_role_of_the_sender_is_one_of_the_filing():
    late = {"at": "2025-03-12T23:00:00+08:00", "content": "【通知】明早停电"}
    then = {"verdict": "violation", "action": "remind"}
    assert run(scenario("R01.3.11", when=late, then=then)).status is Status.PASSED
    by_administrator = {**late, "role": "管理员"}
    assert run(scenario("R01.3.11", when=by_administrator, then=COMPLIANT)).status is Status.PASSED


def test_only_a_visible_effect_is_an_action():
    edition = shipped_edition("R01")
    watched = tuple(
        replace(clause, mode=Mode.OBSERVE) if clause.clause_id == "R01.3.10" else clause
        for clause in edition.clauses
    )
    result = run(scenario(), lambda _regulation: replace(edition, clauses=watched))
    assert result.status is Status.FAILED
    assert result.got["action"] == "none"


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ({"given": {"weather": "rain"}}, "weather"),
        ({"given": {"account": "公众号"}}, "公众号"),
        ({"given": {"settings": {"colour": "red"}}}, "colour"),
        ({"given": {"roles": {"专人": "某人"}}}, "专人"),
        ({"given": {"history": [{"type": "humming", "count": 3}]}}, "humming"),
        ({"when": {"event": "schedule", "job": "stock-take"}}, "stock-take"),
        ({"when": {"mood": "sad"}}, "mood"),
        ({"when": {"type": "hologram"}}, "hologram"),
        ({"when": {"at": "gestern"}}, "gestern"),
        ({"when": {"type": "file", "file": {"owner": "x"}}}, "owner"),
        ({"when": {"later": [{"event": "form", "form": "draft"}]}}, "draft"),
        ({"then": {"verdict": "violation", "colour": "red"}}, "colour"),
        ({"clause_id": "R01.9.9"}, "R01.9.9"),
        ({"clause_id": "R01.3.1"}, "还没有规则"),
        ({"given": {"rulebook": "R99"}}, "R99"),
    ],
)
def test_whatever_is_unknown_is_not_carried_and_never_passes(part, why):
    result = run(scenario(**part))
    assert result.status is Status.NOT_CARRIED
    assert result.got == {}
    assert why in result.why


def test_under_a_rulebook_with_mistakes_everything_fails():
    def broken(_regulation):
        raise RulebookError([Problem(Place(3, 1), "R01.1", "写错了", "a mistake")])

    result = run(scenario(), broken)
    assert result.status is Status.FAILED
    assert "写错了" in result.why


def test_a_scenario_of_a_strange_form_is_not_carried():
    result = run(scenario(given={"strikes": ["王五"]}))
    assert result.status is Status.NOT_CARRIED
