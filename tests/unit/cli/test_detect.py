import json

import pytest
from typer.testing import CliRunner

from qungui.cli.detect import _HEADS
from qungui.cli.main import app
from qungui.rulebook import shipped
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


def test_a_regulation_says_whom_and_which_groups_it_is_for(tmp_path):
    """Two of one company: R13 limits members, R16 what is said in its work groups."""
    flood = [{"from": "a", "text": "砍一刀", "at": f"2026-11-25T12:00:0{at}"} for at in range(9)]
    under = {"previous": flood[:-1], "rulebook": "R13"}
    by = [{**flood[-1], "role": role, "context": under} for role in ("member", "owner")]
    chat = {"text": "周末一起去爬山吗，顺便烧烤"}
    kinds = [{**chat, "context": {"rulebook": "R16", "filed_as": k}} for k in ("工作群", "交流群")]
    member, owner, work, talk = detected(tmp_path, *by, *kinds)
    assert "flooding" in topics(member)
    assert "flooding" not in topics(owner)
    assert "work-only" in topics(work)
    assert "work-only" not in topics(talk)


def test_a_rulebook_of_ones_own_is_named_by_its_file(tmp_path):
    own = tmp_path / "own.yaml"
    text = shipped.text("R01").replace('from: "22:00"', 'from: "20:00"').replace("21:59", "19:59")
    own.write_text(text, "utf-8")
    evening = {"text": "在吗", "at": "2026-11-25T21:00"}
    asked = {**evening, "context": {"rulebook": str(own)}}
    (found,) = detected(tmp_path, asked)
    assert "quiet-hours" in topics(found)
    own.write_text(text.replace("timezone:", "timezon:"), "utf-8")
    refused = run("--text", "在吗", "--rulebook", str(own))
    assert (refused.exit_code, "timezone" in refused.output) == (1, True)


def test_a_rulebook_for_the_whole_file_is_for_lines_that_name_none(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    night = {"text": "在吗", "at": "2026-11-25T23:00"}
    other = {**night, "context": {"rulebook": "R16"}}
    source.write_text(json.dumps(night) + "\n" + json.dumps(other))
    args = ("--input", str(source), "--rulebook", "R01")
    assert run(*args, "--output", str(target)).exit_code == 0
    here, there = (topics(json.loads(line)) for line in target.read_text().splitlines())
    assert "quiet-hours" in here
    assert "quiet-hours" not in there
    assert "quiet-hours" in run(*args, "--line", "1").output


def test_what_json_may_hold_comes_back(tmp_path):
    odd = [
        {"text": "\ud800你好\u2028再见"},
        {"text": "", "kind": None},
        {"text": "x", "kind": "odd"},
        {"text": "x", "kind": ["odd"], "context": {"previous": None}},
        {"text": "x", "from": None, "at": None, "role": None, "context": None, "n": -1.5e-3},
    ]
    assert [each["text"] for each in detected(tmp_path, *odd)] == [each["text"] for each in odd]


def test_a_file_from_elsewhere_may_begin_with_a_mark_and_end_its_lines_its_own_way(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes('\ufeff{"text": "一"}\r\n{"text": "二"}\r\n'.encode())
    assert run("--input", str(source), "--output", str(target)).exit_code == 0
    written = [json.loads(line)["text"] for line in target.read_text().splitlines()]
    assert written == ["一", "二"]


def test_the_output_may_be_the_input_and_is_whole_or_not_there(tmp_path):
    file = tmp_path / "messages.jsonl"
    file.write_text(json.dumps({"text": ADVERT}))
    assert run("--input", str(file), "--output", str(file)).exit_code == 0
    assert "advertising" in topics(json.loads(file.read_text()))
    was = file.read_bytes() + b"{}"
    file.write_bytes(was)
    assert run("--input", str(file), "--output", str(file)).exit_code == 1
    assert file.read_bytes() == was
    assert list(tmp_path.iterdir()) == [file]


def test_an_output_that_is_a_link_stays_one(tmp_path):
    source, target, link = (tmp_path / name for name in ("in.jsonl", "out.jsonl", "link"))
    source.write_text(json.dumps({"text": ADVERT}))
    link.symlink_to(target)
    assert run("--input", str(source), "--output", str(link)).exit_code == 0
    assert link.is_symlink()
    assert "advertising" in topics(json.loads(target.read_text()))


def test_what_no_terminal_can_show_is_shown_as_an_escape(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "\\ud800"}\n{"text": "\\ud800", "at": "\\ud800"}')
    shown, refused = (run("--input", str(source), "--line", line) for line in ("1", "2"))
    assert (refused.exit_code, "而不是 \\ud800" in refused.output) == (1, True)
    assert "读作：\\ud800" in shown.output


def test_a_folder_that_is_not_there_is_named(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text("")
    result = run("--input", str(source), "--output", str(tmp_path / "no" / "out.jsonl"))
    assert (result.exit_code, f"没有文件夹 {tmp_path / 'no'}" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"no json", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"text": "\xff"}', "UTF-8"),
        (b'{"text": "x", "n": ' + b"9" * 5_000 + b"}", "JSON"),
        (b'{"text": "x", "n": NaN}', "NaN"),
        (b'{"text": "x", "n": 1e400}', "1e400"),
        (b'{"text": "x", "text": "y"}', "“text”写了不止一次"),
        (b"[]", "JSON 对象"),
        (b"{}", "没有 text"),
        (b'{"text": 3}', "text 不是文字"),
        (b'{"text": "x", "at": "noon"}', "noon"),
        (b'{"text": "x", "at": "9999-12-31"}', "9999"),
        (b'{"text": "x", "context": "y"}', "context"),
        (b'{"text": "x", "context": []}', "context"),
        (b'{"text": "x", "role": "boss"}', "owner、administrator"),
        (b'{"text": "x", "context": {"rulebook": "R99"}}', "R99"),
        (b'{"text": "x", "context": {"rulebook": 1}}', "context.rulebook"),
        (b'{"text": "x", "context": {"outsiders": "yes"}}', "context.outsiders"),
        (
            '{"text": "x", "context": {"rulebook": "R16", "filed_as": "聊天群"}}'.encode(),
            "高管群、工作群",
        ),
        (b'{"text": "x", "context": {"previous": {}}}', "previous"),
        (b'{"text": "x", "context": {"previous": ["y"]}}', "previous"),
        (b'{"text": "x", "context": {"previous": [{"text": "a"}, {"from": "a"}]}}', "第 2 条"),
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
    assert (refused.exit_code, "R99" in refused.output) == (2, True)


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


@pytest.mark.parametrize(
    "more",
    [(), ("--text", "在吗", "--output", "out.jsonl"), ("--line", "1", "--output", "o.jsonl")],
)
def test_one_thing_to_do_must_be_said(more):
    result = run("--input", __file__, *more)
    assert result.exit_code == 2
    assert "--output" in result.output
