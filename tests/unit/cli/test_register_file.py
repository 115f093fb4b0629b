"""A register as spreadsheet programs write it: read whole, or not at all."""

from datetime import date

import pytest

from qungui.cli.register_file import RegisterFileError, read_register
from qungui.model.ids import Alias
from qungui.model.register import RegisterRow

LINES = "账号,姓名,部门,岗位,状态\nZhangSan,张三,财务部；行政部,主管,在职\nbridge:m7,李四,,,离职\n"
ZHANG = RegisterRow(
    alias=Alias("userid", "zhangsan"),
    name="张三",
    departments=("财务部", "行政部"),
    position="主管",
)
LI = RegisterRow(alias=Alias("bridge", "m7"), name="李四", has_left=True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_register_is_read_in_any_encoding_that_programs_write(encoding, ends):
    assert read_register(LINES.replace("\n", ends).encode(encoding)) == (ZHANG, LI)


def test_columns_may_stand_in_any_order_with_others_among_them():
    rows = read_register("序号,姓名,userid,单位\n1,张三,zhangsan,徽创\n".encode())
    assert rows == (RegisterRow(alias=Alias("userid", "zhangsan"), name="张三", company="徽创"),)


def test_empty_lines_are_left_out_and_short_ones_are_filled():
    assert read_register(f"{LINES}\n,,,,\nwangwu,王五\n".encode())[2].name == "王五"


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-06-30", date(2026, 6, 30)), ("2026/06/30", date(2026, 6, 30)), ("", None)],
)
def test_a_last_day_may_be_named(written, day):
    (row,) = read_register(f"账号,姓名,最后工作日\na1,王芳,{written}\n".encode())
    assert row.last_day == day


def test_two_people_of_one_name_are_two():
    rows = read_register("账号,姓名\na1,王芳\na2,王芳\n".encode())
    assert [row.alias.name for row in rows] == ["a1", "a2"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "缺少“账号、姓名”一栏；第一行是：空"),
        ("姓名,电话\n张三,138\n".encode(), "缺少“账号”一栏；第一行是：姓名、电话"),
        ("账号,姓名\n".encode(), "没有一行有人"),
        ("账号,姓名\n,王芳\n".encode(), "第 2 行没有账号"),
        ("账号,姓名\na1,\n".encode(), "第 2 行没有姓名"),
        ("账号,姓名,状态\na1,王芳,休假\n".encode(), "第 2 行的状态“休假”不认识"),
        ("账号,姓名,离职日期\na1,王芳,月底\n".encode(), "第 2 行的最后工作日“月底”不是日期"),
        ("账号,姓名\na1,王芳\nA1,王方\n".encode(), "账号 userid:a1 写了 2 次"),
        (b"PK\x03\x04\xff\xfe\xff\xff", "CSV"),
    ],
)
def test_a_file_that_is_no_register_says_why_and_gives_nothing(raw, problem):
    with pytest.raises(RegisterFileError, match=problem):
        read_register(raw)
