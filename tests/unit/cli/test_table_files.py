"""Tables as spreadsheets write them, and files that are none."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from qungui.cli.table_files import read_table
from qungui.usecases.import_filings import Line


def zipped():
    """A zip file with a text in it."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr("groups.txt", "群名")
    return held.getvalue()


TEXT = '群名,用途\r\n生产部工作群,排班\r\n\r\n “市场部”群 ,"团建,\n报名"\r\n'
LINES = (
    Line(2, {"群名": "生产部工作群", "用途": "排班"}),
    Line(4, {"群名": "“市场部”群", "用途": "团建,\n报名"}),
)


def read(tmp_path, raw):
    path = tmp_path / "groups.csv"
    path.write_bytes(raw)
    return read_table(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_table_is_read_in_whatever_encoding_it_was_kept(tmp_path, encoding):
    assert read(tmp_path, TEXT.encode(encoding)) == (("群名", "用途"), LINES)


def test_unicode_text_of_a_spreadsheet_has_tabs(tmp_path):
    raw = "群名\t用途\r\n生产部工作群\t排班,交接\r\n".encode("utf-16")
    assert read(tmp_path, raw) == (
        ("群名", "用途"),
        (Line(2, {"群名": "生产部工作群", "用途": "排班,交接"}),),
    )


def test_empty_cells_at_the_end_are_no_columns(tmp_path):
    columns, lines = read(tmp_path, "群名,用途,,\n甲,乙,,\n".encode())
    assert columns == ("群名", "用途")
    assert lines == (Line(2, {"群名": "甲", "用途": "乙"}),)


def test_the_first_sheet_of_a_workbook_is_a_table(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["群名", "预计结束日期", "应加人员", None])
    sheet.append(["团建群", datetime(2026, 6, 30), 12.0])  # noqa: DTZ001 - cells have no zone
    sheet.append([None, None, None])
    sheet.append(["展会群", "2026年7月1日", "=1+1"])
    book.create_sheet("说明").append(["别的"])
    book.save(tmp_path / "groups.xlsx")
    assert read_table(tmp_path / "groups.xlsx") == (
        ("群名", "预计结束日期", "应加人员"),
        (
            Line(2, {"群名": "团建群", "预计结束日期": "2026-06-30", "应加人员": "12"}),
            Line(4, {"群名": "展会群", "预计结束日期": "2026年7月1日", "应加人员": ""}),
        ),
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "表是空的"),
        (b"PK\x03\x04 no zip at all", "读不了这个 Excel 文件"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "读不了这个 Excel 文件"),
        (zipped(), "读不了这个 Excel 文件"),
        (b"\xff\xff\xff", "读不出文字"),
        ("群名\n甲,乙\n".encode(), "第 2 行比第 1 行多出几格"),
        ('群名\n甲\n"乙'.encode(), "第 3 行读不出来"),
        ('群名\n"甲"乙\n'.encode(), "第 2 行读不出来"),
        (f"群名\n{'甲' * 200_000}\n".encode(), "第 2 行读不出来"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(tmp_path, raw, said):
    with pytest.raises(ValueError, match=said):
        read(tmp_path, raw)
