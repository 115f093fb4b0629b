"""A paper as a document (docx) or a workbook (xlsx), A4, to be printed or filled in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell, _Row
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qungui.model.paper import Paper, PaperRow

_FONT = "宋体"
_WIDTHS = (Cm(4), Cm(12.5))
_HIGH, _TALL = Cm(1), Cm(2.6)
_COLUMNS = {"A": 18.0, "B": 52.0, "C": 26.0}
_POINTS = {False: 28.0, True: 72.0}
_LINE = Side(style="thin")
_GREY = PatternFill(fill_type="solid", start_color="EEEEEE")


def print_paper(paper: Paper, path: Path) -> None:
    """
    Raises:
        ValueError: It is to be a file of another kind.
    """
    if path.suffix not in _KINDS:
        msg = f"只能写成 {'、'.join(_KINDS)}"
        raise ValueError(msg)
    _KINDS[path.suffix](paper, path)


def _docx(paper: Paper, path: Path) -> None:
    document = _a4()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading = title.add_run(_plain(paper.title))
    heading.bold, heading.font.size = True, Pt(18)
    rows = (*paper.rows, *paper.signed)
    table = document.add_table(rows=len(rows), cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for made, row in zip(table.rows, rows, strict=True):
        _docx_row(made, row)
    foot = document.add_paragraph().add_run(paper.foot)
    foot.font.size = Pt(9)
    document.save(str(path))


def _a4() -> Docx:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    style = document.styles["Normal"]
    if isinstance(style, ParagraphStyle):
        style.font.name, style.font.size = _FONT, Pt(11)
        # Chinese characters have a font of their own.
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    return document


def _docx_row(made: _Row, row: PaperRow) -> None:
    made.height_rule, made.height = WD_ROW_HEIGHT_RULE.AT_LEAST, _TALL if row.tall else _HIGH
    label, value = made.cells
    for cell, width in zip(made.cells, _WIDTHS, strict=True):
        cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _write(label, row.label, bold=True)
    _write(value, row.value)
    if row.hint and not row.value:
        hint = label.add_paragraph().add_run(f"（{_plain(row.hint)}）")
        hint.font.size = Pt(8)


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(_plain(text))
    run.bold = bold


def _xlsx(paper: Paper, path: Path) -> None:
    """The names in the first column, what is written in the second: so it can be read again."""
    book = Workbook()
    sheet = book.worksheets[0]
    for column, width in _COLUMNS.items():
        sheet.column_dimensions[column].width = width
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = Worksheet.PAPERSIZE_A4, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.append([_plain(paper.title)])
    sheet.merge_cells("A1:C1")
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), Alignment("center")
    for row in paper.rows:
        _xlsx_row(sheet, row)
    sheet.append([])
    for row in paper.signed:
        _xlsx_row(sheet, row)
    sheet.append([])
    sheet.append([paper.foot])
    book.save(path)


def _xlsx_row(sheet: Worksheet, row: PaperRow) -> None:
    sheet.append([_plain(row.label), _plain(row.value), _plain(row.hint)])
    at = sheet.max_row
    sheet.row_dimensions[at].height = _POINTS[row.tall]
    label, value, hint = (sheet.cell(at, column) for column in (1, 2, 3))
    for cell in (label, value, hint):
        cell.data_type = "s"  # whatever it looks like: no formula
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for cell in (label, value):
        cell.border = Border(_LINE, _LINE, _LINE, _LINE)
    label.font, label.fill, hint.font = Font(bold=True), _GREY, Font(size=9, color="777777")


def _plain(text: str) -> str:
    """Without the characters that no such file can hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


_KINDS: Mapping[str, Callable[[Paper, Path], None]] = {".docx": _docx, ".xlsx": _xlsx}
