"""A rulebook may extend another one, and says everything that it changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.rulebook.clauses import ReadClause
from qungui.rulebook.loader import load, loads
from qungui.rulebook.parts import Layer, Parts
from qungui.rulebook.problems import Place, RulebookError
from tests.support.build import clauses

HEAD = """\
rulebook: {name}
regulation: R99
title: 群规
edition: "2026-11"
timezone: Asia/Shanghai
in_force_from: "2026-11-01T00:00:00+08:00"
"""
BASE = (
    HEAD.format(name="base")
    + """\
sections: {"1": 总则}
ladders:
  L1: {steps: [{act: warn, clause: B.1}]}
clauses:
  - {id: B.1, text: 先警告。, topic: warning-ladder, disposition: automatic, step_of: L1}
  - {id: B.2, text: 不发广告。, topic: advertising, disposition: automatic, rule: advertising,
     sanction: {ladder: L1}}
  - {id: B.3, text: 多交流。, topic: positivity, disposition: advisory}
"""
)
ADVICE = "{{id: {}, text: {}, topic: positivity, disposition: advisory}}"


def extending(name, base, more):
    return HEAD.format(name=name) + f"extends: {base}\n{more}"


def advice(clause_id, text):
    return f"  - {ADVICE.format(clause_id, text)}\n"


CHILD = extending(
    "child",
    "base",
    "overrides: [B.3]\ndrops: ['1']\nclauses:\n"
    + advice("B.3", "少交流。")
    + advice("C.1", "新的一条。"),
)


def texts(loaded):
    return {clause.clause_id: clause.text for clause in loaded.edition.clauses}


def problems(text, **files):
    with pytest.raises(RulebookError) as caught:
        loads(text, files.get)
    return "\n".join(each.zh for each in caught.value.problems)


def test_what_is_not_changed_is_inherited_in_its_place():
    loaded = loads(CHILD, {"base": BASE}.get)
    assert texts(loaded) == {
        "B.1": "先警告。",
        "B.2": "不发广告。",
        "B.3": "少交流。",
        "C.1": "新的一条。",
    }
    assert list(loaded.edition.ladders) == ["L1"]
    assert loaded.edition.sections == ()
    assert loaded.edition.rulebook == "child"


def test_a_rulebook_beside_the_file_is_found(tmp_path):
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "child.yaml").write_text(CHILD, encoding="utf-8")
    assert load(tmp_path / "child.yaml") == loads(CHILD, {"base": BASE}.get)


def test_one_that_we_ship_is_found_by_its_name():
    text = extending("ours", "company-wechat-groups", "clauses: []\n")
    assert "R01.3.10" in texts(loads(text))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("clauses:\n" + advice("B.3", "少交流。"), "须列入 overrides"),
        ("overrides: [B.3]\nclauses: []\n", "列为改写的要写出来"),
        ("overrides: [B.9]\nclauses: []\n", "没有“B.9”"),
        ("drops: [B.9]\nclauses: []\n", "没有“B.9”"),
        ("drops: [B.3]\nclauses:\n" + advice("B.3", "少交流。"), "列为删去的不能再写"),
        ("drops: [L1]\nclauses: []\n", "没有阶梯“L1”"),
        ("ladders: {L1: {steps: [{act: remove, clause: B.1}]}}\nclauses: []\n", "须列入 overrides"),
    ],
)
def test_what_changes_without_being_said_is_a_problem(more, said):
    assert said in problems(extending("child", "base", more), base=BASE)


def test_a_base_that_is_not_there_or_is_wrong_or_comes_back_is_a_problem():
    empty = extending("child", "base", "clauses: []\n")
    assert "找不到" in problems(empty)
    assert "本身有错" in problems(empty, base=BASE.replace("topic: positivity, ", ""))
    circle = extending("base", "child", "clauses: []\n")
    assert "本身有错" in problems(empty, base=circle, child=empty)


def test_overrides_without_a_base_are_a_problem():
    assert "没有写 extends" in problems(BASE + "overrides: [B.3]\n")


NAMES = st.sampled_from(["B.1", "B.2", "C.1", "C.2"])


@st.composite
def layers(draw):
    """One that says some clauses in words of its own and drops some others."""
    words = draw(st.dictionaries(NAMES, st.text("甲乙丙", min_size=1, max_size=2)))
    clauses = tuple(
        ReadClause(replace(advertising(), clause_id=name, text=text), Place(), ())
        for name, text in words.items()
    )
    return Layer(Parts(clauses), draw(st.frozensets(NAMES)))


def advertising():
    return clauses()[0]


@given(layers(), layers(), layers())
def test_it_makes_no_difference_which_two_layers_are_put_together_first(low, middle, high):
    assert high.over(middle).over(low) == high.over(middle.over(low))
