"""The first regulation as shipped."""

from pathlib import Path

import pytest

import qungui.rulebook
from qungui.engine.judge import arm
from qungui.model.act import Act
from qungui.model.group import GroupSettings, Mode
from qungui.model.rulebook import ActCall, Disposition
from qungui.rulebook.compiled import edition_from_json, edition_to_json
from qungui.rulebook.examples import failures
from qungui.rulebook.loader import load
from qungui.rules import RULE_BOOK

LOADED = load(Path(qungui.rulebook.__file__).parent / "rulebooks/R01.yaml")
EDITION = LOADED.edition
WITH_RULE = [
    clause
    for clause in EDITION.clauses
    if any(RULE_BOOK[call.name].judges_messages for call in clause.rules)
]


def test_all_thirty_one_clauses_are_there():
    assert len(EDITION.clauses) == 31
    assert {d.value: sum(c.disposition is d for c in EDITION.clauses) for d in Disposition} == {
        "automatic": 12,
        "assisted": 9,
        "workflow": 4,
        "advisory": 6,
        "out-of-scope-platform": 0,
    }


def test_the_ladder_warns_once_and_then_removes():
    steps = EDITION.ladders["L01"].steps
    assert [(step.acts, step.clause_id) for step in steps] == [
        ((ActCall(Act.WARN),), "R01.4.4a"),
        ((ActCall(Act.REMOVE),), "R01.4.4b"),
    ]


def test_only_adverts_and_negative_news_walk_the_ladder():
    walking = [c.clause_id for c in EDITION.clauses if c.sanction and c.sanction.ladder]
    assert walking == ["R01.3.6", "R01.3.10"]


@pytest.mark.parametrize("clause", WITH_RULE, ids=lambda clause: clause.clause_id)
def test_every_example_comes_out_right(clause):
    examples = LOADED.examples[clause.clause_id]
    assert examples
    assert list(failures(EDITION, clause.clause_id, examples)) == []


@pytest.mark.parametrize("clause", WITH_RULE, ids=lambda clause: clause.clause_id)
def test_an_assisted_clause_waits_for_a_person(clause):
    if clause.disposition is Disposition.ASSISTED:
        assert clause.sanction.confirm is not None
        assert clause.mode is Mode.ASSIST
    else:
        assert clause.sanction.confirm is None
        assert clause.mode is Mode.ENFORCE


def test_a_clause_without_a_written_sanction_only_reminds():
    written = {"R01.3.6", "R01.3.9", "R01.3.10", "R01.4.5", "R01.4.6"}
    acts = [each for c in WITH_RULE if c.clause_id not in written for each in c.sanction.acts]
    assert set(map(str, acts)) == {str(ActCall(Act.REMIND))}


def test_a_political_topic_is_ended_as_the_text_says():
    assert EDITION.clause("R01.3.9").sanction.acts == (ActCall(Act.TERMINATE_TOPIC),)


def test_the_group_may_change_only_what_the_text_leaves_open():
    open_keys = {
        c.clause_id: set(call.defaults) for c in WITH_RULE for call in c.rules if call.defaults
    }
    assert open_keys["R01.3.7b"] == {"window_seconds", "max_messages", "max_identical"}
    assert open_keys["R01.3.11"] == {"announce", "notice_marks"}
    assert "R01.3.4b" not in open_keys


def test_every_rule_of_it_is_armed_by_default():
    assert len(arm(EDITION, GroupSettings())) == len(WITH_RULE) == 11


def test_its_compiled_form_is_the_same_edition():
    assert edition_from_json(edition_to_json(EDITION)) == EDITION
