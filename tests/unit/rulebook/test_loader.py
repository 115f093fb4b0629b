"""A rulebook file is read whole or not at all, and says where it is wrong."""

from textwrap import dedent

import pytest

from qungui.model.call import Call
from qungui.model.group import Mode, Role
from qungui.model.rulebook import Act, ActCall, Disposition, Sanction, Step
from qungui.rulebook.loader import loads
from qungui.rulebook.problems import Place, RulebookError

HEAD = """\
rulebook: office
regulation: R99
title: 办公室群规
edition: "2026-11"
timezone: Asia/Shanghai
in_force_from: "2026-11-01T00:00:00+08:00"
ladders:
  L01:
    steps: [{act: warn, clause: C.2}, {act: remove, clause: C.3}]
clauses:
  - {id: C.2, text: 第一次警告。, topic: warning-ladder, disposition: automatic, step_of: L01}
  - {id: C.3, text: 再犯移出。, topic: removal-direct, disposition: automatic, step_of: L01}
"""
ADVERT = """\
  - id: C.1
    text: 不发广告。
    topic: advertising
    disposition: automatic
    rule: advertising
    sanction: {ladder: L01}
"""
GOOD = HEAD + ADVERT


def problems_of(text):
    with pytest.raises(RulebookError) as caught:
        loads(text)
    return caught.value.problems


def clause(text):
    """C.1 as written, after what the file needs besides."""
    return HEAD + ADVERT + dedent(text).replace("\n", "\n  ").join(["  ", "\n"])


def loaded_clause(text):
    return loads(clause(text)).edition.clause("C.9")


def test_a_good_file_becomes_an_edition():
    edition = loads(GOOD).edition
    assert (edition.rulebook, edition.edition, edition.timezone) == (
        "office",
        "2026-11",
        "Asia/Shanghai",
    )
    assert edition.ladders["L01"].steps == (
        Step(acts=(ActCall(Act.WARN),), clause_id="C.2", at=1),
        Step(acts=(ActCall(Act.REMOVE),), clause_id="C.3", at=2),
    )
    assert edition.clause("C.1").rules == (Call("advertising"),)
    assert edition.clause("C.1").sanction == Sanction(ladder="L01")


def test_parameters_defaults_and_a_confirmed_sanction_are_read():
    read = loaded_clause("""\
        - id: C.9
          text: 夜里安静。
          topic: quiet-hours
          disposition: assisted
          rule: {quiet-hours: {from: "22:00", to: "07:30", defaults: {notice_marks: [【通知】]}}}
          sanction: {confirm: administrator, then: remind}""")
    (rule,) = read.rules
    assert rule == Call(
        "quiet-hours", {"from": "22:00", "to": "07:30"}, {"notice_marks": ["【通知】"]}
    )
    assert read.sanction == Sanction(acts=(ActCall(Act.REMIND),), confirm=Role.ADMINISTRATOR)
    assert (read.disposition, read.mode) == (Disposition.ASSISTED, Mode.ASSIST)


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("disposition: automatic\n", "dispositon: automatic\n", (16, 5), "disposition"),
        ("rule: advertising", "rule: advertizing", (17, 11), "advertising"),
        ("disposition: automatic\n", "disposition: automatik\n", (16, 18), "automatic"),
        ("sanction: {ladder: L01}", "sanction: {lader: L01}", (18, 16), "ladder"),
        ("sanction: {ladder: L01}", "sanction: {ladder: L10}", (13, 5), "L01"),
        ("sanction: {ladder: L01}", "sanction: remnid", (18, 15), "remind"),
        ("rule: advertising", "rule: {advertising: {phrase: [x]}}", (17, 11), "phrases"),
    ],
)
def test_an_error_says_where_it_stands_and_what_was_probably_meant(old, new, place, said):
    found = [p for p in problems_of(GOOD.replace(old, new)) if p.clause == "C.1"]
    assert any(
        p.place == Place(*place) and f"“{said}”" in p.zh and f"'{said}'" in p.en for p in found
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: 办公室群规\n", "", "缺少“title”"),
        ("clauses:", "clauzes:", "clauses"),
        ("Asia/Shanghai", "Asia/Shanghia", "时区"),
        ("+08:00", "", "时区"),
        ("2026-11-01T00:00:00+08:00", "soon", "时区"),
        ("act: warn", "act: warm", "warn"),
        ("text: 不发广告。", "text: 12", "文字"),
        ("rule: advertising", "rule: {advertising: {}, insult: {}}", "写一个名字"),
        ("rule: advertising", 'rule: {advertising: {phrases: "x"}}', "phrases"),
        ("rule: advertising", "rule: {flooding: {max_messages: 24}}", "应在 0 到 23 之间"),
        ("rule: advertising", 'rule: {quiet-hours: {from: "22:00"}}', "缺少参数“to”"),
        ("sanction: {ladder: L01}", "sanction: {}", "其中之一"),
        ("sanction: {ladder: L01}", "sanction: {ladder: L01}\n    must_hit: 特价", "列表"),
        ("  L01:\n", "  L01:\n    counts: per-team\n", "per-group"),
    ],
)
def test_every_mistake_is_named(old, new, said):
    assert said in "\n".join(p.zh for p in problems_of(GOOD.replace(old, new)))


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    bad = GOOD.replace("act: warn", "act: warm").replace("rule: advertising", "rule: adverts")
    found = problems_of(bad)
    assert len(found) == 2
    assert list(found) == sorted(found)


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "\t- x"])
def test_what_is_no_yaml_is_told_with_its_line(text):
    (only,) = problems_of(text)
    assert only.place.line >= 1
    assert "YAML" in only.zh


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "只是文字"])
def test_what_is_no_rulebook_is_told(text):
    assert problems_of(text)


def test_a_problem_reads_as_one_line():
    text = str(problems_of(GOOD.replace("act: warn", "act: warm"))[0])
    assert text == "9:19 没有叫“warm”的处理，是否想写“warn”？ / no act 'warm'; did you mean 'warn'?"
