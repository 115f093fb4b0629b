"""``qungui closing-package`` and ``qungui certificate`` on the template's table."""

import csv
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from moto import mock_aws
from typer.testing import CliRunner

import qungui.rulebook
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.cli.main import app
from qungui.model.filing import Ending, Filing, LifeState
from qungui.model.known_group import Member
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.person import PersonFacts
from qungui.model.short_number import short_number
from qungui.usecases.anchor_chains import AnchorChains
from qungui.usecases.verify_chains import VerifyChains
from tests.support.build import NOON, PERSON, ROOM, audit_entry, case, escalation, person
from tests.support.table import REGION, create_table

R12 = str(Path(qungui.rulebook.__file__).parent / "rulebooks/R12.yaml")
TABLE = "Qungui-closing"
WHERE = {"table_name": TABLE, "region": REGION}
ON = ("--table", TABLE, "--region", REGION)
BY = ("--by", "ChenLi")
ONE = case()
FILES = {"备案表.docx", "成员.csv", "违规记录.csv", "审计日志.csv", "说明.txt"}


@pytest.fixture
def register(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        create_table(TABLE)
        assert run("publish", R12).exit_code == 0
        clock = SystemClock()
        DynamoPeople(**WHERE, clock=clock).note(person(), PersonFacts(name="=张三"))
        book = DynamoGroupBook(**WHERE)
        seen = book.known(book.register(ROOM, None, NOON))
        inside = {PERSON: Member(alias=person().aliases[0], nickname="小张", joined_at=NOON)}
        book.replace(seen, replace(seen, members=inside))
        register = DynamoRegister(**WHERE)
        file(register, seen.group_id)
        one = replace(ONE, group_id=seen.group_id)
        ledger = DynamoLedger(**WHERE)
        ledger.open_case(one)
        entry = audit_entry(facts={"case": one.case_id}, people={"person": PERSON})
        ledger.commit(escalation(one, new_orders=(), standings=(), audit=entry))
        AnchorChains(anchors=DynamoAuditLog(**WHERE), clock=clock)(clock.now())
        yield register


def file(register, group_id):
    filing = Filing(
        group_id=group_id,
        rulebook="work-wechat-groups",
        name="团建群",
        state=LifeState.ACTIVE,
        since=NOON,
        kind="临时",
        owner=PERSON,
    )
    assert register.commit(filing, moved(LifeState.ACTIVE))


def moved(to):
    facts = {"step": "propose", "from": "", "to": to.value, "number": ""}
    return AuditEntry(kind=AuditKind.GROUP_MOVED, at=NOON, facts=facts)


def the_group(register):
    return next(iter(register.every())).group_id


def dissolve(register):
    filing = register.filing(the_group(register))
    ending = Ending(reason="团建结束", by=PERSON, at=NOON)
    gone = replace(filing, state=LifeState.DISSOLVED, ending=ending)
    entry = replace(moved(LifeState.DISSOLVED), people={"by": PERSON})
    assert register.commit(gone, entry)


def run(command, *arguments):
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, (command, *arguments, *ON))


def table_of(path):
    head, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_folder_holds_all_that_is_on_file(register, tmp_path):
    group, folder = the_group(register), tmp_path / "团建群"
    result = run("closing-package", short_number(group), "--to", str(folder), *BY)
    assert result.exit_code == 0, result.output
    assert "成员 1 人，违规记录 1 件（待核实 0 件，已结 1 件）" in result.output
    assert {path.name for path in folder.iterdir()} == FILES
    (member,) = table_of(folder / "成员.csv")
    assert (member["成员"], member["群昵称"]) == ("'=张三（zhangsan）", "小张")
    (one,) = table_of(folder / "违规记录.csv")
    entries = table_of(folder / "审计日志.csv")
    told = entries[int(one["日志条目"]) - 1]
    assert told["内容"] == f"case={ONE.case_id}"
    assert (one["日志摘要"], one["存证日"]) == (told["摘要"], told["存证日"])
    assert all(each["摘要"] and each["存证日"] for each in entries)
    assert (one["编号"], one["所见"]) == (
        short_number(ONE.case_id),
        "含联系方式与推销词 低价**加微信",
    )


def test_whoever_took_it_stands_in_the_log_which_fits_as_before(register, tmp_path):
    group = the_group(register)
    assert run("closing-package", group, "--to", str(tmp_path / "a.zip"), *BY).exit_code == 0
    log = DynamoAuditLog(**WHERE)
    last = log.verify_chain(group).entries[-1]
    assert last.kind is AuditKind.EVIDENCE_PACKAGED
    assert last.people["by"]
    assert VerifyChains(audit_log=log, anchors=log)().is_whole


def test_a_zip_holds_the_same_in_a_folder_of_its_name(register, tmp_path):
    path = tmp_path / "deep" / "归档.zip"
    result = run("closing-package", the_group(register), "--to", str(path), *BY)
    assert result.exit_code == 0, result.output
    with ZipFile(path) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
        assert held == {f"归档/{name}" for name in FILES}
        assert archive.read("归档/成员.csv")[:3] == b"\xef\xbb\xbf"
    assert list(path.parent.iterdir()) == [path]


def test_nothing_is_written_over(register, tmp_path):
    (tmp_path / "there").mkdir()
    result = run("closing-package", the_group(register), "--to", str(tmp_path / "there"), *BY)
    assert (result.exit_code, "已经存在" in result.output) == (1, True)
    assert list((tmp_path / "there").iterdir()) == []


def test_a_group_that_is_dissolved_has_its_certificate(register, tmp_path):
    dissolve(register)
    group, path = the_group(register), tmp_path / "证明.docx"
    assert run("certificate", group, "--to", str(path)).exit_code == 0
    (table,) = Document(path).tables
    rows = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert rows["群名"] == "团建群"
    assert rows["解散登记"] == "2026年11月25日　=张三（zhangsan）"
    assert run("closing-package", group, "--to", str(tmp_path / "all"), *BY).exit_code == 0
    assert (tmp_path / "all" / "解散证明.docx").is_file()


def test_a_group_that_lives_has_none(register, tmp_path):
    result = run("certificate", the_group(register), "--to", str(tmp_path / "证明.docx"))
    assert (result.exit_code, "还没有解散" in result.output) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_group_has_no_package(register, tmp_path):
    result = run("closing-package", "nothing", "--to", str(tmp_path / "a"), *BY)
    assert (result.exit_code, "没有执行" in result.output) == (1, True)
    assert list(tmp_path.iterdir()) == []
