"""The command as somebody types it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import qungui.rulebook
from qungui.cli.main import app

R01 = str(Path(qungui.rulebook.__file__).parent / "rulebooks/R01.yaml")
WIDE = {"COLUMNS": "200"}


def run(*arguments):
    return CliRunner(env=WIDE).invoke(app, arguments)


def test_check_lists_the_clauses_of_a_good_file():
    result = run("check", R01)
    assert result.exit_code == 0
    assert "R01.3.10" in result.output
    assert "31 条" in result.output


def test_check_refuses_a_bad_file_with_its_place(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(Path(R01).read_text().replace("{images: {labels", "{imagse: {labels"))
    result = run("check", str(bad))
    assert result.exit_code == 1
    assert "imagse" in result.output
    assert "'images'" in result.output


def test_check_refuses_a_file_whose_examples_come_out_wrong(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text(Path(R01).read_text().replace("广告部下午三点开会", "特价包邮，要的加微信"))
    result = run("check", str(bad))
    assert result.exit_code == 1
    assert "示例不应触发而触发了" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("橙子产地直发，包邮，要的加微信",), "警告，再犯移出本群（自动执行）"),
        (("大家明天一起罢工",), "移出本群（须人确认）"),
        (("下午三点开会",), "没有发现违规"),
        (("在吗", "--at", "22:00"), "提醒（自动执行）"),
        (("在吗", "--at", "2026-11-25T15:00:00+00:00"), "提醒（自动执行）"),
        (("【通知】停水", "--at", "22:00", "--role", "administrator"), "没有发现违规"),
        (("周末看球吗",), "本群没有设置行业关键词"),
        (("[red]在吗[/blue]",), "没有发现违规"),
    ],
)
def test_why_says_what_follows_and_why(arguments, said):
    result = run("why", *arguments, "--rulebook", R01)
    assert result.exit_code == 0
    assert said in result.output


def test_why_refuses_a_time_that_is_none():
    assert run("why", "在吗", "--rulebook", R01, "--at", "late").exit_code == 2


def test_why_says_of_every_clause_why_it_did_or_did_not_look():
    output = run("why", "在吗", "--rulebook", R01).output
    assert "没有查看（只告知，不判断）：R01.0 " in output
    assert "没有查看（写明处理：L01）：R01.4.4a R01.4.4b" in output


def test_why_shows_first_what_was_found_and_folds_what_was_not():
    output = run("why", "橙子产地直发，包邮，要的加微信", "--rulebook", R01).output
    lines = [line for line in output.splitlines() if "R01.3" in line]
    assert "R01.3.10" in lines[0]
    assert "R01.3.3b" in lines[1]
    assert lines[2].startswith("未命中：R01.3.4b ")


def test_why_takes_the_mode_of_a_clause_into_account():
    late = ("why", "在吗", "--rulebook", R01, "--at", "2026-11-25T23:10")
    assert "提醒（只记录）" in run(*late, "--mode", "R01.3.11=observe").output
    assert "本群已关闭" in run(*late, "--mode", "R01.3.11=off").output
    assert run(*late, "--mode", "R01.3.11=loud").exit_code == 2


def test_why_takes_a_shipped_rulebook_by_its_number():
    assert "R12.2.1" in run("why", "在吗", "--rulebook", "R12").output
    assert run("why", "在吗", "--rulebook", "R99").exit_code == 2


def test_why_needs_a_rulebook_or_a_group():
    assert run("why", "在吗").exit_code == 2


def test_a_rulebook_of_ones_own_overwrites_no_file_and_says_so_in_a_line(tmp_path):
    there = tmp_path / "ours.yaml"
    assert run("new", "ours", "--from", "R01", "--to", str(there)).exit_code == 0
    was = there.read_text("utf-8")
    for asked in (("R01", there), ("R99", tmp_path / "b.yaml"), ("R01", tmp_path / "no/b.yaml")):
        refused = run("new", "ours", "--from", asked[0], "--to", str(asked[1]))
        assert (refused.exit_code, "没有执行" in refused.output) == (1, True)
    assert there.read_text("utf-8") == was
