"""One message against the clauses of an edition."""

from dataclasses import dataclass, replace

import pytest

from qungui.engine.judge import Armed, Evaluation, arm, breaches, evaluate
from qungui.model.call import Call
from qungui.model.finding import Abstain, Clear, Crash, Hit
from qungui.model.group import GroupSettings, Mode
from qungui.model.message import MessageKind
from qungui.model.rulebook import Disposition
from tests.support.build import ADVERT, NIGHT, clauses, edition, facts, message

ADVERT_TEXT = "橙子产地直发，包邮，要的加微信 chengzi66"


@dataclass(frozen=True)
class Says:
    finding: object

    def judge(self, _facts):
        if isinstance(self.finding, Exception):
            raise self.finding
        return self.finding


def armed(finding, number=0):
    clause = replace(clauses()[0], clause_id=f"C.{number}")
    return Armed(clause, Mode.ENFORCE, (Says(finding),))


def ids(rules):
    return [each.clause.clause_id for each in rules]


def test_clauses_with_a_rule_are_armed_in_the_rulebooks_order():
    assert ids(arm(edition(), GroupSettings())) == [ADVERT, NIGHT, "R01.4.5"]


def test_a_clause_that_is_off_is_not_armed():
    assert ids(arm(edition(), GroupSettings(modes={ADVERT: Mode.OFF}))) == [NIGHT, "R01.4.5"]


@pytest.mark.parametrize(
    "disposition", [Disposition.WORKFLOW, Disposition.ADVISORY, Disposition.OUT_OF_SCOPE]
)
def test_a_clause_that_nobody_judges_is_not_armed(disposition):
    advisory = replace(clauses()[0], disposition=disposition)
    assert arm(edition(clauses=(advisory,)), GroupSettings()) == ()


@pytest.mark.parametrize(
    ("edition_mode", "chosen", "in_use"),
    [
        (Mode.ENFORCE, Mode.OBSERVE, Mode.OBSERVE),
        (Mode.ASSIST, Mode.ENFORCE, Mode.ASSIST),
        (Mode.ENFORCE, None, Mode.ENFORCE),
    ],
)
def test_a_setting_may_lower_the_mode_and_never_raise_it(edition_mode, chosen, in_use):
    clause = replace(clauses()[0], mode=edition_mode)
    modes = {} if chosen is None else {ADVERT: chosen}
    (only,) = arm(edition(clauses=(clause,)), GroupSettings(modes=modes))
    assert only.mode is in_use


def test_a_group_changes_what_its_rulebook_leaves_open():
    values = {NIGHT: {"notice_marks": ["【通知】"]}}
    (rule,) = arm(edition(), GroupSettings(values=values))[1].rules
    assert rule.notice_marks == ("【通知】",)


@pytest.mark.parametrize(
    ("call", "values"),
    [
        (Call("advertising"), {"phrases": ["特价"]}),
        (Call("no-such-rule"), {}),
        (Call("flooding", {"max_mesages": 3}), {}),
        (Call("advertising"), None),
        (Call("advertising"), 7),
        (Call("advertising"), ["phrases"]),
        (Call("advertising", None), {}),
        (Call("advertising", {}, None), {"phrases": ["特价"]}),
    ],
)
def test_a_rule_that_cannot_be_built_crashes_its_clause_and_no_other(call, values):
    broken = replace(clauses()[0], rules=(call,))
    rules = arm(edition(clauses=(broken, clauses()[1])), GroupSettings(values={ADVERT: values}))
    evaluation = evaluate(rules, facts(ADVERT_TEXT))
    assert [type(outcome) for _, outcome in evaluation.outcomes] == [Crash, Clear]


def test_every_rule_is_asked_whatever_the_others_say():
    rules = [armed(Hit("a"), 1), armed(RuntimeError("boom"), 2), armed(Abstain("b"), 3)]
    evaluation = evaluate((*rules, armed(Hit("c"), 4)), facts())
    assert [each.clause.clause_id for each, _ in evaluation.hits] == ["C.1", "C.4"]
    assert [each.clause.clause_id for each, _ in evaluation.crashes] == ["C.2"]
    assert len(evaluation.outcomes) == 4


def test_a_crash_says_what_broke_and_nothing_of_the_message():
    ((_, crash),) = evaluate((armed(ValueError("张三 13912345678")),), facts()).crashes
    assert crash == Crash("Says: ValueError")


def test_a_crash_never_punishes():
    evaluation = evaluate((armed(ValueError()),), facts())
    assert breaches(evaluation, message()) == ()


def test_a_breach_holds_the_masked_words_and_the_mode_in_use():
    rules = arm(edition(), GroupSettings(modes={ADVERT: Mode.OBSERVE}))
    text = "低价代开发票，电话 13912345678，要的找我"
    (breach,) = breaches(evaluate(rules, facts(text)), message(text))
    assert breach.clause_id == ADVERT
    assert (breach.topic, breach.automatic, breach.mode) == ("advertising", True, Mode.OBSERVE)
    assert breach.evidence == "低价代开发票，电话 13***，要的找我"
    assert 0 < breach.score <= 1


def test_an_assisted_clause_is_not_automatic():
    text = "大家明天一起罢工"
    (breach,) = breaches(evaluate(arm(edition(), GroupSettings()), facts(text)), message(text))
    assert not breach.automatic


def test_a_message_without_words_is_shown_by_its_kind():
    hit = evaluate((armed(Hit("夜里发言", occasion="2026-11-25")),), facts())
    (breach,) = breaches(hit, message("", kind=MessageKind.IMAGE))
    assert (breach.evidence, breach.occasion) == ("[图片]", "2026-11-25")


def test_words_passed_on_are_the_evidence_where_they_are_the_breach():
    said = message("看看", kind=MessageKind.FORWARDED, shared="记录\n" + ADVERT_TEXT)
    seen = facts("看看", kind=MessageKind.FORWARDED, shared=said.shared)
    (breach,) = breaches(evaluate(arm(edition(), GroupSettings()), seen), said)
    assert breach.clause_id == ADVERT
    assert breach.evidence
    assert breach.evidence[:4] in ADVERT_TEXT


def allowing(*words, text, shared=""):
    seen = replace(facts(text, shared=shared), allowed_words=words)
    judged = evaluate(arm(edition(), GroupSettings()), seen)
    return [each.evidence for each in breaches(judged, seen.message)]


def test_a_word_that_the_group_allows_is_seen_by_no_rule():
    assert allowing("一起罢工", text="大家明天一起罢工") == []
    assert allowing("一起*工", text="大家明天一起 罢 工") == []
    assert allowing("产地直发*加微信", text="看看", shared=ADVERT_TEXT) == []


@pytest.mark.parametrize("word", ["大家", "停工", "", "*"])
def test_what_else_is_said_is_judged_as_it_stands(word):
    (evidence,) = allowing(word, "剧本排练", text="剧本排练好了，大家明天一起罢工")
    assert "罢工" in evidence


@pytest.mark.parametrize("kind", sorted(set(MessageKind) - {MessageKind.TEXT}))
def test_a_breach_without_words_says_what_was_sent(kind):
    evaluation = Evaluation(((armed(Hit("夜里")), Hit("夜里")),))
    (breach,) = breaches(evaluation, message("", kind=kind))
    assert breach.evidence.startswith("[")
