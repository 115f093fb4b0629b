"""Forms that people copy, fill in and send back as a text."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from qungui.desk.numbers import number_of
from qungui.desk.reading import Wrong
from qungui.desk.writing import Written
from qungui.text.normal import normal

type Value = str | date | int | bool | tuple[str, ...]


class FieldKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    PEOPLE = "people"
    YES_NO = "yes-no"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """
    Attributes:
        also: Other names under which it comes back.
        choices: Of a choice, what may be said; empty for every other kind.
        example: Shown beside the name where nothing else says how to fill it in.
    """

    name: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    example: str = ""

    @property
    def hint(self) -> str:
        """What stands in brackets behind the name."""
        ways = {FieldKind.CHOICE: "/".join(self.choices), FieldKind.YES_NO: "是/否"}
        example = f"例：{self.example}" if self.example else ""
        optional = "" if self.required else "选填"
        return "，".join(filter(None, (optional, ways.get(self.kind, example))))


@dataclass(frozen=True, slots=True)
class Form:
    """
    Attributes:
        fields: Their names differ, also as ``text.normal`` writes them.
    """

    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """
    Attributes:
        values: By field name, what could be read: text, date, whole number, names, yes or no.
        problems: By field name, what is wrong, told to the writer.
        written: By field name, what stood there; empty where it was said in two ways.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return not self.problems


_OF_SEVERAL_LINES = {FieldKind.TEXT, FieldKind.PEOPLE}
_COPY = "请复制整条消息，填好后发回："
_AGAIN = "有几处要改，请改好后整段发回："
_NOTHING = frozenset({"", "无", "没有", "暂无", "空", "/", "-", "—", "——", "n/a"})
_YES = frozenset(
    {"是", "是的", "对", "有", "要", "需要", "同意", "可以", "y", "yes", "√", "✓", "1"}
)
_NO = frozenset(
    {"否", "不是", "不", "没有", "无", "不要", "不需要", "不同意", "n", "no", "×", "✗", "x", "0"}
)
_PEOPLE_PARTED = re.compile(r"[,，;；、/\n]+")
_DATE = re.compile(
    r"(\d{4})(?:\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})\s?[日号]?|(\d{2})(\d{2}))"
)
_NUMBER = re.compile(
    r"(?:约|共|大约)?\s?(\d{1,9}|\d{1,3}(?:,\d{3}){1,2}|[一二两三四五六七八九十]{1,3})\s?[一-鿿]{0,2}"
)
_EDGES = " \t\n,;，；、"


def blank(form: Form) -> str:
    """The text to copy; what stands in brackets need not be taken away."""
    return "\n".join((f"【{form.title}】", _COPY, *(_line(one, "") for one in form.fields)))


def again(form: Form, filled: Filled) -> str:
    """What is wrong, and the form with all that was written, to be put right and sent again."""
    # In quotes: sent back with the rest, such a line is no field.
    wrong = (f"· “{name}”：{said}" for name, said in filled.problems.items())
    lines = (_line(one, filled.written.get(one.name, "")) for one in form.fields)
    return "\n".join((f"【{form.title}】", _AGAIN, *wrong, "", *lines))


def filled(form: Form, text: str) -> Filled | None:
    """
    What *text* says to *form*; None where it names none of its fields.

    Any order, any width, hints left or not; further lines belong to the field above them.
    """
    written = _written(form, text)
    if written is None:
        return None
    read = {one.name: _read(one, written.get(one.name, ())) for one in form.fields}
    problems = {name: value.said for name, value in read.items() if isinstance(value, Wrong)}
    values = {
        name: value
        for name, value in read.items()
        if value is not None and not isinstance(value, Wrong)
    }
    said = {name: _one_of(each) for name, each in written.items()}
    return Filled(values=values, problems=problems, written=said)


def read(one: FormField, text: str) -> Value | Wrong | None:
    """What *text* says to one field; None for nothing, where that may be."""
    return _read(one, (text,) if text else ())


def _line(one: FormField, value: str) -> str:
    hint = f"（{one.hint}）" if one.hint else ""
    return f"{one.name}{hint}：{value}"


def _written(form: Form, text: str) -> Mapping[str, Sequence[str]] | None:
    """By field name, what stands behind each place where the field is named."""
    names = {normal(name): one.name for one in form.fields for name in (one.name, *one.also)}
    sheet = Written.of(text)
    found = list(_places(tuple(names)).finditer(sheet.plain))
    if not found:
        return None
    ends = [*(each.start() for each in found[1:]), len(sheet.plain)]
    said = dict[str, list[str]]()
    for each, end in zip(found, ends, strict=True):
        value = sheet.original(each.end(), end).strip(_EDGES)
        said.setdefault(names[each["name"]], []).extend(filter(None, [value]))
    return said


@lru_cache(maxsize=32)
def _places(names: tuple[str, ...]) -> re.Pattern[str]:
    """Where a field is named: at the beginning of a line, or behind what ends a value."""
    any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(
        rf"(?:^|(?<=[\s,;。、]))(?:[·*•\-]\s?|\d{{1,2}}[.、)]\s?)?(?P<name>{any_name})"
        r"(?:\s?\([^()\n]{0,200}\))?\s?[:=]"
    )


def _read(one: FormField, said: Sequence[str]) -> Value | Wrong | None:
    text = _one_of(said)
    if said and not text:
        return Wrong("写了两次，而且不一样，请只留一个")
    if normal(text).strip() in _NOTHING and not (text and one.kind is FieldKind.YES_NO):
        return Wrong("没有填") if one.required else None
    if one.kind not in _OF_SEVERAL_LINES:
        text = text.partition("\n")[0]
    return _KINDS[one.kind](one, text)


def _one_of(said: Sequence[str]) -> str:
    """What is said, once or again and again; empty where it differs."""
    return said[0] if len(set(said)) == 1 else ""


def _text(_: FormField, text: str) -> Value | Wrong:
    return text


def _date(_: FormField, text: str) -> Value | Wrong:
    found = _DATE.fullmatch(_plain(text))
    if found is None:
        return Wrong("请写全年月日，例如 2026-12-01")
    try:
        year, month, day = map(int, filter(None, found.groups()))
        return date(year, month, day)
    except ValueError:
        return Wrong("没有这一天，请核对，例如 2026-12-01")


def _number(_: FormField, text: str) -> Value | Wrong:
    found = _NUMBER.fullmatch(_plain(text))
    figure = "" if found is None else found[1].replace(",", "")
    number = 0 if figure == "0" else number_of(figure) if figure else None
    return Wrong("请写一个整数，例如 30") if number is None else number


def _choice(one: FormField, text: str) -> Value | Wrong:
    said = _plain(text)
    exact = [choice for choice in one.choices if _plain(choice) == said]
    parts = [choice for choice in one.choices if said in _plain(choice) or _plain(choice) in said]
    if said.isdecimal() and not parts and 1 <= int(said) <= len(one.choices):
        return one.choices[int(said) - 1]
    found = exact or parts
    return found[0] if len(found) == 1 else Wrong(f"请从中选一个：{'、'.join(one.choices)}")


def _people(_: FormField, text: str) -> Value | Wrong:
    names = (name for part in _PEOPLE_PARTED.split(text) for name in _names(part))
    names = (name.strip().lstrip("@＠").strip() for name in names)
    return tuple(dict.fromkeys(filter(None, names))) or Wrong("请写姓名，几个人用顿号分开")


def _names(part: str) -> Sequence[str]:
    """Spaces part Chinese names; a name in letters may hold some."""
    return part.split() if re.search(r"[一-鿿@＠]", part) else [part]


def _yes_no(_: FormField, text: str) -> Value | Wrong:
    said = _plain(text)
    if said in _YES or said in _NO:
        return said in _YES
    return Wrong("请写“是”或“否”")


def _plain(text: str) -> str:
    return Written.of(text).plain.strip(" .。!")


_KINDS: Mapping[FieldKind, Callable[[FormField, str], Value | Wrong]] = {
    FieldKind.TEXT: _text,
    FieldKind.DATE: _date,
    FieldKind.NUMBER: _number,
    FieldKind.CHOICE: _choice,
    FieldKind.PEOPLE: _people,
    FieldKind.YES_NO: _yes_no,
}
