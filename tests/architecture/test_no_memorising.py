"""The product knows regulations, not the scenarios it is measured by."""

import re
from pathlib import Path

import pytest

from qungui.acceptance.scenario import Scenario, read_scenarios

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path for path in (ROOT / "shared/src").rglob("*") if path.suffix in {".py", ".yaml", ".json"}
)
FILES = sorted((ROOT / "tests/scenarios").glob("*.jsonl"))
RUN = 8
CHINESE = re.compile(r"[一-鿿]")


def texts(scenario: Scenario):
    """Everything that somebody writes in a scenario."""
    yield from (
        str(event.get("content", "")) for event in (scenario.when, *scenario.when.get("later", ()))
    )
    yield from (
        str(entry.get("content", ""))
        for key in ("history", "ads")
        for entry in scenario.given.get(key, ())
    )
    yield from map(str, scenario.given.get("group_messages", ()))


def runs(text: str) -> set[str]:
    """Runs of words; an address or a number of which few characters are Chinese tells nothing."""
    every = (text[start : start + RUN] for start in range(len(text) - RUN + 1))
    return {run for run in every if len(CHINESE.findall(run)) >= RUN // 2}


@pytest.fixture(scope="module")
def scenarios():
    return tuple(each for file in FILES for each in read_scenarios(file))


def test_no_scenario_is_named_in_the_product(scenarios):
    ids = {each.scenario_id for each in scenarios}
    named = {
        (path.name, word)
        for path in SOURCES
        for word in re.findall(r"\bS-R\d\d\.[\w.-]+", path.read_text("utf-8"))
    }
    assert ids
    assert named == set()


def test_no_words_of_a_scenario_stand_in_the_product(scenarios):
    told = {
        run: each.scenario_id for each in scenarios for text in texts(each) for run in runs(text)
    }
    copied = {
        (path.relative_to(ROOT).as_posix(), run, told[run])
        for path in SOURCES
        for run in runs(path.read_text("utf-8")) & told.keys()
    }
    assert told
    assert copied == set()
