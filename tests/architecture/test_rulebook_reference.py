"""The page on every key of a rulebook knows all of them, and shows each in use."""

import re

import pytest
from ruamel.yaml import YAML

from qungui.rulebook.examples import failures
from qungui.rulebook.loader import load
from tools.rulebook_meanings import MEANINGS
from tools.rulebook_reference import PARTS, flow, page
from tools.rulebook_uses import EXAMPLES, SHOWN, Key, first_uses, keys

CALLED = ("rule", "procedure", "act")
KEYS = keys()
USES = first_uses()
PAGE = page()


def test_every_key_of_the_schema_is_used_by_a_rulebook_that_we_ship_or_show():
    assert sorted(KEYS.keys() - USES.keys(), key=str) == []
    assert sorted(USES.keys() - KEYS.keys(), key=str) == []


def test_every_key_has_its_part_of_the_page():
    owners = {key.owner for key in KEYS if key.owner.partition(".")[0] not in CALLED}
    assert owners == {*PARTS, "condition"}


def test_every_key_of_the_file_itself_has_its_meaning():
    written = {(owner, name) for owner, meant in MEANINGS.items() for name in meant}
    assert written == {(key.owner, key.name) for key in KEYS if key.owner in PARTS}


@pytest.mark.parametrize("kind", CALLED)
def test_every_call_has_its_heading(kind):
    headings = re.findall(r"^### ([\w-]+)(?: \w+)?$", PAGE, re.MULTILINE)
    assert {key.name for key in KEYS if key.owner == kind} - {"defaults"} <= set(headings)


def test_every_parameter_and_key_has_its_row():
    rows = re.findall(r"^\| `(\w+)` \|.*\| \S+.* `.+` \|$", PAGE, re.MULTILINE)
    stand = [key for key in KEYS if key.owner not in CALLED]
    calls = [key for key in KEYS if key.name == "defaults"]
    assert len(rows) == len(stand) + len(calls)
    assert {key.name for key in stand} <= set(rows)


@pytest.mark.parametrize("key", [Key("", name) for name in ("clauses", "ladders", "sections")])
def test_what_is_shown_reads_back_as_it_is_in_its_file(key):
    assert YAML(typ="safe").load(flow(USES[key].value)) == USES[key].value


@pytest.mark.parametrize("value", ["4", "22:00", "true", "6 months", "a: b", "#", "", "【急】", 3])
def test_a_value_reads_back_whatever_it_looks_like(value):
    assert YAML(typ="safe").load(flow([value])) == [value]


@pytest.mark.parametrize("name", SHOWN)
def test_a_rulebook_that_is_shown_loads_without_a_doubt_and_its_examples_come_out_right(name):
    loaded = load(EXAMPLES / f"{name}.yaml")
    wrong = [
        problem
        for clause_id, examples in loaded.examples.items()
        for problem in failures(loaded.edition, clause_id, examples)
    ]
    assert (wrong, loaded.doubts) == ([], ())
