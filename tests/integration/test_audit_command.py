"""``qungui audit`` against the template's table."""

from hashlib import sha256
from pathlib import Path

import pytest
from moto import mock_aws
from typer.testing import CliRunner

import qungui.rulebook
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.cli.audit import log_table
from qungui.cli.main import app
from qungui.model.ids import Alias
from qungui.model.ledger import ORGANISATION, AuditKind
from qungui.usecases.anchor_chains import AnchorChains
from tests.support.build import at, audit_entry
from tests.support.forging import TableForger, rewritten
from tests.support.table import REGION, create_table

R01 = Path(qungui.rulebook.__file__).parent / "rulebooks/R01.yaml"
NAME = "Qungui-audit"
WHERE = ("--table", NAME, "--region", REGION)


@pytest.fixture
def log(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        create_table(NAME)
        assert run("publish", str(R01), "--by", "LiNa").exit_code == 0
        facts = ("--group-id", "project", "--name", "项目群", "--kind", "appchat")
        linked = run("link", *facts, "--rulebook", "company-wechat-groups", "--owner", "boss")
        assert linked.exit_code == 0
        where = ("--group-id", "project", "--clause", "R01.3.7b")
        for number in (9, 10, 11):
            assert run("set", *where, f"max_messages={number}", "--by", "LiNa").exit_code == 0
        yield DynamoAuditLog(table_name=NAME, region=REGION)


def run(*arguments):
    return CliRunner(env={"COLUMNS": "300"}).invoke(app, [*arguments, *WHERE])


def anchor(log):
    clock = SystemClock()
    return AnchorChains(anchors=log, clock=clock)(clock.now())


def people():
    return DynamoPeople(table_name=NAME, region=REGION, clock=SystemClock())


def id_of(userid):
    return people().resolve(Alias("userid", userid)).person_id


def test_a_publication_is_on_record_with_its_files_digest_and_who_wanted_it(log):
    (entry,) = log.verify_chain(ORGANISATION).entries
    assert entry.facts == {
        "rulebook": "company-wechat-groups",
        "edition": "2026-11",
        "stage": "force",
        "source": sha256(R01.read_bytes()).hexdigest(),
        "trial_days": "7",
        "settings": "1",
        "found_wrongly": "0",
    }
    assert entry.people == {"by": id_of("lina")}


def test_logs_that_nobody_touched_are_said_to_be_whole_with_the_root_to_compare(log):
    said = run("audit", "verify", "--all")
    assert (said.exit_code, "还没有存证" in said.output) == (0, True)
    kept = anchor(log)
    for wanted in (("--all",), ("--group-id", "project")):
        said = run("audit", "verify", *wanted)
        assert (said.exit_code, "全部相符" in said.output) == (0, True), said.output
        assert kept.root in said.output
        assert "2 份日志、5 条记录、1 天的存证" in said.output


def test_a_log_written_anew_is_said_to_be_with_group_entry_and_anchor(log):
    day = anchor(log).day
    forger = TableForger(NAME)
    links, head = rewritten("project", forger.links("project"), 1, audit_entry())
    forger.write("project", links, head)
    said = run("audit", "verify", "--all")
    assert said.exit_code == 1
    assert "群 project 第 1 条（entry 1）：与存证不符" in said.output
    assert f"{day} 起已存证（anchored since）" in said.output
    assert run("audit", "verify", "--group-id", "other").exit_code == 0


def test_a_changed_entry_and_a_lost_anchor_are_told_apart(log):
    day = anchor(log).day
    assert (
        run("set-role", "--group-id", "project", "--role", "leader", "--userid", "a").exit_code == 0
    )
    forger = TableForger(NAME)
    links = forger.links("project")
    forger.write("project", [*links[:3], links[0]])
    forger.drop_anchor(0)
    said = run("audit", "verify", "--all").output
    assert "群 project 第 4 条（entry 4）：被改动" in said
    assert "尚未存证（not anchored yet）" in said
    assert f"{day} 的存证被改动、删去或插入" in said


@pytest.mark.parametrize("wanted", [(), ("--all", "--group-id", "project")])
def test_what_to_verify_must_be_said_once(log, wanted):
    assert run("audit", "verify", *wanted).exit_code == 2


def test_a_log_is_shown_with_what_who_and_when(log):
    said = run("audit", "show", "--group-id", "project")
    assert said.exit_code == 0, said.output
    (_, row, _) = (line for line in said.output.splitlines() if "更改设置" in line)
    assert "set=max_messages=10" in row
    assert "办理人 lina" in row
    assert "发布规定" in run("audit", "show").output


def test_a_log_is_shown_from_a_day_on(log):
    day = f"{SystemClock().now():%Y-%m-%d}"
    assert "更改设置" in run("audit", "show", "--group-id", "project", "--since", day).output
    later = run("audit", "show", "--group-id", "project", "--since", "2999-01-01")
    assert (later.exit_code, "更改设置" in later.output) == (0, False)
    assert run("audit", "show", "--since", "yesterday").exit_code == 2


def test_who_was_forgotten_is_shown_as_such_and_the_log_stays_whole(log):
    assert log.forget("project", {id_of("lina")}, at()) == 3
    said = run("audit", "show", "--group-id", "project").output
    assert "办理人 （已抹去）" in said
    assert "抹去个人信息" in said
    assert "lina" not in said
    assert run("audit", "verify", "--all").exit_code == 0


def test_a_log_that_does_not_fit_is_shown_with_a_warning(log):
    forger = TableForger(NAME)
    forger.write("project", forger.links("project")[1:])
    said = run("audit", "show", "--group-id", "project")
    assert (said.exit_code, "第 1 条起不可信" in said.output) == (1, True)


def test_every_kind_of_entry_has_a_name_in_the_table(log):
    for kind in AuditKind:
        log.append("every-kind", audit_entry(kind=kind))
    table = log_table("群", log.verify_chain("every-kind"), people(), None)
    assert table.row_count == len(AuditKind)
