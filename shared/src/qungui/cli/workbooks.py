"""The first sheet of an Excel workbook, as text."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

_BROKEN = (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, EOFError)
"""What the library raises of files that are no workbooks, or broken ones."""


def rows_of(raw: bytes) -> Iterator[Sequence[str]]:
    """
    With what formulas came to last, and days without a time of day.

    Raises:
        ValueError: It is no workbook.
    """
    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True)) if book.worksheets else []
    except _BROKEN as error:
        msg = "读不了这个 Excel 文件：请另存为 xlsx 或 CSV（UTF-8）"
        raise ValueError(msg) from error
    for row in rows:
        yield tuple(map(_cell, row))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
