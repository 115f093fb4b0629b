"""What stands in a command beside its word and its numbers: the values, and how each is read."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qungui.desk.numbers import FIGURE, number_of
from qungui.desk.reading import Found, Reading, Wrong
from qungui.desk.writing import Written
from qungui.model.span import Span, Unit


class Gravity(StrEnum):
    MINOR = "minor"
    CONSIDERABLE = "considerable"
    SERIOUS = "serious"
    UNLAWFUL = "unlawful"


@dataclass(frozen=True, slots=True)
class Until:
    """
    A day as somebody wrote it; of something that lasts, its last, that day included.

    Attributes:
        year: None where nobody wrote it.
    """

    month: int
    day: int
    year: int | None = None

    def on(self, today: date) -> date:
        """The day meant, as said on *today*: without a year the next such day, or *today*."""
        if self.year is not None:
            return date(self.year, self.month, self.day)
        days = (_day(year, self.month, self.day) for year in range(today.year, today.year + 9))
        return next(day for day in days if day is not None and day >= today)


@dataclass(frozen=True, slots=True)
class Month:
    """
    Attributes:
        number: 1 to 12; None where it is told by *ago*.
        year: None where nobody wrote it.
        ago: Months before the current one.
    """

    number: int | None = None
    year: int | None = None
    ago: int = 0

    def on(self, today: date) -> date:
        """Its first day, as said on *today*: without a year the latest such month."""
        if self.number is None:
            return _months_before(today, self.ago)
        if self.year is not None:
            return date(self.year, self.number, 1)
        this = date(today.year, self.number, 1)
        return this if this <= today else this.replace(year=today.year - 1)


@dataclass(frozen=True, slots=True)
class Name:
    """
    A person or a group as somebody wrote it.

    Attributes:
        marked: With an ``@`` before it.
    """

    text: str
    marked: bool


_LONGEST_NAME = 64
_QUOTED = r"“[^“”\n]+”|\"[^\"\n]+\"|「[^「」\n]+」|《[^《》\n]+》"
_PLAIN_NAME = r"[^\s,;:、。!?“”\"「」《》]+"
_PERSON = re.compile(rf"(?P<mark>@?)\s?(?P<name>{_QUOTED}|{_PLAIN_NAME})")
_GROUP = re.compile(
    rf"(?:(?:群|群组|群名|在群)\s?:\s?|(?P<mark>@))(?P<name>{_QUOTED}|{_PLAIN_NAME})"
)
_NAME_QUOTES = '“”"「」《》'
_THEIR_FILE = re.compile(r"的(?:违规|违纪)?(?:记录|档案|情况|处理|违规)$")
_WITHIN_ARTICLE = rf"\s?第?\s?\(?{FIGURE}\)?\s?[款项点目条]"
_ARTICLE = rf"第\s?{FIGURE}\s?条(?:{_WITHIN_ARTICLE}){{0,2}}"
_DOTTED = r"(?:r\d{1,3}|\d{1,3})(?:\.\d{1,3})+[a-z]?"
_CLAUSE = re.compile(
    rf"(?:违反|违背|依据|根据|按照?)?\s?(?:(?P<dotted>{_DOTTED})(?!\.?\d|[a-z])|(?P<article>{_ARTICLE}))"
    r"(?:\s?条款|\s?款|\s?条)?(?:\s?的?规定)?"
)
_CLAUSE_IN_NAME = re.compile(rf"(?<=[一-鿿])(?:违反)?(?:{_DOTTED}|第\s?{FIGURE}\s?条)")
_FIGURES = re.compile(FIGURE)
_GRAVITIES = {
    "轻": Gravity.MINOR,
    "轻微": Gravity.MINOR,
    "较轻": Gravity.MINOR,
    "较重": Gravity.CONSIDERABLE,
    "严重": Gravity.SERIOUS,
    "违法": Gravity.UNLAWFUL,
    "涉嫌违法": Gravity.UNLAWFUL,
}
_GRAVITY = re.compile(
    rf"(?:情节|性质)?\s?({'|'.join(sorted(_GRAVITIES, key=len, reverse=True))})(?:违规)?"
)
_UNITS = {
    "分钟": Unit.MINUTE,
    "分": Unit.MINUTE,
    "小时": Unit.HOUR,
    "个小时": Unit.HOUR,
    "钟头": Unit.HOUR,
    "个钟头": Unit.HOUR,
    "天": Unit.DAY,
    "日": Unit.DAY,
    "周": Unit.WEEK,
    "星期": Unit.WEEK,
    "个星期": Unit.WEEK,
    "礼拜": Unit.WEEK,
    "个月": Unit.MONTH,
    "年": Unit.YEAR,
    "工作日": Unit.WORKING_DAY,
    "个工作日": Unit.WORKING_DAY,
}
_SPAN = re.compile(
    rf"(?:为期|期限|共|为)?\s?({FIGURE})\s?"
    rf"({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?:之内|内|以内)?"
)
_LONGEST_SPAN = 999
_UNTIL = re.compile(
    rf"(?:直到|截止到?|到|至)\s?(?:(\d{{4}})\s?[年./-]\s?)?({FIGURE})\s?[月./-]\s?({FIGURE})\s?[日号]?"
    r"(?:为止|止|前)?"
)
_DAY = re.compile(
    rf"(?:于|在|到|至)?\s?(?:(\d{{4}})\s?[年./-]\s?)?({FIGURE})\s?[月./-]\s?({FIGURE})\s?[日号]?(?!\d)"
)
_MONTH = re.compile(
    rf"(?:(?P<year>\d{{4}})\s?[年./-]?\s?)?(?P<number>{FIGURE})\s?(?:月份|月|(?!\w))"
    r"|(?P<last>上个?月)|(?P<this>[本当]月|这个?月)"
)
_MONTHS = 12
_A_LEAP_YEAR = 2024


def gravity_at(plain: str, at: int) -> Reading[Gravity]:
    found = _GRAVITY.match(plain, at)
    return None if found is None else Found(_GRAVITIES[found[1]], found.end())


def clause_at(plain: str, at: int) -> Reading[str]:
    """In figures and full stops, however it was written: ``R01.3.10``, ``3.10``."""
    found = _CLAUSE.match(plain, at)
    if found is None:
        return None
    if found["dotted"]:
        return Found(found["dotted"].replace("r", "R", 1), found.end())
    figures = [number_of(figure) for figure in _FIGURES.findall(found["article"])]
    return Found(".".join(map(str, figures)), found.end()) if all(figures) else None


def span_at(plain: str, at: int) -> Reading[Span | Until]:
    found = _SPAN.match(plain, at)
    if found is None:
        return _until_at(plain, at)
    count = number_of(found[1])
    if count is None or count > _LONGEST_SPAN:
        return Wrong(f"期限要在 1 到 {_LONGEST_SPAN} 之间")
    return Found(Span(count, _UNITS[found[2]]), found.end())


def _until_at(plain: str, at: int) -> Reading[Span | Until]:
    return _dated(_UNTIL.match(plain, at), "到12月1日")


def day_at(plain: str, at: int) -> Reading[Until]:
    return _dated(_DAY.match(plain, at), "12月1日")


def _dated(found: re.Match[str] | None, example: str) -> Found[Until] | Wrong | None:
    if found is None:
        return None
    year, month, day = (number_of(part) if part else None for part in found.groups())
    if month is None or day is None or _day(year or _A_LEAP_YEAR, month, day) is None:
        return Wrong(f"没有这一天，请写成“{example}”")
    return Found(Until(month, day, year), found.end())


def month_at(plain: str, at: int) -> Reading[Month]:
    found = _MONTH.match(plain, at)
    if found is None:
        return None
    if found["last"] or found["this"]:
        return Found(Month(ago=1 if found["last"] else 0), found.end())
    year, number = found["year"], number_of(found["number"])
    if number is None or number > _MONTHS:
        return Wrong("月份要在 1 到 12 之间，例如 2026-11")
    return Found(Month(number, int(year) if year else None), found.end())


def person_at(written: Written, at: int) -> Reading[Name]:
    """One word, or several in quotes; a clause written on at once is not of the name."""
    found = _PERSON.match(written.plain, at)
    if found is None:
        return None
    start, end = found.span("name")
    clause = _CLAUSE_IN_NAME.search(written.plain, start, end)
    end = end if clause is None else clause.start()
    file = _THEIR_FILE.search(written.plain, start, end)
    return _named(written, start, end if file is None else file.start(), end, found["mark"])


def group_at(written: Written, at: int) -> Reading[Name]:
    """``@群名`` or ``群：名``, names of several words in quotes."""
    found = _GROUP.match(written.plain, at)
    if found is None:
        return None
    return _named(written, *found.span("name"), found.end(), found["mark"])


def _named(written: Written, start: int, end: int, goes_on: int, mark: str | None) -> Reading[Name]:
    name = written.original(start, end).strip(_NAME_QUOTES).rstrip(".~…")
    if not name or len(name) > _LONGEST_NAME:
        return None
    return Found(Name(name, marked=bool(mark)), goes_on)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_before(today: date, months: int) -> date:
    first = today.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
