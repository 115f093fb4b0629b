"""``qungui register`` on the template's table."""

import pytest
from moto import mock_aws
from openpyxl import Workbook
from typer.testing import CliRunner

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.cli.main import app
from qungui.model.ids import Alias
from tests.support.table import REGION, create_table

TABLE = "Qungui-register"
ROWS = (
    ("账号", "姓名", "部门", "状态"),
    ("ZhangSan", "张三", "财务部", "在职"),
    ("LiSi", "李四", "市场部", "离职"),
)


@pytest.fixture
def known(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        create_table(TABLE)

        def resolved(userid):
            people = DynamoPeople(table_name=TABLE, region=REGION, clock=SystemClock())
            return people.resolve(Alias("userid", userid))

        yield resolved


def register(path, *options):
    arguments = ("register", str(path), "--table", TABLE, "--region", REGION, *options)
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, arguments)


def csv(path, rows=ROWS, encoding="utf-8"):
    path.write_text("\n".join(map(",".join, rows)), encoding)
    return path


def xlsx(path, rows=ROWS):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    "written",
    [csv, lambda path: csv(path, encoding="gbk"), xlsx],
    ids=["utf-8", "gbk", "xlsx"],
)
def test_a_register_is_noted_once_it_was_looked_at(known, tmp_path, written):
    path = written(tmp_path / "people")
    looked = register(path)
    assert (looked.exit_code, known("zhangsan").name) == (0, "")
    assert "将登记 2 人，其中离开 1 人" in looked.output
    taken = register(path, "--yes")
    assert (taken.exit_code, known("zhangsan").name) == (0, "张三")
    assert (known("zhangsan").left_at is None, known("lisi").left_at is None) == (True, False)
    assert "另有 2 人没有变化" in register(path, "--yes").output


@pytest.mark.parametrize("written", [csv, xlsx])
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("姓名", "电话"), ("张三", "138")), "缺少“账号”一栏"),
        ((*ROWS, ("wang#wu", "王五", "", "")), "第 4 行的账号“wang#wu”不能用"),
        ((*ROWS, ("wangwu", "王五", "", "休假")), "第 4 行的状态“休假”不认识"),
        (ROWS[:1], "没有一行有人"),
        ((), "表是空的"),
    ],
)
def test_with_anything_wrong_nobody_is_noted(known, tmp_path, written, rows, said):
    refused = register(written(tmp_path / "people", rows), "--yes")
    assert (refused.exit_code, known("zhangsan").name) == (1, "")
    assert said in refused.output
    assert "Traceback" not in refused.output
