"""Examples stand beside their clause and are run."""

from dataclasses import replace
from datetime import time

import pytest

from qungui.model.call import Call
from qungui.model.condition import Condition
from qungui.model.group import Mode, Role
from qungui.model.message import MessageKind
from qungui.rulebook.examples import Example, failures
from qungui.rulebook.loader import loads
from tests.support.build import NIGHT, edition
from tests.unit.rulebook.test_loader import GOOD, problems_of


def wrong(*examples, clause_id=NIGHT):
    return [problem.zh for problem in failures(edition(), clause_id, examples)]


def test_an_example_that_comes_out_right_is_silent():
    assert wrong(Example(hits=True, at=time(22)), Example(hits=False, at=time(7, 30))) == []


def test_an_example_that_comes_out_wrong_is_told():
    assert wrong(Example(hits=True, at=time(12))) == ["示例应当触发而没有触发"]
    assert wrong(Example(hits=False, at=time(23))) == ["示例不应触发而触发了"]


def test_what_a_broken_rule_lets_pass_has_not_passed():
    broken = replace(edition().clause(NIGHT), rules=(Call("quiet-hours", {"from": 22}),))
    law = replace(edition(), clauses=(broken,))
    (problem,) = failures(law, NIGHT, (Example(hits=False, at=time(12)),))
    assert problem.zh == "示例使规则出错"


def test_the_examples_of_a_clause_that_starts_off_are_run_with_it_switched_on():
    night = replace(edition().clause(NIGHT), starts=Mode.OFF)
    asleep = replace(edition(), clauses=(night,))
    hit = Example(hits=True, at=time(22))
    assert list(failures(asleep, NIGHT, (hit,))) == []


def test_an_example_says_what_kind_of_group_it_is_in():
    only_there = Condition(kinds=("工作群",), outsiders=True)
    night = replace(edition().clause(NIGHT), when=(only_there,))
    limited = replace(edition(), clauses=(night,))
    hit = Example(hits=True, at=time(22), filed_as="工作群", outsiders=True)
    elsewhere = Example(hits=False, at=time(22), filed_as="工作群")
    assert list(failures(limited, NIGHT, (hit, elsewhere))) == []


def test_an_example_of_one_clause_is_not_hit_by_another():
    assert wrong(Example(hits=False, text="大家好", at=time(23)), clause_id="R01.4.5") == []


def test_exceptions_for_roles_can_be_told_in_an_example():
    loaded = loads(GOOD.rstrip() + "\n    unless: {roles: [administrator]}\n")
    advert = "橙子产地直发，包邮，要的加微信"
    hit = Example(hits=True, text=advert)
    passed = Example(hits=False, text=advert, role=Role.ADMINISTRATOR)
    assert list(failures(loaded.edition, "C.1", (hit, passed))) == []


def test_texts_and_circumstances_are_read():
    text = (
        GOOD
        + """\
    must_hit: [特价包邮，要的加微信]
    must_pass:
      - {text: 字, repeat: 3, at: "23:30", role: owner, kind: link, same: 1, others: 2, within: 40}
      - {filed_as: 工作群, outsiders: true}
"""
    )
    hit, passed, grouped = loads(text).examples["C.1"]
    assert (hit.hits, hit.text, hit.place.line) == (True, "特价包邮，要的加微信", 19)
    assert (passed.hits, passed.text, passed.at) == (False, "字字字", time(23, 30))
    assert (passed.role, passed.kind) == (Role.OWNER, MessageKind.LINK)
    assert (passed.same, passed.others, passed.within) == (1, 2, 40)
    assert (grouped.filed_as, grouped.outsiders) == ("工作群", True)


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ("{at: 25:00}", "HH:MM"),
        ("{rol: owner}", "role"),
        ("{kind: picture}", "text"),
        ("{same: many}", "整数"),
        ("12", "键值"),
    ],
)
def test_an_example_that_cannot_be_read_is_told(example, said):
    bad = GOOD + f"    must_hit: [{example}]\n"
    assert said in "\n".join(problem.zh for problem in problems_of(bad))
