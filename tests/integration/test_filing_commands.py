"""``qungui file-group`` and ``qungui import-filings`` on the template's table."""

from pathlib import Path

import pytest
from docx import Document
from moto import mock_aws
from openpyxl import load_workbook
from typer.testing import CliRunner

import qungui.rulebook
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.cli.main import app
from qungui.model.filing import Filing, LifeState
from qungui.model.ids import Alias
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.short_number import short_number
from tests.support.table import REGION, create_table

R12 = str(Path(qungui.rulebook.__file__).parent / "rulebooks/R12.yaml")
TABLE = "Qungui-filings"
WHERE = ("--table", TABLE, "--region", REGION)
UNDER = ("--rulebook", "work-wechat-groups", "--by", "ChenLi")
ONE = (
    *("--kind", "部门级", "--name", "质量管理部工作群", "--unit", "质量管理部"),
    *("--purpose", "排班", "--administrator", "LinXiao"),
)
CSV = """类别,申请单位,群名,用途,预计结束日期
部门级,生产部,生产部工作群,排班,
临时,市场部,市场部[团建]群,团建,2099/6/30
"""


@pytest.fixture
def register(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        create_table(TABLE)
        assert run("publish", R12).exit_code == 0
        yield DynamoRegister(table_name=TABLE, region=REGION)


def run(command, *arguments, **more):
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, (command, *arguments, *WHERE), **more)


def names(register):
    return {register.filing(one.group_id).name for one in register.every()}


def test_a_group_is_filed_once_however_often_the_command_is_given(register):
    first, again = (run("file-group", *UNDER, *ONE) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "“质量管理部工作群”已受理" in first.output
    assert "此前已受理" in again.output
    (found,) = register.every()
    filing = register.filing(found.group_id)
    people = DynamoPeople(table_name=TABLE, region=REGION, clock=SystemClock())
    lin, chen = (people.resolve(Alias("userid", each)).person_id for each in ("linxiao", "chenli"))
    assert filing.state is LifeState.AWAITING_FILING
    assert (filing.administrators, filing.proposed_by) == ((lin,), chen)


def test_all_that_is_wrong_is_told_and_nothing_is_kept(register):
    result = run("file-group", *UNDER, "--kind", "临时", "--ends-on", "2020-01-01")
    assert result.exit_code == 1
    for said in ("“微信群名称”：没有填（R12.3.1）", "“预计结束日期”：早于今天，请核对"):
        assert said in result.output
    assert names(register) == set()


def test_the_blank_form_comes_back_filled_in(register, tmp_path):
    blank = run("file-group", *UNDER, "--kind", "专项", "--blank")
    assert "牵头部门：" in blank.output
    filled = (
        blank.output.replace("专项/临时）：", "专项/临时）：专项")
        .replace("工作群）：", "工作群）：办公用品工作群")
        .replace("牵头部门：", "牵头部门：行政部")
        .replace("工作需要：", "工作需要：办公用品")
    )
    tried = run("file-group", *UNDER, "--form", "-", "--dry-run", input=filled)
    assert (tried.exit_code, names(register)) == (0, set())
    assert "没有登记" in tried.output
    path = tmp_path / "form.txt"
    path.write_text(filled, "utf-8")
    assert run("file-group", *UNDER, "--form", str(path)).exit_code == 0
    assert names(register) == {"办公用品工作群"}


def test_a_group_that_nobody_filed_is_filed_by_whoever_runs_it(register):
    people = DynamoPeople(table_name=TABLE, region=REGION, clock=SystemClock())
    owner = people.resolve(Alias("userid", "chenli")).person_id
    seen = Filing(
        group_id="unfiled-1",
        rulebook="work-wechat-groups",
        name="质检群",
        state=LifeState.UNFILED,
        since=SystemClock().now(),
        owner=owner,
    )
    assert register.commit(seen, AuditEntry(kind=AuditKind.GROUP_MOVED, at=seen.since, facts={}))
    stranger = ("--rulebook", "work-wechat-groups", "--by", "somebody")
    refused = run("file-group", *stranger, *ONE, "--group-id", "unfiled-1")
    assert (refused.exit_code, "没有登记" in refused.output) == (1, True)
    assert run("file-group", *UNDER, *ONE, "--group-id", "unfiled-1").exit_code == 0
    assert register.filing("unfiled-1").state is LifeState.FILING_SENT
    assert run("file-group", *UNDER, *ONE, "--group-id", "nothing").exit_code == 1


def test_a_form_that_was_filled_in_by_hand_is_filed_and_printed(register, tmp_path):
    blank, printed = tmp_path / "blank.xlsx", tmp_path / "printed.docx"
    result = run(
        *("record-form", "--rulebook", "work-wechat-groups", "--kind", "部门级"),
        *("--to", str(blank)),
    )
    assert result.exit_code == 0, result.output
    book = load_workbook(blank)
    said = {"微信群名称": "生产部工作群", "申请单位": "生产部", "工作需要": "排班"}
    for label, value, *_ in book.active.iter_rows():
        if label.value in said:
            value.value = said[label.value]
    book.save(blank)
    assert run("import-filings", str(blank), *UNDER).exit_code == 0
    (found,) = register.every()
    number = short_number(found.group_id)
    for group in (number, found.group_id):
        assert run("record-form", "--group", group, "--to", str(printed)).exit_code == 0
    (table,) = Document(printed).tables
    rows = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert (rows["微信群名称"], rows["申请人"]) == ("生产部工作群", "chenli")
    assert rows["行政管理部备案"] == "待备案"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [((), 2), (("--group", "nothing"), 1), (("--group", "4711"), 1), (("--rulebook", "none"), 1)],
)
def test_a_form_of_no_group_is_refused_in_one_line(register, tmp_path, arguments, status):
    result = run("record-form", *arguments, "--to", str(tmp_path / "form.docx"))
    assert result.exit_code == status
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_table_is_filed_whole(register, tmp_path, encoding):
    path = tmp_path / "groups.csv"
    path.write_text(CSV, encoding)
    tried = run("import-filings", str(path), *UNDER, "--dry-run")
    assert (tried.exit_code, names(register)) == (0, set())
    assert "只检查" in tried.output
    result = run("import-filings", str(path), *UNDER)
    assert (result.exit_code, names(register)) == (0, {"生产部工作群", "市场部[团建]群"})
    assert "市场部[团建]群" in result.output
    assert "此前已登记" in run("import-filings", str(path), *UNDER).output


def test_a_wrong_line_is_named_and_keeps_the_table_out(register, tmp_path):
    path = tmp_path / "groups.csv"
    path.write_text(f"{CSV}公司级,销售部,全员群,通知,\n", "utf-8")
    result = run("import-filings", str(path), *UNDER)
    assert result.exit_code == 1
    assert "第 4 行：“申请单位”公司级群须由总经办或行政管理部发起（R12.2.1a）" in result.output
    assert "一个也没有登记" in result.output
    assert names(register) == set()


@pytest.mark.parametrize(
    ("text", "said"),
    [("群名,备注\n甲,乙\n", "不认识的列：备注"), ("", "表是空的"), ("群名\n甲,乙\n", "第 2 行")],
)
def test_what_is_no_such_table_is_refused_in_one_line(register, tmp_path, text, said):
    path = tmp_path / "groups.csv"
    path.write_text(text, "utf-8")
    result = run("import-filings", str(path), *UNDER)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
