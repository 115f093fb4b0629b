"""``qungui scenarios`` as somebody types it."""

import json

import pytest
from typer.testing import CliRunner

from qungui.cli.main import app
from tests.unit.acceptance.build import COMPLIANT, scenario


def line(scenario_id, **parts):
    made = scenario(**parts)
    keys = ("clause_id", "given", "when", "then")
    return json.dumps({"scenario_id": scenario_id, **{key: getattr(made, key) for key in keys}})


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "some.jsonl"
    lines = (
        line("T-1"),
        line("T-2", then=COMPLIANT),
        line("T-3", given={"rulebook": "R99"}),
        line("T-4", when={"content": "[bold]下午开会"}, then=COMPLIANT),
    )
    path.write_text("\n".join(lines))
    return path


def run(*arguments):
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["scenarios", *map(str, arguments)])


def test_json_holds_the_counts_and_every_result(file):
    said = json.loads(run(file, "--json").stdout)
    assert {key: said[key] for key in ("total", "passed", "failed", "not_carried")} == {
        "total": 4,
        "passed": 2,
        "failed": 1,
        "not_carried": 1,
    }
    second = said["results"][1]
    assert (second["scenario_id"], second["status"]) == ("T-2", "failed")
    assert second["expected"]["verdict"] == "compliant"
    assert second["got"]["verdict"] == "violation"


def test_people_read_tables_and_why_something_failed(file):
    output = run(file).output
    assert "verdict 应为 compliant，实为 violation" in output
    assert "没有随产品发布的规定 R99" in output
    assert "共 4 个：通过 2，没有通过 1，尚未承载 1" in output


def test_one_rulebook_can_be_chosen(file):
    assert json.loads(run(file, "--json", "--rulebook", "R99").stdout)["total"] == 1


def test_those_that_pass_are_written_down(file, tmp_path):
    run(file, "--passing", tmp_path / "passing.txt")
    assert (tmp_path / "passing.txt").read_text() == "T-1\nT-4\n"


def test_a_file_that_is_none_is_refused(tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{")
    result = run(bad)
    assert result.exit_code == 1
    assert "第 1 行" in result.output
