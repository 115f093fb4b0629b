"""A register of people as a spreadsheet program writes it (CSV), read whole or not at all."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO

from qungui.adapters.wecom.ids import person_alias
from qungui.errors import QunguiError
from qungui.model.ids import Alias
from qungui.model.register import RegisterRow

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "account": ("账号", "userid", "企业微信账号", "外部联系人编号"),
    "name": ("姓名", "名字"),
    "departments": ("部门", "所在部门"),
    "position": ("岗位", "职务", "职位"),
    "company": ("公司", "单位", "所在公司"),
    "status": ("状态", "在职状态"),
    "last_day": ("最后工作日", "离职日期"),
}
"""By field, what a column may be called; only account and name are needed."""

_NEEDED = ("account", "name")
_LEFT, _THERE = {"离职", "退会", "离开"}, {"", "在职", "在会", "在"}
_SEPARATORS = str.maketrans("；、/|", ";;;;")
_MOST_PROBLEMS = 20
_BRIDGE = "bridge:"


class RegisterFileError(QunguiError):
    """
    The file is no register; nothing of it was taken.

    Attributes:
        problems: Line by line, in Chinese.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("；".join(problems[:_MOST_PROBLEMS]))
        self.problems = tuple(problems)


def read_register(raw: bytes) -> tuple[RegisterRow, ...]:
    """
    UTF-8, with or without a mark, or GB 18030, which is what Chinese spreadsheet programs write.

    Raises:
        RegisterFileError: It has other columns, or some line is wrong.
    """
    lines = csv.reader(StringIO(_text(raw), newline=""))
    header = next(lines, [])
    at = _columns([each.strip() for each in header])
    problems, rows = list[str](), list[RegisterRow]()
    for number, cells in enumerate(lines, 2):
        values = {field: cells[n].strip() if n < len(cells) else "" for field, n in at.items()}
        if any(values.values()):
            wrong = list(_problems(values))
            problems += [f"第 {number} 行{each}" for each in wrong]
            if not wrong:
                rows.append(_row(values))
    accounts = Counter(str(row.alias) for row in rows)
    problems += [f"账号 {account} 写了 {n} 次" for account, n in accounts.items() if n > 1]
    if problems or not rows:
        raise RegisterFileError(problems or ["没有一行有人"])
    return tuple(rows)


def _text(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegisterFileError(["既不是 UTF-8，也不是 GBK 的文字；请另存为 CSV 再试"])


def _columns(header: Sequence[str]) -> dict[str, int]:
    found = {
        field: header.index(name)
        for field, names in _COLUMNS.items()
        for name in names
        if name in header
    }
    missing = [_COLUMNS[field][0] for field in _NEEDED if field not in found]
    if missing:
        shown = "、".join(filter(None, header)) or "空"
        raise RegisterFileError([f"缺少“{'、'.join(missing)}”一栏；第一行是：{shown}"])
    return found


def _problems(values: Mapping[str, str]) -> Iterator[str]:
    if not values["account"]:
        yield "没有账号；同名的人分不清，所以不能只写姓名"
    if not values["name"]:
        yield "没有姓名"
    if _day(values.get("last_day", "")) is None and values.get("last_day"):
        yield f"的最后工作日“{values['last_day']}”不是日期，请写成 2026-06-30"
    if values.get("status", "") not in _LEFT | _THERE:
        yield f"的状态“{values['status']}”不认识，请写在职或离职"


def _row(values: Mapping[str, str]) -> RegisterRow:
    departments = values.get("departments", "").translate(_SEPARATORS).split(";")
    return RegisterRow(
        alias=_alias(values["account"]),
        name=values["name"],
        departments=tuple(each.strip() for each in departments if each.strip()),
        position=values.get("position", ""),
        company=values.get("company", ""),
        has_left=values.get("status", "") in _LEFT,
        last_day=_day(values.get("last_day", "")),
    )


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words.replace("/", "-"))
    except ValueError:
        return None


def _alias(account: str) -> Alias:
    """Of a bridge's people the account is written ``bridge:`` and their id there."""
    if account.startswith(_BRIDGE):
        return Alias("bridge", account.removeprefix(_BRIDGE))
    return person_alias(account)
