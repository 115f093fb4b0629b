"""A rule exists when the rule book lists it, and then it is named, tested, used and described."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from qungui.engine.judge import arm
from qungui.model.group import GroupSettings
from qungui.rulebook import shipped
from qungui.rulebook.compiled import edition_to_json
from qungui.rulebook.loader import load
from qungui.rules import DECLARED, RULE_BOOK

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "shared/src/qungui"
FRAME = {"__init__", "rule", "build", "detection", "worded"}  # what rules are made and asked with
LATER = set(DECLARED.values())  # what later functions carry
MODULES = sorted(
    path.stem for path in (PACKAGE / "rules").glob("*.py") if path.stem not in FRAME | LATER
)
JUDGING = sorted(name for name, spec in RULE_BOOK.items() if spec.judges_messages)
RULEBOOKS = [
    *sorted((PACKAGE / "rulebook/rulebooks").glob("*.yaml")),
    *sorted((ROOT / "docs/examples").glob("*.yaml")),
]
ARMS = """
from qungui.engine.judge import arm
from qungui.model.group import GroupSettings
from qungui.rulebook.compiled import edition_from_json
arm(edition_from_json(sys.stdin.read()), GroupSettings())
"""


def loaded_by(code: str, given: str = "") -> set[str]:
    """The modules of rules that are loaded once *code* has run."""
    probe = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", probe],
        input=given,
        encoding="utf-8",
        capture_output=True,
        check=True,
    )
    ours = {name for name in done.stdout.split() if name.startswith("qungui.rules.")}
    return {name.removeprefix("qungui.rules.") for name in ours} - FRAME


def test_every_rule_module_is_listed_under_its_own_name():
    assert sorted(name.replace("-", "_") for name in JUDGING) == MODULES


def test_the_name_in_the_book_is_the_rules_own():
    assert all(spec.name == name for name, spec in RULE_BOOK.items())
    assert len({RULE_BOOK[name].kind for name in JUDGING}) == len(JUDGING)


@pytest.mark.parametrize("module", sorted(LATER))
def test_every_rule_that_judges_no_message_is_listed_with_its_module(module):
    specs = import_module(f"qungui.rules.{module}").SPECS
    assert [spec.name for spec in specs] == [name for name in DECLARED if DECLARED[name] == module]
    assert not any(spec.judges_messages for spec in specs)


@pytest.mark.parametrize("module", ["qungui.rules", "qungui.usecases.judge_message"])
def test_no_rule_loads_before_it_is_called(module):
    assert loaded_by(f"import {module}") == set()


@pytest.mark.parametrize("regulation", ["R01", "R06"])
def test_an_edition_loads_the_rules_that_it_judges_by_and_no_other(regulation):
    edition = shipped.edition(regulation)
    calls = [call for each in arm(edition, GroupSettings()) for call in each.clause.rules]
    judging = {call.name.replace("-", "_") for call in calls if call.name not in DECLARED}
    assert loaded_by(ARMS, edition_to_json(edition)) == judging


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
