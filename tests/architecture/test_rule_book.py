"""A rule exists when the rule book lists it, and then it is named, tested, used and described."""

import subprocess
import sys
from pathlib import Path

import pytest

from qungui.rulebook.loader import load
from qungui.rules import RULE_BOOK

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "shared/src/qungui"
FRAME = {"__init__", "rule", "build"}  # what rules are made with
DECLARED = {"members", "duties"}  # what later functions carry
MODULES = sorted(
    path.stem for path in (PACKAGE / "rules").glob("*.py") if path.stem not in FRAME | DECLARED
)
JUDGING = sorted(name for name, spec in RULE_BOOK.items() if spec.judges_messages)
RULEBOOKS = [
    *sorted((PACKAGE / "rulebook/rulebooks").glob("*.yaml")),
    *sorted((ROOT / "docs/examples").glob("*.yaml")),
]


def test_every_rule_module_is_listed_under_its_own_name():
    assert sorted(name.replace("-", "_") for name in JUDGING) == MODULES


def test_the_name_in_the_book_is_the_rules_own():
    assert all(spec.name == name for name, spec in RULE_BOOK.items())
    assert len({RULE_BOOK[name].kind for name in JUDGING}) == len(JUDGING)


@pytest.mark.parametrize("module", MODULES)
def test_every_rule_has_its_tests(module):
    assert (ROOT / f"tests/unit/rules/test_{module}.py").exists()


@pytest.mark.parametrize("name", JUDGING)
def test_every_rule_is_described(name):
    assert f"## {name}\n" in (ROOT / "docs/topics/rules.md").read_text()


def test_every_rule_is_called_by_a_rulebook_that_we_ship_or_show():
    editions = [load(path).edition for path in RULEBOOKS]
    called = {call.name for edition in editions for c in edition.clauses for call in c.rules}
    assert called == set(RULE_BOOK)


def test_a_clause_calls_a_rule_for_its_own_topic():
    for path in RULEBOOKS:
        for clause in load(path).edition.clauses:
            for call in clause.rules:
                topics = RULE_BOOK[call.name].topics
                assert not topics or {clause.topic, *clause.also} & set(topics)


@pytest.mark.parametrize(
    "module",
    [
        "qungui.usecases.judge_message",
        "qungui.rulebook.compiled",
        "qungui.adapters.dynamo.directory",
    ],
)
def test_functions_read_the_compiled_form_and_never_load_yaml(module):
    code = f"import sys, {module}; sys.exit(int('ruamel.yaml' in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own words
    assert done.returncode == 0
