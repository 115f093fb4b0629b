"""What is seen of clauses of many kinds: steps, choices, acts by hand, kinds of group."""

from dataclasses import replace

from qungui.acceptance.run import run, shipped_edition
from qungui.acceptance.scenario import Status
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.condition import Condition
from qungui.model.group import Mode, Role
from qungui.model.rulebook import ActCall, Disposition, Ladder, Sanction, Step
from tests.unit.acceptance.build import COMPLIANT, scenario

ADS = "R01.3.10"
RUDE = {"content": "别说了别说了，闭嘴吧"}


def changed(clause_id, **parts):
    """R01 with one clause that says something else."""
    edition = shipped_edition("R01")
    clauses = tuple(
        replace(clause, **parts) if clause.clause_id == clause_id else clause
        for clause in edition.clauses
    )
    return replace(edition, clauses=clauses)


def seen(made, edition):
    return run(made, lambda _regulation: edition)


def acts(*kinds):
    return tuple(ActCall(kind) for kind in kinds)


def test_an_act_that_a_person_carries_out_is_seen_in_the_ledger():
    sanction = Sanction(acts=acts(Act.SEVERE_WARNING, Act.PERSUADE_TO_LEAVE))
    then = {"verdict": "violation", "action": "severe_warning", "also": ["persuade_to_leave"]}
    result = seen(scenario(then=then), changed(ADS, sanction=sanction))
    assert result.status is Status.PASSED, result.why


def test_what_a_person_may_choose_is_proposed():
    choices = {"light": acts(Act.WARN), "grave": acts(Act.SUSPEND_POSTING)}
    sanction = Sanction(choices=choices, confirm=Role.ADMINISTRATOR)
    then = {"verdict": "needs-review", "proposed_action": "suspend_posting"}
    made = scenario("R01.4.6", when=RUDE, then=then)
    assert seen(made, changed("R01.4.6", sanction=sanction)).status is Status.PASSED


def test_a_step_that_a_person_must_confirm_is_proposed_though_the_finding_is_automatic():
    ladder = Ladder(
        ladder_id="L01",
        steps=(
            Step(acts=acts(Act.WARN), clause_id="R01.4.4a", at=1),
            Step(
                acts=acts(Act.REMOVE),
                clause_id="R01.4.4b",
                at=2,
                confirm=Role.ADMINISTRATOR,
            ),
        ),
    )
    edition = replace(shipped_edition("R01"), ladders={"L01": ladder})
    then = {"verdict": "needs-review", "action": "flag_for_review", "proposed_action": "remove"}
    made = scenario("R01.4.4b", given={"strikes": {"王五": 1}}, then={**then, "target": "王五"})
    result = seen(made, edition)
    assert result.status is Status.PASSED, result.why


def test_a_further_topic_of_the_same_words_counts():
    edition = changed(ADS, also=("gambling",))
    assert seen(scenario(then={"topic": "gambling"}), edition).status is Status.PASSED
    assert seen(scenario(then={"topic": "drugs"}), edition).status is Status.FAILED


def test_a_clause_for_one_kind_of_group_looks_at_the_kind_that_the_name_states():
    edition = changed(ADS, when=(Condition(kinds=("工作群",)),))
    assert seen(scenario(given={"group": "某某工作群"}), edition).status is Status.PASSED
    elsewhere = scenario(given={"group": "某某交流群", "kind": "交流群"}, then=COMPLIANT)
    assert seen(elsewhere, edition).status is Status.PASSED


def test_a_clause_without_a_strike_on_a_ladder_counts_the_cases():
    edition = changed(ADS, sanction=Sanction(acts=acts(Act.WARN)))
    then = {"verdict": "violation", "action": "warn", "strike": 3}
    result = seen(scenario(given={"strikes": {"王五": 2}}, then=then), edition)
    assert result.status is Status.PASSED, result.why


def test_strikes_cannot_be_entered_where_nothing_counts():
    edition = changed("R01.4.4a", disposition=Disposition.ADVISORY)
    edition = replace(
        edition, ladders={}, clauses=tuple(replace(each, sanction=None) for each in edition.clauses)
    )
    made = scenario("R01.4.4a", given={"strikes": {"王五": 1}})
    assert seen(made, edition).status is Status.NOT_CARRIED


def test_a_rule_on_which_no_function_acts_is_not_carried():
    edition = changed(ADS, rules=(Call("auto-reply"),))
    result = seen(scenario(), edition)
    assert result.status is Status.NOT_CARRIED
    assert "auto-reply" in result.why


def test_an_assisted_mode_asks_first_also_for_an_automatic_finding():
    then = {"verdict": "needs-review", "action": "flag_for_review", "proposed_action": "warn"}
    result = seen(scenario(then=then), changed(ADS, mode=Mode.ASSIST))
    assert result.status is Status.PASSED, result.why


def test_a_message_may_be_sent_in_another_group_under_the_same_rulebook():
    given = {"group": "本群", "group_messages": ["明早八点集合"]}
    made = scenario(given=given, when={"in_group": "别的群"})
    assert run(made).status is Status.PASSED


def test_what_several_people_did_is_told_of_all_of_them():
    given = {"ads": [{"from": "赵六", "content": "低价代开发票，加微信 vx888666"}]}
    then = {"verdict": "violation", "targets": ["王五", "赵六"], "also_clause": ADS}
    result = run(scenario(given=given, then=then))
    assert set(result.got["targets"]) == {"王五", "赵六"}
    assert result.got["also_clause"] == ADS


def dealt_with(words, then):
    return run(scenario("R10.4.1", given={"rulebook": "R10"}, when={"content": words}, then=then))


def test_a_duty_to_deal_with_breaches_is_done_once_somebody_is_asked():
    then = {"verdict": "process", "action": "open_case", "to": "群管理员"}
    insult = "你就是个蠢货，给我闭嘴"
    found = dealt_with(insult, {**then, "step": "verbal_warning"})
    assert (found.status, found.why) == (Status.PASSED, "")
    assert dealt_with(insult, {**then, "step": "remove"}).got["step"] is None
    assert dealt_with("会议纪要已经发到邮箱", COMPLIANT).status is Status.PASSED
