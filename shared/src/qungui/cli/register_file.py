"""A register of people, from the lines of a table: all of them, or none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from qungui.adapters.plain import plain
from qungui.adapters.wecom.ids import person_alias
from qungui.errors import InvalidEventError, QunguiError
from qungui.model.ids import Alias
from qungui.model.register import RegisterRow
from qungui.usecases.import_filings import Line

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
_LEFT, _THERE = {"离职", "退会", "离开"}, {"在职", "在会", "在"}
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


def read_register(columns: Sequence[str], lines: Sequence[Line]) -> tuple[RegisterRow, ...]:
    """
    Raises:
        RegisterFileError: It has other columns, or some line is wrong.
    """
    named = _named(columns)
    problems, rows = list[str](), list[RegisterRow]()
    for line in lines:
        values = {field: line.cells.get(column, "") for field, column in named.items()}
        wrong = list(_problems(values))
        problems += [f"第 {line.number} 行{each}" for each in wrong]
        if not wrong:
            rows.append(_row(values))
    accounts = Counter(str(row.alias) for row in rows)
    problems += [f"账号 {account} 写了 {n} 次" for account, n in accounts.items() if n > 1]
    if problems or not rows:
        raise RegisterFileError(problems or ["没有一行有人"])
    return tuple(rows)


def _named(columns: Sequence[str]) -> Mapping[str, str]:
    """By field, what its column is called here."""
    found = {
        field: [column for column in columns if column in names]
        for field, names in _COLUMNS.items()
    }
    missing = [_COLUMNS[field][0] for field in _NEEDED if not found[field]]
    if missing:
        shown = "、".join(filter(None, columns)) or "空"
        raise RegisterFileError([f"缺少“{'、'.join(missing)}”一栏；第一行是：{shown}"])
    if doubled := ["、".join(names) for names in found.values() if len(names) > 1]:
        raise RegisterFileError([f"有两栏说的是同一项：{'；'.join(doubled)}"])
    return {field: names[0] for field, names in found.items() if names}


def _problems(values: Mapping[str, str]) -> Iterator[str]:
    if not values["account"]:
        yield "没有账号；同名的人分不清，所以不能只写姓名"
    elif not _can_be_kept(values["account"]):
        yield f"的账号“{values['account']}”不能用：不能带 #，也不能太长"
    if not values["name"]:
        yield "没有姓名"
    if _day(values.get("last_day", "")) is None and values.get("last_day"):
        yield f"的最后工作日“{values['last_day']}”不是日期，请写成 2026-06-30"
    if values.get("status", "") not in {"", *_LEFT, *_THERE}:
        yield f"的状态“{values['status']}”不认识，请写在职或离职"


def _can_be_kept(account: str) -> bool:
    try:
        plain(_alias(account).name)
    except InvalidEventError:
        return False
    return True


def _row(values: Mapping[str, str]) -> RegisterRow:
    departments = values.get("departments", "").translate(_SEPARATORS).split(";")
    status = values.get("status")
    return RegisterRow(
        alias=_alias(values["account"]),
        name=values["name"],
        departments=tuple(each.strip() for each in departments if each.strip()),
        position=values.get("position", ""),
        company=values.get("company", ""),
        has_left=status in _LEFT if status else None,
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
