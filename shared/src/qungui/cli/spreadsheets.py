"""Rows for spreadsheets, where some text would be taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from typing import IO, TextIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""

_BEFORE_FORMULAS = tuple("=+-@＝＋－＠\t\r\n")
"""What a formula begins with, in any width, or what a spreadsheet skips before one."""

_WIDTH = 18


def write_csv(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One row after the other; no cell is ever taken for a formula."""
    file.write(MARK)
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows(map(_no_formula, rows))


def write_xlsx(file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """The same; every cell is a text, whatever it looks like."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.append([_text(sheet, name, Font(bold=True)) for name in columns])
    for row in rows:
        sheet.append([_text(sheet, value) for value in row])
    book.save(file)


def _no_formula(row: Sequence[str]) -> list[str]:
    return [f"'{cell}" if cell.startswith(_BEFORE_FORMULAS) else cell for cell in row]


def _text(sheet: WriteOnlyWorksheet, value: str, font: Font | None = None) -> Cell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    if font is not None:
        cell.font = font
    return cell
