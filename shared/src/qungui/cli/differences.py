"""What one edition says that another one did not, in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from qungui.cli import sayings
from qungui.cli.conditions import limits
from qungui.model.rulebook import Clause, Edition


@dataclass(frozen=True, slots=True)
class Difference:
    """
    Attributes:
        where: A clause, a ladder, or 整部规定.
        what: Which part of it.
        was, now: Empty where there was or is nothing.
    """

    where: str
    what: str
    was: str
    now: str


_HEAD: Mapping[str, Callable[[Edition], str]] = {
    "名称": lambda edition: edition.title,
    "生效时间": lambda edition: edition.in_force_from.isoformat(),
    "时区": lambda edition: edition.timezone,
    "适用": lambda edition: "、".join((edition.subject.value, *edition.kinds)),
}
_CLAUSE: Mapping[str, Callable[[Clause], str]] = {
    "文字": lambda clause: clause.text,
    "主题": lambda clause: "、".join((clause.topic, *clause.also)),
    "方式": lambda clause: sayings.DISPOSITIONS[clause.disposition],
    "规则": sayings.calls,
    "条件": limits,
    "处理": lambda clause: sayings.sanction(clause.sanction),
    "阶梯": lambda clause: clause.step_of,
    "最多做到": lambda clause: sayings.MODES[clause.mode],
    "起初": lambda clause: "" if clause.starts is None else sayings.MODES[clause.starts],
}


def differences(was: Edition, now: Edition) -> Iterator[Difference]:
    """The head's, the ladders', then clause by clause: gone, changed, new."""
    for what, said in _HEAD.items():
        yield from _changed("整部规定", what, said(was), said(now))
    for name in dict.fromkeys((*was.ladders, *now.ladders)):
        yield from _changed(f"阶梯 {name}", "步骤", _steps(was, name), _steps(now, name))
    old = {clause.clause_id: clause for clause in was.clauses}
    new = {clause.clause_id: clause for clause in now.clauses}
    for clause_id in dict.fromkeys((*old, *new)):
        yield from _clause(clause_id, old.get(clause_id), new.get(clause_id))


def _steps(edition: Edition, name: str) -> str:
    return sayings.ladder(edition.ladders[name]) if name in edition.ladders else ""


def _clause(clause_id: str, was: Clause | None, now: Clause | None) -> Iterator[Difference]:
    if was is None or now is None:
        yield Difference(
            clause_id, "整条", "" if was is None else was.text, "" if now is None else now.text
        )
        return
    for what, said in _CLAUSE.items():
        yield from _changed(clause_id, what, said(was), said(now))


def _changed(where: str, what: str, was: str, now: str) -> Iterator[Difference]:
    if was != now:
        yield Difference(where, what, was, now)
