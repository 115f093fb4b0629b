"""What no single clause shows."""

import pytest

from qungui.model.rulebook import Disposition
from qungui.rulebook import shipped
from qungui.rulebook.loader import loads
from qungui.rules import ASSISTED
from tests.unit.rulebook.test_loader import GOOD, problems_of

NIGHT = """\
  - id: C.{number}
    text: 安静。
    topic: quiet-hours
    disposition: automatic
    rule: {{quiet-hours: {{from: "{start}", to: "{end}", days: [{days}]}}}}
    sanction: remind
"""
RULE = """\
  - {{id: C.5, text: 一条。, topic: x, disposition: {disposition}, rule: {rule}, sanction: remind}}
"""


def said(text):
    return [problem.zh for problem in problems_of(text)]


def test_an_id_stands_once():
    twice = GOOD.replace("id: C.3", "id: C.2")
    assert "条款编号重复" in said(twice)


def test_a_step_needs_its_clause():
    assert any("条款不存在" in zh for zh in said(GOOD.replace("clause: C.3", "clause: C.33")))


def test_a_step_clause_stands_on_its_ladder():
    assert "阶梯没有引用本条" in said(GOOD.replace(", {act: remove, clause: C.3}", ""))


def test_a_ladder_that_no_clause_uses_is_never_walked():
    unused = GOOD.replace("sanction: {ladder: L01}", "sanction: remind")
    assert any("永远走不到" in zh for zh in said(unused))


def test_a_rule_needs_a_sanction():
    assert any(
        "至少写 remind" in z for z in said(GOOD.replace("    sanction: {ladder: L01}\n", ""))
    )


@pytest.mark.parametrize("rule", sorted(ASSISTED))
def test_where_the_meaning_decides_a_person_confirms(rule):
    alone = f"规则 {rule} 看的是意思，先要有人确认，disposition 写 assisted"
    assert alone in said(GOOD + RULE.format(disposition="automatic", rule=f"[gambling, {rule}]"))


def test_what_a_person_confirms_may_go_by_the_meaning():
    assert loads(GOOD + RULE.format(disposition="assisted", rule="[gambling, insult]")).edition


@pytest.mark.parametrize("regulation", shipped.regulations())
def test_no_regulation_that_ships_lets_them_act_alone(regulation):
    clauses = shipped.edition(regulation).clauses
    alone = (each for each in clauses if each.disposition is Disposition.AUTOMATIC)
    assert not {call.name for clause in alone for call in clause.rules} & ASSISTED


@pytest.mark.parametrize("disposition", ["workflow", "advisory", "out-of-scope-platform"])
def test_a_clause_that_nobody_judges_has_no_rule(disposition):
    assert "此类条款不执行规则" in said(GOOD + RULE.format(disposition=disposition, rule="insult"))


@pytest.mark.parametrize(
    "rule",
    [
        "length-limit",
        "flooding",
        "{flooding: {window_seconds: 60}}",
        "{flooding: {max_messages: 8}}",
        '{quiet-hours: {from: "22:00", to: "22:00"}}',
        "political",
    ],
)
def test_a_rule_that_can_never_fire_is_an_error(rule):
    assert any(
        "永远不会触发" in z for z in said(GOOD + RULE.format(disposition="automatic", rule=rule))
    )


def nights(*written):
    """Clauses C.5, C.6, … of windows, each as from, to and days."""
    return GOOD + "".join(
        NIGHT.format(number=number, start=start, end=end, days=", ".join(days))
        for number, (start, end, *days) in enumerate(written, start=5)
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [(("22:00", "07:30"), ("07:00", "08:00")), (("12:00", "14:00"), ("13:00", "13:30"))],
)
def test_quiet_windows_do_not_overlap(first, second):
    assert "休息时段与 C.5 重叠" in said(nights(first, second))


def test_windows_that_touch_do_not_overlap():
    assert said(nights(("22:00", "07:30"), ("07:30", "22:01"))) == ["休息时段与 C.5 重叠"]
    touching = nights(("22:00", "07:30"), ("07:30", "22:00"), ("12:00", "12:01"))
    assert said(touching) == ["休息时段与 C.6 重叠"]


def doubts(text):
    return [problem.zh for problem in loads(text).doubts]


def test_a_clause_that_judges_messages_shows_what_it_hits():
    assert doubts(GOOD) == ["没有示例，写 must_hit 和 must_pass"]
    assert doubts(GOOD + "    must_hit: [低价代开发票，加微信 piao66]\n") == []


def test_a_word_of_everyday_talk_is_no_word_for_a_list():
    listed = GOOD.replace("rule: advertising", "rule: {advertising: {defaults: {phrases: [%s]}}}")
    shown = "    must_hit: [低价代开发票，加微信 piao66]\n"
    assert ["平常说话也会用到" in zh for zh in doubts(listed % "客户" + shown)] == [True]
    assert doubts(listed % '"", 全网最低' + shown) == []
    assert doubts(listed % "的" + shown) == ["“的”只有一个字，几乎每句话都会命中"]
    assert doubts(listed % "食堂, 全网最低" + shown) == [
        "“食堂”平常说话也会用到，如“中午食堂有红烧肉”"
    ]
    assert doubts(listed % "外卖" + shown) == ["“外卖”千条平常消息里不止一条有它"]


LADDER = "steps: [{act: warn, clause: C.2}, {act: remove, clause: C.3}]"


@pytest.mark.parametrize(
    ("steps", "zh"),
    [
        ("[{act: warn, clause: C.2, at: 3}, {act: remove, clause: C.3, at: 3}]", "逐步增大"),
        ("[{act: warn, clause: C.2, on: refusal}, {act: remove, clause: C.3}]", "没有可拒绝的"),
        ("[{act: warn, clause: C.2}, {act: remove, clause: C.3, on: refusal}]", "无从拒绝"),
    ],
)
def test_a_step_that_is_never_reached_is_a_problem(steps, zh):
    assert any(zh in each for each in said(GOOD.replace(LADDER, f"steps: {steps}")))


def test_a_breach_goes_straight_to_a_step_that_is_there():
    straight = GOOD.replace("{ladder: L01}", "{ladder: L01, straight_to: 3}")
    assert "阶梯没有这么多步" in said(straight)


def test_only_a_message_can_be_taken_back():
    excused = GOOD.replace("{ladder: L01}", "{ladder: L01, taken_back: 2 minutes}")
    names = excused.replace("rule: advertising", "rule: {real-name: {source: 名册}}")
    assert "本条不看消息，没有什么可撤回" in said(names)
    assert loads(excused).edition.clause("C.1").sanction.taken_back is not None
