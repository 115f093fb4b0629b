"""``qungui publish``, ``trials`` and ``mode`` for a further edition, on the template's table."""

from datetime import timedelta
from pathlib import Path

import pytest
from moto import mock_aws
from typer.testing import CliRunner

import qungui.rulebook
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.cli.main import app
from qungui.model.group import Mode
from qungui.model.ledger import ORGANISATION
from tests.support.build import ADVERT, breach, case, escalation
from tests.support.table import REGION, create_table

R01 = Path(qungui.rulebook.__file__).parent / "rulebooks/R01.yaml"
RULEBOOK = "company-wechat-groups"
LENGTH = "R01.3.4b"


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        name = create_table("Qungui-trials")
        assert run(name, "publish", str(R01)).exit_code == 0
        run(
            name, "link", "--group-id", "project", "--name", "项目群", "--kind", "appchat",
            "--rulebook", RULEBOOK, "--owner", "ZhangSan", "--alias", "room:wr1",
        )  # fmt: skip
        yield name


@pytest.fixture
def second(tmp_path):
    """R01 with a longer limit, in force since an hour ago."""
    hour_ago = SystemClock().now() - timedelta(hours=1)
    text = R01.read_text("utf-8").replace('edition: "2026-11"', 'edition: "2099-01"')
    text = text.replace("max_chars: 200", "max_chars: 300").replace("repeat: 201", "repeat: 301")
    file = tmp_path / "second.yaml"
    file.write_text(text.replace("2026-11-01T00:00:00+08:00", f"{hour_ago:%Y-%m-%dT%H:%M:%S}Z"))
    return str(file)


def run(table, *arguments):
    where = ("--table", table, "--region", REGION)
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [*arguments, *where])


def row(table, *arguments, of=LENGTH):
    shown = run(table, *arguments)
    assert shown.exit_code == 0, shown.output
    (line,) = (line for line in shown.output.splitlines() if f"{of} " in line)
    return [cell.strip() for cell in line.split("│")]


def chosen(table):
    return DynamoOrganisation(table_name=table, region=REGION).settings(RULEBOOK)


def log(table):
    trail = DynamoAuditLog(table_name=table, region=REGION).verify_chain(ORGANISATION)
    assert trail.broken_at is None
    return [{**entry.facts, **entry.people} for entry in trail.entries]


def test_a_changed_clause_is_told_of_shown_and_held_back(table, second):
    done = run(table, "publish", second)
    assert (done.exit_code, "先试行（只记录）到" in done.output) == (0, True), done.output
    assert done.output.strip().endswith(LENGTH)
    shown = row(table, "trials", RULEBOOK)
    assert (shown[1], shown[4], shown[5], shown[6]) == (
        "2099-01", "还没有消息用它判断过", "提醒", "自动执行",
    )  # fmt: skip
    assert row(table, "settings", "--group-id", "project")[5:8] == ["只记录", "试行", "自动执行"]
    said = run(table, "why", "字" * 400, "--group-id", "project").output
    (line,) = (line for line in said.splitlines() if f"{LENGTH} " in line)
    assert "提醒（只记录）" in line


def test_what_was_recorded_is_counted_by_group(table, second):
    run(table, "publish", second)
    ledger = DynamoLedger(table_name=table, region=REGION)
    one = case(group_id="project", edition="2099-01", breaches=(breach(LENGTH, mode=Mode.OBSERVE),))
    ledger.open_case(one)
    ledger.commit(escalation(one, standings=(), new_orders=(), clause_counts={LENGTH: 1}))
    assert row(table, "trials", RULEBOOK)[4] == "记录到 1 次违反：项目群 1"


def test_a_mode_for_all_groups_ends_the_trial(table, second):
    run(table, "publish", second)
    where = ("--organisation", RULEBOOK, "--clause", LENGTH)
    done = run(table, "mode", *where, "--to", "enforce", "--by", "LiNa")
    assert (done.exit_code, "本单位设置第 3 版" in done.output) == (0, True), done.output
    assert "没有试行中的条款" in run(table, "trials", RULEBOOK).output
    assert row(table, "settings", "--group-id", "project")[5:7] == ["自动执行", "规定"]
    *_, entry = log(table)
    assert (entry["trial_of"], entry["mode"], bool(entry["by"])) == ("2099-01", "enforce", True)


def test_a_group_that_wants_more_is_told_who_holds_it_back(table, second):
    run(table, "publish", second)
    done = run(table, "mode", "--group-id", "project", "--clause", LENGTH, "--to", "enforce")
    assert "目前只记录，由试行定" in done.output
    run(table, "mode", "--organisation", RULEBOOK, "--clause", ADVERT, "--to", "observe")
    refused = run(table, "mode", "--group-id", "project", "--clause", ADVERT, "--to", "assist")
    assert (refused.exit_code, "organisation" in refused.output) == (1, True)


def test_all_clauses_are_lowered_in_a_group_or_in_all(table):
    everywhere = ("--all-clauses", "--to", "assist")
    assert run(table, "mode", "--organisation", RULEBOOK, *everywhere).exit_code == 0
    assert row(table, "settings", "--group-id", "project")[5:7] == ["须人确认", "本单位"]
    here = ("--all-clauses", "--to", "observe")
    assert run(table, "mode", "--group-id", "project", *here).exit_code == 0
    assert row(table, "settings", "--group-id", "project")[5:7] == ["只记录", "本群"]
    directory = DynamoDirectory(table_name=table, region=REGION, clock=SystemClock())
    assert directory.group("project").settings.most is Mode.OBSERVE


def test_without_a_trial_nothing_is_held_back(table, second):
    done = run(table, "publish", second, "--no-trial", "--by", "LiNa")
    assert "试行" not in done.output
    assert row(table, "settings", "--group-id", "project")[5:7] == ["自动执行", "规定"]
    *_, entry = log(table)
    assert (entry["edition"], entry["trial_days"]) == ("2099-01", "0")


def test_the_organisations_settings_are_shown(table):
    days = ("set", "trial_days=3", "--organisation", RULEBOOK)
    assert "已设定：trial_days=3" in run(table, *days).output
    run(table, "mode", "--organisation", RULEBOOK, "--clause", ADVERT, "--to", "assist")
    shown = row(table, "settings", "--organisation", RULEBOOK, of=ADVERT)
    assert shown[1:4] == [ADVERT, "须人确认", "自动执行"]
    run(table, "set", "silence_days=30", "handover_days=14", "--organisation", RULEBOOK)
    run(table, "set", "shrunk_percent=20", "reminders_a_day=1", "--organisation", RULEBOOK)
    said = run(table, "settings", "--organisation", RULEBOOK).output
    assert "试行：3 天" in said
    assert "30 天没有人说话的群算无人负责" in said
    assert "最后工作日前 14 天起请人接替" in said
    assert "名单少了 20%、3 人以上不采信" in said
    assert "核对成员时每人每天最多提醒 1 次" in said


@pytest.mark.parametrize(
    "values",
    [
        (),
        ("trial_days=soon",),
        ("trial_days=-1",),
        ("trial_days=true",),
        ("silence_days=0",),
        ("shrunk_percent=81",),
        ("reminders_a_day=0",),
        ("shrunk_members=2.5",),
        ("x=1",),
    ],
)
def test_no_other_value_is_the_organisations(table, values):
    refused = run(table, "set", *values, "--organisation", RULEBOOK, "--reset", "x")
    assert refused.exit_code == 1, refused.output
    assert chosen(table).version == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("mode", "--to", "off", "--clause", ADVERT), 2),
        (("mode", "--to", "off", "--clause", ADVERT, "--group-id", "g", "--organisation", "r"), 2),
        (("mode", "--to", "off", "--organisation", RULEBOOK), 2),
        (("mode", "--to", "off", "--organisation", RULEBOOK, "--clause", "x", "--all-clauses"), 2),
        (("mode", "--to", "off", "--organisation", "unheard-of", "--all-clauses"), 1),
        (("mode", "--to", "no", "--organisation", RULEBOOK, "--all-clauses"), 1),
        (("set", "x=1", "--group-id", "project"), 1),
        (("settings",), 2),
        (("settings", "--organisation", "unheard-of"), 1),
        (("trials", "unheard-of"), 1),
    ],
)
def test_where_and_what_must_be_said(table, arguments, code):
    assert run(table, *arguments).exit_code == code
    assert chosen(table).version == 1


def test_the_organisations_own_days_are_chosen_kind_by_kind_and_shown(table):
    days = ("set", "--organisation", RULEBOOK)
    assert run(table, *days, "days_off=[2026-12-25, 2026-12-24]").exit_code == 0
    assert run(table, *days, "working_days=[2026-12-27]", "trial_days=3").exit_code == 0
    shown = run(table, "settings", "--organisation", RULEBOOK).output
    assert "本单位放假：2026-12-24 2026-12-25" in " ".join(shown.split())
    assert "本单位上班：2026-12-27" in shown
    both = run(table, *days, "days_off=[2026-12-27]")
    assert (both.exit_code, "no day is off and worked" in both.output) == (1, True)
    assert run(table, *days, "days_off=[]").exit_code == 0
    shown = run(table, "settings", "--organisation", RULEBOOK).output
    assert "本单位放假：无" in shown
    assert "本单位上班：2026-12-27" in shown


@pytest.mark.parametrize("values", ["days_off=soon", "working_days=[tomorrow]", "days_off=3"])
def test_what_is_no_list_of_days_is_refused_in_one_line(table, values):
    refused = run(table, "set", "--organisation", RULEBOOK, values)
    assert (refused.exit_code, "一列日期" in refused.output) == (1, True)
