"""Files of scenarios."""

import json

import pytest

from qungui.acceptance.scenario import ScenarioFileError, read_scenarios

LINE = {"scenario_id": "T-1", "clause_id": "R01.3.10", "given": {}, "when": {}, "then": {}}


def test_a_line_is_a_scenario_and_empty_lines_are_left_out(tmp_path):
    file = tmp_path / "some.jsonl"
    file.write_text(json.dumps(LINE) + "\n\n")
    (found,) = read_scenarios(file)
    assert found.scenario_id == "T-1"
    assert found.rulebook == "R01"


@pytest.mark.parametrize("line", ["{", "[]", '{"scenario_id": "T-2"}'])
def test_a_line_that_is_no_scenario_is_named(tmp_path, line):
    file = tmp_path / "some.jsonl"
    file.write_text(json.dumps(LINE) + "\n" + line)
    with pytest.raises(ScenarioFileError, match="第 2 行"):
        read_scenarios(file)


def test_an_id_that_is_used_twice_is_refused(tmp_path):
    file = tmp_path / "some.jsonl"
    file.write_text((json.dumps(LINE) + "\n") * 2)
    with pytest.raises(ScenarioFileError, match="T-1"):
        read_scenarios(file)
