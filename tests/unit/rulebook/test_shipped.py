"""Every regulation as shipped: whole, clean, and no harder on people than its words."""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from qungui.model.act import Act
from qungui.model.rulebook import Disposition, Subject
from qungui.rulebook import shipped
from qungui.rulebook.compiled import edition_from_json, edition_to_json
from qungui.rulebook.examples import failures
from qungui.rules import RULE_BOOK

SHIPPED = shipped.regulations()
LOADED = {regulation: shipped.loaded(regulation) for regulation in SHIPPED}
EDITIONS = {regulation: loaded.edition for regulation, loaded in LOADED.items()}
CLAUSES = [clause for edition in EDITIONS.values() for clause in edition.clauses]

# what regulations contain: facts about them, none of their words
with Path(__file__).with_name("clauses.csv").open(encoding="utf-8") as table:
    ROWS = list(csv.DictReader(table))
FACTS = {
    name: [(row["clause_id"], row["disposition"], row["topic"]) for row in rows]
    for name, rows in groupby(ROWS, key=lambda row: row["clause_id"].split(".")[0])
}

SHOWN = {Disposition.ADVISORY, Disposition.OUT_OF_SCOPE}
JUDGED = {Disposition.AUTOMATIC, Disposition.ASSISTED}
HEAVY = {Act.REMOVE, Act.RECORD_FINE, Act.REFER, Act.SUSPEND_ACCOUNT, Act.HOLD_LEADER_RESPONSIBLE}
ALONE = {
    "R01.4.2",  # who has left the company is taken out; the directory shows it
    "R06.3.2",
    "R12.3.3",
    "R01.4.4b",  # "directly", and the finding is automatic
    "R17.3.3i",  # where an owner has switched it on
}
"""Where the system may remove somebody without asking."""


def judges_messages(clause):
    return any(RULE_BOOK[call.name].judges_messages for call in clause.rules)


def test_every_regulation_has_its_rulebook():
    assert sorted(SHIPPED) == sorted(FACTS)
    assert (len(SHIPPED), len(CLAUSES)) == (31, 691)


@pytest.mark.parametrize("regulation", SHIPPED)
def test_its_clauses_are_those_of_the_regulation_in_its_order(regulation):
    said = [(c.clause_id, c.disposition.value, c.topic) for c in EDITIONS[regulation].clauses]
    assert said == FACTS[regulation]


@pytest.mark.parametrize("regulation", SHIPPED)
def test_its_head_names_it(regulation):
    edition = EDITIONS[regulation]
    assert edition.regulation == regulation
    assert edition.title
    assert edition.gloss
    assert edition.timezone == "Asia/Shanghai"


def test_no_two_have_the_same_name():
    assert len({edition.rulebook for edition in EDITIONS.values()}) == len(EDITIONS)


@pytest.mark.parametrize("regulation", SHIPPED)
def test_its_examples_come_out_right(regulation):
    loaded = LOADED[regulation]
    wrong = [
        problem
        for clause_id, examples in loaded.examples.items()
        for problem in failures(loaded.edition, clause_id, examples)
    ]
    assert wrong == []


@pytest.mark.parametrize("regulation", SHIPPED)
def test_its_compiled_form_is_the_same_edition(regulation):
    edition = EDITIONS[regulation]
    assert edition_from_json(edition_to_json(edition)) == edition


def test_every_clause_has_its_text_and_its_gloss():
    assert [c.clause_id for c in CLAUSES if not (c.text and c.gloss)] == []


def test_what_is_only_shown_does_nothing():
    acting = [c.clause_id for c in CLAUSES if c.rules or c.procedure or c.sanction or c.step_of]
    shown = {c.clause_id for c in CLAUSES if c.disposition in SHOWN}
    assert shown.isdisjoint(acting)


def test_whatever_acts_has_a_rule_a_procedure_or_a_step():
    idle = [
        c.clause_id
        for c in CLAUSES
        if c.disposition in JUDGED and not (c.rules or c.procedure or c.step_of)
    ]
    assert idle == []
    workflows = [c for c in CLAUSES if c.disposition is Disposition.WORKFLOW]
    assert [c.clause_id for c in workflows if c.procedure is None] == []


def test_nothing_heavy_happens_to_anybody_before_a_person_agrees():
    alone = {
        c.clause_id
        for c in CLAUSES
        if c.sanction
        and c.sanction.confirm is None
        and HEAVY & {each.act for each in c.sanction.acts}
    } | {
        step.clause_id
        for edition in EDITIONS.values()
        for ladder in edition.ladders.values()
        for step in ladder.steps
        if step.confirm is None and HEAVY & {each.act for each in step.acts}
    }
    assert alone <= ALONE


def test_what_a_person_must_confirm_says_who():
    silent = [
        c.clause_id
        for c in CLAUSES
        if c.disposition is Disposition.ASSISTED and c.rules and c.sanction.confirm is None
    ]
    assert silent == []


def test_what_judges_messages_of_groups_shows_how():
    """At least one example beside every clause that a message can break by its words."""
    bare = [
        clause.clause_id
        for loaded in LOADED.values()
        if loaded.edition.subject is Subject.GROUP
        for clause in loaded.edition.clauses
        if judges_messages(clause) and not loaded.examples[clause.clause_id]
    ]
    assert bare == []
