"""``qungui set``, ``mode`` and ``settings`` against the template's table."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from moto import mock_aws
from typer.testing import CliRunner

import qungui.rulebook
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.cli.main import app
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from tests.support.table import REGION, create_table

R01 = str(Path(qungui.rulebook.__file__).parent / "rulebooks/R01.yaml")
FLOOD = "R01.3.7b"


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        name = create_table("Qungui-settings")
        assert run(name, "publish", R01).exit_code == 0
        yield name


def run(table, *arguments):
    where = ("--table", table, "--region", REGION)
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [*arguments, *where])


def link(table, kind="appchat"):
    return run(
        table, "link", "--group-id", "project", "--name", "项目群", "--kind", kind,
        "--rulebook", "company-wechat-groups", "--owner", "ZhangSan", "--alias", "room:wr1",
    )  # fmt: skip


def changed(table, *arguments):
    return run(table, "set", "--group-id", "project", "--clause", FLOOD, *arguments)


def kept(table):
    directory = DynamoDirectory(table_name=table, region=REGION, clock=SystemClock())
    return directory.group("project").settings


def log(table):
    trail = DynamoAuditLog(table_name=table, region=REGION).verify_chain("project")
    assert trail.broken_at is None
    return [{**entry.facts, **entry.people} for entry in trail.entries]


def test_a_value_is_set_shown_and_taken_back_each_on_record(table):
    link(table)
    done = changed(table, "max_messages=10", "--by", "LiNa")
    assert (done.exit_code, "设置第 1 版" in done.output) == (0, True), done.output
    assert kept(table).values == {FLOOD: {"max_messages": 10}}
    shown = run(table, "settings", "--group-id", "project")
    assert shown.exit_code == 0, shown.output
    assert "设置第 1 版" in shown.output
    rows = [line.split("│") for line in shown.output.splitlines() if "max_messages" in line]
    assert [cell.strip() for cell in rows[0]][2:5] == ["max_messages", "10", "8"]
    assert changed(table, "--reset", "max_messages").exit_code == 0
    assert kept(table).values == {}
    first, second = log(table)
    assert (first["set"], second["reset"], second["settings"]) == (
        "max_messages=10", "max_messages", "2",
    )  # fmt: skip
    assert first["by"]


def of_group(table, *arguments):
    return run(table, "set", "--group-id", "project", *arguments)


def row(table, key):
    shown = run(table, "settings", "--group-id", "project").output
    (line,) = (line for line in shown.splitlines() if f" {key} " in line)
    return [cell.strip() for cell in line.split("│")][2:4]


def test_a_value_of_the_group_itself_is_set_shown_and_taken_back_each_on_record(table):
    link(table)
    assert row(table, "work_order_time") == ["24 hours", "24 hours"]
    done = of_group(table, "work_order_time=2 days", "cards_a_day=5", "--by", "LiNa")
    assert (done.exit_code, "已设定：本群（设置第 1 版）" in done.output) == (0, True), done.output
    assert (kept(table).work_order_time, kept(table).cards_a_day) == (timedelta(days=2), 5)
    assert row(table, "work_order_time") == ["48 hours", "24 hours"]
    assert of_group(table, "--reset", "work_order_time").exit_code == 0
    assert row(table, "work_order_time") == ["24 hours", "24 hours"]
    assert row(table, "cards_a_day") == ["5", "8"]
    first, second = log(table)
    assert (first["set"], second["reset"]) == (
        "work_order_time=2 days cards_a_day=5", "work_order_time",
    )  # fmt: skip
    assert first["by"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("removals_per_hour=0", "应在 1 到 100 之间"),
        ("work_order_time=90 days", "应在 1 hour 到 30 days 之间"),
        ("work_order_time=24", "应是 30 minutes"),
        ("max_messages=10", "条款的值请加 --clause"),
        ("card_a_day=5", "是否想写“cards_a_day”"),
    ],
)
def test_what_cannot_be_set_of_the_group_itself_is_refused_and_says_why(table, wanted, said):
    link(table)
    refused = of_group(table, wanted)
    assert (refused.exit_code, said in refused.output) == (1, True), refused.output
    assert (kept(table).version, log(table)) == (0, [])


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("max_message=10", "可设的有"),
        ("max_messages=many", "应是"),
        ("max_messages=[", "写法"),
        ("max_messages", "键=值"),
    ],
)
def test_what_cannot_be_set_is_refused_in_one_line(table, wanted, said):
    link(table)
    refused = changed(table, wanted)
    assert (refused.exit_code, said in refused.output) == (1, True), refused.output
    assert (kept(table).version, log(table)) == (0, [])


def test_a_word_that_everybody_says_all_day_deserves_a_second_look(table):
    link(table)
    where = ("--group-id", "project", "--clause", "R01.3.10")
    done = run(table, "set", *where, "phrases=[会议, 稀土矿源]")
    assert done.exit_code == 0, done.output
    assert "“会议”平常说话也会用到" in done.output
    assert "稀土" not in done.output


def test_a_word_that_is_somebodys_name_deserves_one_whenever_the_list_is_seen(table):
    link(table)
    book = DynamoGroupBook(table_name=table, region=REGION)
    read = book.known("project")
    people = {
        "person-1": Member(alias=Alias("userid", "wang"), nickname="昊天（财务）"),
        "person-2": Member(alias=Alias("userid", "li")),
    }
    book.replace(read, replace(read, members=people))
    where = ("--group-id", "project", "--clause", "R01.3.10")
    for shown in (
        run(table, "set", *where, "phrases=[昊天, 稀土矿源]"),
        run(table, "settings", "--group-id", "project"),
        of_group(table, "allowed_words=[昊天]"),
        run(table, "settings", "--group-id", "project"),
    ):
        assert shown.exit_code == 0, shown.output
        assert "“昊天”也在姓名“昊天（财务）”里" in shown.output
    twice = run(table, "settings", "--group-id", "project").output
    assert twice.count("“昊天”也在姓名") == 2


def test_what_a_group_allows_is_set_without_a_clause_and_found_by_none(table):
    link(table)
    text = "低价代开发票，加微信 vx888666"
    assert "R01.3.10 │ 命中" in run(table, "why", text, "--group-id", "project").output
    assert of_group(table, "allowed_words=[代开发票*vx888666]").exit_code == 0
    assert row(table, "allowed_words") == ["[代开发票*vx888666]", "[]"]
    assert "没有发现违规" in run(table, "why", text, "--group-id", "project").output


def test_nothing_to_set_is_asked_for(table):
    link(table)
    assert changed(table).exit_code == 2


def test_a_mode_is_on_record_as_a_value_is(table):
    link(table)
    where = ("--group-id", "project", "--clause", "R01.3.10", "--to", "observe")
    assert run(table, "mode", *where).exit_code == 0
    (entry,) = log(table)
    assert (entry["clause"], entry["mode"]) == ("R01.3.10", "observe")
    shown = run(table, "settings", "--group-id", "project").output
    (row,) = (line for line in shown.splitlines() if "R01.3.10 " in line)
    assert "只记录" in row
    assert "自动执行" in row


def test_settings_of_a_group_that_nobody_linked_are_refused_in_one_line(table):
    assert run(table, "settings", "--group-id", "nowhere").exit_code == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "customer",
            ["系统会通知群主：移出本群（R01.4.2、", "、在群里发布通知（R01.3.9、R01.4.4a、"],
        ),
        (
            "internal",
            ["系统会通知群主：移出本群（", "密钥之前，也由群主办理：在群里发布通知"],
        ),
        ("appchat", []),
    ],
)
def test_linking_says_what_people_must_do_in_such_a_group_and_so_do_its_settings(table, kind, said):
    linked = link(table, kind).output
    shown = run(table, "settings", "--group-id", "project").output
    for words in said:
        assert words in linked.replace("\n", "")
        assert words in shown.replace("\n", "")
    assert ("移出本群（" in linked) is (kind != "appchat")


def test_editions_are_listed_with_what_judging_by_them_takes(table):
    listed = run(table, "editions", "company-wechat-groups").output
    assert "本人近期的消息" in listed
