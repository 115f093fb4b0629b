"""``qungui filings`` on the template's table."""

import csv
import json
from datetime import timedelta

import pytest
from moto import mock_aws
from openpyxl import load_workbook
from typer.testing import CliRunner

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.cli.list_filings import COLUMNS
from qungui.cli.main import app
from qungui.model.filing import Filing, LifeState
from qungui.model.ids import Alias
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.person import PersonFacts
from tests.support.table import REGION, create_table

TABLE = "Qungui-list"
WHERE = {"table_name": TABLE, "region": REGION}
NOW = SystemClock().now()
STATES = (LifeState.ACTIVE, LifeState.UNFILED, LifeState.ZOMBIE, LifeState.DISSOLVED)


@pytest.fixture
def register(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        create_table(TABLE)
        people = DynamoPeople(**WHERE, clock=SystemClock())
        owner = people.resolve(Alias("userid", "linxiao"))
        people.note(owner, PersonFacts(name="林晓"))
        gone = people.resolve(Alias("userid", "hubin"))
        people.note(gone, PersonFacts(name="胡斌", left_at=NOW - timedelta(days=1)))
        register = DynamoRegister(**WHERE)
        for number, state in enumerate(STATES):
            who = (gone if state is LifeState.ZOMBIE else owner).person_id
            file(register, f"group-{number}", state, owner=who)
        yield register


def file(register, group_id, state, **more):
    values = {"name": f"[b]{group_id}[/b]", "since": NOW, "rulebook": "R12", **more}
    filing = Filing(group_id=group_id, state=state, **values)
    assert register.commit(filing, AuditEntry(kind=AuditKind.GROUP_MOVED, at=NOW, facts={}))


def run(*arguments):
    where = ("--table", TABLE, "--region", REGION)
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ("filings", *arguments, *where))


def test_the_register_is_read_at_a_terminal(register):
    result = run()
    assert result.exit_code == 0, result.output
    for said in ("[b]group-0[/b]", "林晓（linxiao）", "使用中", "无人负责、群主已离职"):
        assert said in result.output
    assert "group-3" not in result.output
    assert "共 3 个群；无人负责 1，未备案 1，群主已离职 1" in result.output


def test_what_is_over_is_shown_when_it_is_asked_for(register):
    assert "已解散" in run("--all").output
    assert "共 1 个群" in run("--state", "已解散").output


def test_only_what_presses(register):
    result = run("--pressing")
    assert "共 2 个群" in result.output
    assert "group-0" not in result.output


def test_an_unknown_state_is_refused_with_those_that_there_are(register):
    result = run("--state", "没了")
    assert result.exit_code == 2
    assert "已解散" in result.output


def test_a_file_holds_the_same_in_each_form(register, tmp_path):
    paths = [tmp_path / f"register.{suffix}" for suffix in ("csv", "xlsx", "json")]
    for path in paths:
        result = run("--to", str(path))
        assert (result.exit_code, f"已写入 {path}" in result.output) == (0, True), result.output
    raw, book, text = paths[0].read_bytes(), load_workbook(paths[1]), paths[2].read_text("utf-8")
    assert raw.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(raw.decode("utf-8-sig").splitlines())
    assert [list(map(str, row)) for row in book.active.iter_rows(values_only=True)] == [
        [cell or "None" for cell in row] for row in (head, *rows)
    ]
    keys = [column.key for column in COLUMNS]
    assert [list(each.values()) for each in json.loads(text)] == rows
    assert list(json.loads(text)[0]) == keys
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_an_empty_register_is_an_empty_file(register, tmp_path):
    path = tmp_path / "none.json"
    assert run("--state", "已关联", "--to", str(path)).exit_code == 0
    assert json.loads(path.read_text("utf-8")) == []


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(register, tmp_path, name):
    file(register, "group-9", LifeState.OVERDUE, name=name)
    assert run("--state", "逾期未解散", "--to", str(tmp_path / "a.csv")).exit_code == 0
    _, row = csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines())
    assert row[2] == f"'{name}"
    assert run("--state", "逾期未解散", "--to", str(tmp_path / "a.xlsx")).exit_code == 0
    cell = load_workbook(tmp_path / "a.xlsx").active["C2"]
    assert (cell.data_type, cell.value.strip()) == ("s", name.strip())


def test_a_file_of_another_kind_is_refused(register, tmp_path):
    result = run("--to", str(tmp_path / "register.pdf"))
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []
