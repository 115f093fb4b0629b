"""Tables that people keep in files: CSV in any encoding of theirs, and Excel workbooks."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import takewhile
from pathlib import Path

from qungui.cli.workbooks import rows_of
from qungui.lifecycle.fields import field_of
from qungui.usecases.import_filings import Line

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx, and what came before it
_ENCODINGS = ("utf-8-sig", "gb18030")  # the second is what Chinese spreadsheets write as GBK


def read_table(path: Path) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """
    The columns, and every line with anything in it; a line's number counts the head as 1.

    Raises:
        ValueError: It is no such table; the message names the line, in Chinese.
    """
    raw = path.read_bytes()
    rows = _upright(rows_of(raw)) if raw.startswith(_WORKBOOKS) else _rows(_text(raw))
    head = next(rows, None)
    if head is None:
        msg = "表是空的：第 1 行要写列名"
        raise ValueError(msg)
    columns = tuple(name.strip() for name in head)
    while columns and not columns[-1]:
        columns = columns[:-1]
    lines = ((number, row) for number, row in enumerate(rows, 2) if any(map(str.strip, row)))
    return columns, tuple(_line(columns, number, row) for number, row in lines)


def _upright(rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    """
    A form that was filled in, as a table of one line: under its title, alone in its row, the names
    of its fields stand in the first column, what is written in the second, down to the first empty
    row.
    """
    sheet = list(rows)
    named = [row[:2] for row in takewhile(lambda row: any(row[:1]), sheet[1:])]
    is_form = bool(named) and field_of(named[0][0].strip()) and not any(sheet[0][1:])
    if not is_form or field_of(sheet[0][0].strip()):
        return iter(sheet)
    return zip(*named, strict=True)


def _text(raw: bytes) -> str:
    marked = _MARKS.get(raw[:2])
    for encoding in (marked,) if marked else _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    msg = "读不出文字：请另存为 CSV（UTF-8）"
    raise ValueError(msg)


def _rows(text: str) -> Iterator[Sequence[str]]:
    """Comma or tab, whichever the head has."""
    head = text.partition("\n")[0]
    parted = "\t" if "\t" in head and "," not in head else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=parted, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        msg = f"第 {reader.line_num} 行读不出来：引号没有成对，或格里太长"
        raise ValueError(msg) from error


def _line(columns: Sequence[str], number: int, row: Sequence[str]) -> Line:
    if any(cell.strip() for cell in row[len(columns) :]):
        msg = f"第 {number} 行比第 1 行多出几格"
        raise ValueError(msg)
    return Line(number, {name: cell.strip() for name, cell in zip(columns, row, strict=False)})
