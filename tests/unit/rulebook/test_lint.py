"""What no single clause shows."""

import pytest

from tests.unit.rulebook.test_loader import GOOD, problems_of

NIGHT = """\
  - id: C.{number}
    text: 安静。
    topic: quiet-hours
    disposition: automatic
    rule: {{quiet-hours: {{from: "{start}", to: "{end}"}}}}
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


@pytest.mark.parametrize(
    ("first", "second"),
    [(("22:00", "07:30"), ("07:00", "08:00")), (("12:00", "14:00"), ("13:00", "13:30"))],
)
def test_quiet_windows_do_not_overlap(first, second):
    text = GOOD + "".join(
        NIGHT.format(number=number, start=start, end=end)
        for number, (start, end) in enumerate((first, second), start=5)
    )
    assert "休息时段与 C.5 重叠" in said(text)


def test_windows_that_touch_do_not_overlap():
    text = GOOD + NIGHT.format(number=5, start="22:00", end="07:30")
    text += NIGHT.format(number=6, start="07:30", end="22:01")
    assert said(text) == ["休息时段与 C.5 重叠"]
