"""``qungui coverage`` as somebody types it."""

import json

import pytest
from typer.testing import CliRunner

from qungui.cli.coverage import page
from qungui.cli.main import app
from qungui.rulebook.coverage import covered
from qungui.rulebook.shipped import edition
from tests.unit.acceptance.build import COMPLIANT, scenario


@pytest.fixture
def folder(tmp_path):
    made = scenario()
    lines = [
        {"scenario_id": name, "clause_id": made.clause_id, "given": made.given, "then": then}
        | {"when": made.when}
        for name, then in (("T-1", made.then), ("T-2", COMPLIANT))
    ]
    (tmp_path / "scenarios.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return tmp_path


def run(*arguments):
    return CliRunner(env={"COLUMNS": "300"}).invoke(app, ["coverage", *map(str, arguments)])


def test_every_clause_is_listed_with_whoever_carries_it(folder):
    output = run("R01", "--scenarios", folder).output
    assert all(one.clause.clause_id in output for one in covered(edition("R01")))
    assert "message_judgement" in output
    assert "［window_seconds=60" in output
    assert "1/2" in output


def test_a_scenario_that_is_listed_as_passing_and_fails_is_an_error(folder):
    (folder / "passing.txt").write_text("T-1\nT-2\n")
    result = run("R01", "--scenarios", folder)
    assert result.exit_code == 1
    assert "T-2 曾经通过" in result.output
    assert "T-1 曾经通过" not in result.output


def test_a_regulation_without_a_rulebook_is_an_error(tmp_path):
    assert run("R99", "--scenarios", tmp_path).exit_code == 1


def test_without_scenarios_the_rest_is_told(tmp_path):
    assert "R01.3.10" in run("R01", "--scenarios", tmp_path).output


def test_the_page_holds_every_clause_once(folder):
    lines = page(folder).splitlines()
    for one in covered(edition("R01")):
        assert sum(line.startswith(f"| {one.clause.clause_id} |") for line in lines) == 1
