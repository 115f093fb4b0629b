import json

import pytest
from typer.testing import CliRunner

from qungui.cli.detect import _HEADS
from qungui.cli.main import app
from qungui.text.classifier import Head

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


def test_a_message_of_nobody_follows_on_what_one_member_wrote(tmp_path):
    pieces = [{"from": "a", "text": each} for each in ("你这", "脑")]
    others = [pieces[0], {**pieces[1], "from": "b"}]
    asked = [{"text": "残啊", "context": {"previous": each}} for each in (pieces, others)]
    by_one, by_two = detected(tmp_path, *asked)
    assert topics(by_one) == {"insult"}
    assert topics(by_two) == set()


def test_what_a_reply_quotes_is_not_its_writers(tmp_path):
    reply = f"「小李：{ADVERT}」\n{'- ' * 15}\n😀 {ADVERT}"
    quoting, own = detected(
        tmp_path, {"text": f"「小李：{ADVERT}」\n{'- ' * 15}\n别发了"}, {"text": reply}
    )
    assert quoting["found"] == []
    (find,) = [each for each in own["found"] if each["topic"] == "advertising"]
    start, end = find["span"]
    assert start > reply.index("😀")
    assert find["evidence"] == reply[start:end]


def test_a_regulation_names_what_is_found_as_without_one(tmp_path):
    """Also where a clause of another topic asks for it."""
    context = {"rulebook": "R13"}
    (insult,) = detected(tmp_path, {"text": "你这种脑残废物，滚出去吧", "context": context})
    assert "insult" in topics(insult)
    assert topics(insult).isdisjoint({"removal-direct", "harassment", "posting-mode"})


def test_what_json_may_hold_comes_back(tmp_path):
    odd = [
        {"text": "\ud800你好\u2028再见"},
        {"text": "", "kind": None},
        {"text": "x", "kind": "odd"},
        {"text": "x", "kind": ["odd"], "context": {"previous": None}},
    ]
    assert [each["text"] for each in detected(tmp_path, *odd)] == [each["text"] for each in odd]


def test_a_file_from_elsewhere_may_begin_with_a_mark_and_end_its_lines_its_own_way(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes('\ufeff{"text": "一"}\r\n{"text": "二"}\r\n'.encode())
    assert run("--input", str(source), "--output", str(target)).exit_code == 0
    written = [json.loads(line)["text"] for line in target.read_text().splitlines()]
    assert written == ["一", "二"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"no json", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"text": "\xff"}', "JSON"),
        (b"[]", "JSON 对象"),
        (b"{}", "没有 text"),
        (b'{"text": 3}', "text 不是文字"),
        (b'{"text": "x", "at": "noon"}', "noon"),
        (b'{"text": "x", "at": "9999-12-31"}', "9999"),
        (b'{"text": "x", "context": "y"}', "context"),
        (b'{"text": "x", "context": {"rulebook": "R99"}}', "R99"),
        (b'{"text": "x", "context": {"previous": {}}}', "previous"),
        (b'{"text": "x", "context": {"previous": ["y"]}}', "previous"),
        (b'{"text": "x", "context": {"previous": [{"from": "a"}]}}', "没有 text"),
    ],
)
def test_a_line_that_is_no_message_is_told_by_its_number(tmp_path, line, said):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b'{"text": "x"}\n\n' + line + b"\n")
    result = run("--input", str(source), "--output", str(target))
    assert result.exit_code == 1
    assert "第 3 行" in result.output
    assert said in result.output
    assert not target.exists()


def test_a_text_is_explained():
    result = run("--text", f"早！{ADVERT}")
    assert result.exit_code == 0
    assert "读作：" in result.output
    assert "advertising" in result.output
    assert f"{ADVERT} [2, {2 + len(ADVERT)})" in result.output
    assert "无法判断" in result.output
    assert "门槛" in result.output
    assert result.output.count("<") <= 5


def test_every_head_of_the_classifier_has_a_name_for_people():
    assert set(_HEADS) == {str(head) for head in Head}


def test_an_explanation_shows_first_what_was_found_and_folds_what_was_not():
    output = run("--text", f"有人问广告部在哪。{ADVERT}", "--rulebook", "R01").output
    found, _, rest = output.partition("有相关字词，不足以认定：")
    assert "advertising" in found
    assert "insult" not in found
    said = dict(line.split("：") for line in rest.splitlines() if "：" in line)
    assert "insult" in said["未命中"].split()
    assert "advertising" not in said["未命中"].split()
    assert said["无法判断（不知道此前说过什么）"].split()[0] == "duplicate-ad"
    assert "work-only" in said["没有查看（要看规定怎么写）"].split()


def test_an_explanation_by_no_regulation_that_ships_is_refused():
    refused = run("--text", "在吗", "--rulebook", "R99")
    assert (refused.exit_code, "没有随产品发布的规定 R99" in refused.output) == (1, True)


def test_an_explanation_reads_no_more_than_is_judged():
    output = run("--text", f"「小李：{ADVERT}」\n{'- ' * 15}\n别发了").output
    assert "读作：别发了" in output
    assert "没有命中" in output


def test_an_explanation_shows_the_beginning_of_what_is_long():
    output = run("--text", "哈" * 300).output
    assert "哈…" in output
    assert output.split("分类器")[0].split("length-limit")[1].count("哈") == 60


def test_a_line_of_a_file_is_explained_with_its_context(tmp_path):
    source = tmp_path / "in.jsonl"
    before = [{"from": "a", "text": each} for each in ("你这", "脑")]
    asked = {"text": " 残啊", "context": {"previous": before}}
    source.write_text("\n\n" + json.dumps(asked))
    output = run("--input", str(source), "--line", "3").output
    assert "与本人前几条连读：残 [1, 2)" in output
    missing = run("--input", str(source), "--line", "1")
    assert (missing.exit_code, "第 1 行没有消息" in missing.output) == (1, True)


def test_what_to_do_must_be_said():
    result = run("--input", __file__)
    assert result.exit_code == 2
    assert "--output" in result.output
