"""A register as spreadsheet programs write it: read whole, or not at all."""

from datetime import date

import pytest
from openpyxl import Workbook

from qungui.cli.register_file import RegisterFileError, read_register
from qungui.cli.table_files import read_table
from qungui.model.ids import Alias
from qungui.model.register import RegisterRow

LINES = "账号,姓名,部门,岗位,状态\nZhangSan,张三,财务部；行政部,主管,在职\nbridge:m7,李四,,,离职\n"
ZHANG = RegisterRow(
    alias=Alias("userid", "zhangsan"),
    name="张三",
    departments=("财务部", "行政部"),
    position="主管",
    has_left=False,
)
LI = RegisterRow(alias=Alias("bridge", "m7"), name="李四", has_left=True)


@pytest.fixture
def read(tmp_path):
    def rows(raw):
        path = tmp_path / "people"
        path.write_bytes(raw)
        return read_register(*read_table(path))

    return rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_register_is_read_in_any_encoding_that_programs_write(read, encoding, ends):
    assert read(LINES.replace("\n", ends).encode(encoding)) == (ZHANG, LI)


def test_columns_may_stand_in_any_order_with_others_among_them(read):
    rows = read("序号,姓名,userid,单位\n1,张三,zhangsan,徽创\n".encode())
    here = RegisterRow(alias=Alias("userid", "zhangsan"), name="张三", company="徽创")
    assert rows == (here,)
    assert here.has_left is None


def test_empty_lines_are_left_out_and_short_ones_are_filled(read):
    assert read(f"{LINES}\n,,,,\nwangwu,王五\n".encode())[2].name == "王五"


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-06-30", date(2026, 6, 30)), ("2026/06/30", date(2026, 6, 30)), ("", None)],
)
def test_a_last_day_may_be_named(read, written, day):
    (row,) = read(f"账号,姓名,最后工作日\na1,王芳,{written}\n".encode())
    assert row.last_day == day


def test_two_people_of_one_name_are_two(read):
    rows = read("账号,姓名\na1,王芳\na2,王芳\n".encode())
    assert [row.alias.name for row in rows] == ["a1", "a2"]


def test_the_first_sheet_of_a_workbook_is_a_register_and_its_numbers_are_accounts(tmp_path):
    book = Workbook()
    for row in (
        ["账号", "姓名", "部门"],
        [1001, "张三", "财务部"],
        [None] * 3,
        ["LiSi", "李四", None],
    ):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    rows = read_register(*read_table(tmp_path / "people.xlsx"))
    assert [(row.alias.name, row.departments) for row in rows] == [
        ("1001", ("财务部",)),
        ("lisi", ()),
    ]


def test_a_workbook_without_a_line_is_no_register(tmp_path):
    book = Workbook()
    book.save(tmp_path / "people.xlsx")
    with pytest.raises(ValueError, match="表是空的"):
        read_table(tmp_path / "people.xlsx")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "表是空的"),
        (b"\n", "缺少“账号、姓名”一栏；第一行是：空"),
        ("姓名,电话\n张三,138\n".encode(), "缺少“账号”一栏；第一行是：姓名、电话"),
        ("账号,姓名\n".encode(), "没有一行有人"),
        ("账号,姓名\n,王芳\n".encode(), "第 2 行没有账号"),
        ("账号,姓名\na1,\n".encode(), "第 2 行没有姓名"),
        ("账号,姓名,状态\na1,王芳,休假\n".encode(), "第 2 行的状态“休假”不认识"),
        ("账号,姓名,离职日期\na1,王芳,月底\n".encode(), "第 2 行的最后工作日“月底”不是日期"),
        ("账号,姓名\na1,王芳\nA1,王方\n".encode(), "账号 userid:a1 写了 2 次"),
        ("账号,姓名\na#1,王芳\n".encode(), "第 2 行的账号“a#1”不能用"),
        ("账号,姓名\nbridge:,王芳\n".encode(), "第 2 行的账号“bridge:”不能用"),
        ("账号,姓名,岗位,职务\na1,王芳,,\n".encode(), "有两栏说的是同一项：岗位、职务"),
        ("账号,姓名\na1,王芳,财务部\n".encode(), "第 2 行比第 1 行多出几格"),
        (b"PK\x03\x04\xff\xfe\xff\xff", "CSV"),
    ],
)
def test_a_file_that_is_no_register_says_why_and_gives_nothing(read, raw, problem):
    with pytest.raises((RegisterFileError, ValueError), match=problem):
        read(raw)
