"""The rules know Chinese, not the scenarios: no text of theirs stands in the code."""

import json
import re
from pathlib import Path

import pytest

from qungui.text.cues import Cues
from qungui.text.lexicon import Lexicon

ROOT = Path(__file__).parents[2]
CODE = [
    *sorted((ROOT / "shared/src").rglob("*.py")),
    *sorted((ROOT / "shared/src").rglob("*.yaml")),
    ROOT / "tools/detection/written.txt",  # what the classifier learns from
]
SCENARIOS = sorted((ROOT / "tests/scenarios").glob("*.jsonl"))
RUN = 8
LONGEST_WORD = 8
# addresses are made up of words that any code writes: http, example, com
ADDRESS = re.compile(r"https?://[!-~]+")


def texts(value: object) -> list[str]:
    """What is said in a scenario: its messages, and what was said before them."""
    if isinstance(value, dict):
        own = [v for k, v in value.items() if k == "content" and isinstance(v, str)]
        lists = [v for k, v in value.items() if k == "group_messages"]
        inner = [each for v in value.values() for each in texts(v)]
        return [*own, *(text for each in lists for text in each), *inner]
    if isinstance(value, list):
        return [each for item in value for each in texts(item)]
    return []


@pytest.fixture(scope="module")
def scenarios():
    return [json.loads(line) for path in SCENARIOS for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def code():
    return {path.relative_to(ROOT): path.read_text() for path in CODE}


def test_no_run_of_eight_characters_of_a_scenario_stands_in_the_code(scenarios, code):
    said = {ADDRESS.sub("", text) for scenario in scenarios for text in texts(scenario)}
    runs = {text[at : at + RUN] for text in said for at in range(len(text) - RUN + 1)}
    found = {
        (str(path), run)
        for path, written in code.items()
        for at in range(len(written) - RUN + 1)
        if (run := written[at : at + RUN]) in runs
    }
    assert found == set()


def test_no_scenario_is_named_in_the_code(scenarios, code):
    whole = "\n".join(code.values())
    assert not [each["scenario_id"] for each in scenarios if each["scenario_id"] in whole]


def test_no_entry_of_a_lexicon_has_more_than_eight_characters(code):
    blocks = re.compile(r'= """\n(.*?)\n"""', re.DOTALL)
    lists = [
        text
        for path, text in code.items()
        if ("text/words" in str(path) or "rules" in str(path)) and path.stem != "everyday"
    ]
    words = {word for text in lists for block in blocks.findall(text) for word in block.split()}
    assert len(words) > 1_000
    assert not [word for word in words if len(word) > LONGEST_WORD]


def test_a_lexicon_leaves_single_characters_out_so_none_counts_alone():
    assert Cues(alone=Lexicon.of("赌 毒")).find("赌毒") is None


def test_every_twin_has_a_text_of_its_own():
    twins = [
        json.loads(line) for line in (ROOT / "tests/scenarios/twins.jsonl").read_text().splitlines()
    ]
    assert len({each["scenario_id"] for each in twins}) == len(twins)
    assert all(each["scenario_id"].endswith("-T") for each in twins)
