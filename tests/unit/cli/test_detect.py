import json

import pytest
from typer.testing import CliRunner

from qungui.cli.main import app

ADVERT = "产地直发的橙子，包邮到家，要的加微信下单"


def run(*arguments):
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ("detect", *arguments))


def detected(folder, *messages):
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in messages))
    result = run("--input", str(source), "--output", str(target))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in target.read_text().split("\n") if line]


def topics(message):
    return {each["topic"] for each in message["found"]}


def test_each_message_comes_back_in_order_with_what_was_found(tmp_path):
    asked = [{"text": f"😀 {ADVERT}", "id": 7}, {"id": 8, "text": "下午三点开会", "kind": "text"}]
    advert, work = detected(tmp_path, *asked)
    assert [advert["id"], work["id"]] == [7, 8]
    assert work == {**asked[1], "found": []}
    (find,) = [each for each in advert["found"] if each["topic"] == "advertising"]
    start, end = find["span"]
    assert find["evidence"] == advert["text"][start:end] != ""
    assert 0 < find["score"] <= 1
    assert find.keys() == {"topic", "score", "span", "evidence"}
    assert len(topics(advert)) == len(advert["found"])


def test_context_tells_more(tmp_path):
    previous = [{"from": "a", "text": ADVERT, "at": "2026-11-25T12:00:00"}]
    before = {"text": ADVERT, "context": {"previous": previous}}
    at_night = {"text": "在吗", "at": "2026-11-25T23:00:00", "context": {"rulebook": "R01"}}
    again, late, alone = detected(tmp_path, before, at_night, {"text": ADVERT})
    assert "duplicate-ad" in topics(again)
    assert "quiet-hours" in topics(late)
    assert "duplicate-ad" not in topics(alone)


def test_what_json_may_hold_comes_back(tmp_path):
    odd = [
        {"text": "\ud800你好\u2028再见"},
        {"text": "", "kind": None},
        {"text": "x", "kind": "odd"},
    ]
    assert [each["text"] for each in detected(tmp_path, *odd)] == [each["text"] for each in odd]


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"text": 3}',
        '{"text": "x", "at": "noon"}',
        '{"text": "x", "context": {"rulebook": "R99"}}',
        '{"text": "x", "context": {"previous": [{"from": "a"}]}}',
    ],
)
def test_a_line_that_is_no_message_is_told_by_its_number(tmp_path, line):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"text": "x"}\n\n' + line + "\n")
    result = run("--input", str(source), "--output", str(target))
    assert result.exit_code == 1
    assert "第 3 行" in result.output
    assert not target.exists()


def test_a_text_is_explained():
    result = run("--text", f"早！{ADVERT}")
    assert result.exit_code == 0
    assert "读作：" in result.output
    assert "advertising" in result.output
    assert f"{ADVERT} [2, {2 + len(ADVERT)})" in result.output
    assert "无法判断" in result.output
    assert "门槛" in result.output


def test_what_to_do_must_be_said():
    result = run("--input", __file__)
    assert result.exit_code == 2
    assert "--output" in result.output
