"""Papers as documents and workbooks, and a form that comes back filled in."""

import pytest
from docx import Document
from docx.shared import Cm
from openpyxl import Workbook, load_workbook

from qungui.cli.print_paper import print_paper
from qungui.cli.table_files import read_table
from qungui.model.paper import Paper, PaperRow
from qungui.usecases.import_filings import Line

PAPER = Paper(
    title="工作微信群备案表",
    rows=(
        PaperRow(label="类别", value="部门级", hint="公司级/部门级"),
        PaperRow(label="群名", value="=1+1"),
        PaperRow(label="用途", hint="选填", tall=True),
    ),
    signed=(PaperRow(label="申请人", value="（签字）"),),
    foot="用顿号",
)


def test_a_document_holds_every_row_on_a4(tmp_path):
    print_paper(PAPER, tmp_path / "form.docx")
    document = Document(tmp_path / "form.docx")
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [
        ["类别", "部门级"],
        ["群名", "=1+1"],
        ["用途\n（选填）", ""],
        ["申请人", "（签字）"],
    ]
    assert [each.text for each in document.paragraphs] == ["工作微信群备案表", "用顿号"]
    assert round(document.sections[0].page_width / Cm(1), 1) == 21.0
    heights = [row.height for row in table.rows]
    assert heights[2] > heights[0]


def test_a_workbook_holds_every_row_and_no_formula(tmp_path):
    print_paper(PAPER, tmp_path / "form.xlsx")
    sheet = load_workbook(tmp_path / "form.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "工作微信群备案表"
    assert [row[0] for row in rows[1:4]] == ["类别", "群名", "用途"]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")
    assert rows[5][:2] == ("申请人", "（签字）")


def test_a_workbook_that_was_filled_in_is_one_line_of_a_table(tmp_path):
    path = tmp_path / "form.xlsx"
    print_paper(PAPER, path)
    book = load_workbook(path)
    book.active["B4"] = "团建"
    book.save(path)
    assert read_table(path) == (
        ("类别", "群名", "用途"),
        (Line(2, {"类别": "部门级", "群名": "=1+1", "用途": "团建"}),),
    )


def test_a_table_whose_first_cells_look_like_fields_stays_one(tmp_path):
    book = Workbook()
    for row in (["组别", "人"], ["项目", "张三"]):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    assert read_table(tmp_path / "people.xlsx") == (
        ("组别", "人"),
        (Line(2, {"组别": "项目", "人": "张三"}),),
    )


def test_no_file_holds_what_it_cannot(tmp_path):
    odd = Paper(title="表", rows=(PaperRow(label="群名", value="甲\x0b乙\x00"),))
    for suffix in ("docx", "xlsx"):
        print_paper(odd, tmp_path / f"form.{suffix}")
    assert read_table(tmp_path / "form.xlsx")[1] == (Line(2, {"群名": "甲乙"}),)


def test_a_paper_is_no_file_of_another_kind(tmp_path):
    with pytest.raises(ValueError, match="docx"):
        print_paper(PAPER, tmp_path / "form.pdf")
