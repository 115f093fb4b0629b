"""The schema for editors says what the reader says."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

import qungui.rulebook
from qungui.rulebook.compiled import edition_from_json, edition_to_json
from qungui.rulebook.loader import load
from qungui.rulebook.schema import rulebook_schema
from tests.unit.rulebook.test_language import HEAD, written

SCHEMA = rulebook_schema()
ROOT = Path(__file__).parents[3]
FILES = [
    *sorted((Path(qungui.rulebook.__file__).parent / "rulebooks").glob("*.yaml")),
    *sorted((ROOT / "docs/examples").glob("*.yaml")),
]
CLAUSE = """
    - id: C.1
      text: 不骂人。
      topic: insult
      disposition: assisted
      rule: insult
      """


def faults(text):
    return list(Draft202012Validator(SCHEMA).iter_errors(YAML(typ="safe").load(text)))


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_published_file_is_this_one():
    published = ROOT / "docs/rulebook.schema.json"
    assert json.loads(published.read_text("utf-8")) == SCHEMA, "run: make docs"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_rulebook_that_we_ship_or_show_fits(path):
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_rulebook_that_we_ship_or_show_comes_back_from_its_compiled_form(path):
    edition = load(path).edition
    assert edition_from_json(edition_to_json(edition)) == edition


def test_everything_that_can_be_said_fits():
    assert faults(HEAD) == []


@pytest.mark.parametrize(
    "more",
    [
        "sanction: {then: [warn, remve]}",
        "sanction: {then: {record_fine: {cny: 100}}}",
        "sanction: {then: {remove: {barred_for: 6m}}}",
        "sanction: {then: warn, ladder: L1}",
        "unless: {day: [friday]}",
        "unless: {days: [fryday]}",
        "procedure: desolution",
        "procedure: {filing: {to: [人事]}}",
        "mode: loud",
        "must_hit: [{txt: x}]",
        "sanktion: warn",
    ],
)
def test_what_the_reader_refuses_for_its_form_does_not_fit(more):
    assert faults(written(CLAUSE + more))


def test_every_parameter_says_what_it_means():
    silent = [
        f"{kind} {name}.{key}"
        for kind in ("rule", "procedure", "act")
        for name, call in SCHEMA["$defs"][kind]["anyOf"][1]["properties"].items()
        for key, value in call["properties"].items()
        if key != "defaults" and not value["description"]
    ]
    assert silent == []
