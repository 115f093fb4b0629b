"""
A form for a new group, held against the law of its kind: a filing to be, or all that is wrong with
it. Pure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from qungui.lifecycle.fields import Field, field_of, word_for
from qungui.lifecycle.law import GroupLaw, Wording
from qungui.lifecycle.offices import Offices, Somebody
from qungui.model.application import Application, Fault, Problem
from qungui.model.filing import MOST_OF_NAME, Filing, LifeState
from qungui.model.ids import derived_id

_ANY_UNIT = re.compile(r"各.+|(?:.*(?:需求|牵头|申请|提出|发起))?(?:部门|单位|项目)")
"""What a regulation says where any unit will do: 各部门, 专项工作牵头部门, 项目."""

_MOST: Mapping[Field, int] = {
    Field.NAME: MOST_OF_NAME,
    Field.UNIT: MOST_OF_NAME,
    Field.PURPOSE: 500,
    Field.SCOPE: 500,
}
"""Characters that a field holds."""

_TELLS_NOTHING = frozenset({"工作", "交流", "沟通", "员工"})
"""Words in the names of groups of every kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """
    What is known of what a form names.

    Attributes:
        people: Person ids, by the names or accounts of the form.
        offices: Person ids, by the name that the regulation has for an office.
        namesake: Another group of that name that is not over, on file.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    namesake: Filing | None = None


def drafted(
    application: Application, rulebook: str, law: GroupLaw, known: Known, at: datetime
) -> Filing | tuple[Problem, ...]:
    """
    The filing that such a group begins with, for ``living.proposed``; or everything that is wrong
    with the form, each once. Its owner is who is named, else its first administrator, else who
    sends the form; where nobody is named to administer it, whoever holds the office does.
    """
    sheet = _Sheet(application, law, known, at)
    problems = tuple(dict.fromkeys(found for check in _CHECKS for found in check(sheet)))
    return problems or _filing(sheet, rulebook)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Everything that a check looks at."""

    form: Application
    law: GroupLaw
    known: Known
    at: datetime

    @property
    def unit(self) -> str:
        return self.form.unit or self.form.from_unit

    @property
    def offices(self) -> Offices:
        return Offices(self.law, self.unit, self.known.offices)

    def people(self, words: Iterable[str]) -> tuple[Somebody | str, ...]:
        """Whom they name; a word that names nobody as it is."""
        return tuple(self.offices.people(words, self.known.people))

    def lacks(self, word: str) -> bool:
        which = field_of(word)
        if which is None:
            return not self.form.further.get(word)
        if which is Field.UNIT:
            return not self.unit
        return not getattr(self.form, which.attribute)

    def problem(self, fault: Fault, which: Field, wording: Wording | None = None) -> Problem:
        """Of a field, for what a clause says."""
        return Problem(
            fault=fault,
            field=word_for(which, self.law),
            clause_id=wording.clause_id if wording else "",
            kind=self.law.kind,
            words=wording.words if wording else (),
        )


def _kind(sheet: _Sheet) -> Iterator[Problem]:
    law = sheet.law
    known = Wording("", law.kinds)
    if sheet.form.kind and law.kinds and not law.kind:
        yield sheet.problem(Fault.NO_SUCH_KIND, Field.KIND, known)
    elif law.by_kind and not law.kind:
        yield sheet.problem(Fault.MISSING, Field.KIND, known)


def _fields(sheet: _Sheet) -> Iterator[Problem]:
    """What the clauses ask for; a group without a name is nobody's wish."""
    asked = [(word, wording) for wording in sheet.law.required for word in wording.words]
    for word, wording in asked:
        if sheet.lacks(word):
            yield _missing(word, wording.clause_id, sheet)
    if not sheet.form.name and all(field_of(word) is not Field.NAME for word, _ in asked):
        yield _missing(Field.NAME, "", sheet)


def _missing(word: str, clause_id: str, sheet: _Sheet) -> Problem:
    return Problem(fault=Fault.MISSING, field=word, clause_id=clause_id, kind=sheet.law.kind)


def _initiator(sheet: _Sheet) -> Iterator[Problem]:
    """By where the sender is known to work, else by what they say."""
    claimed = sheet.form.from_unit or sheet.form.unit
    for wording in sheet.law.initiators:
        any_unit = any(_ANY_UNIT.fullmatch(word) for word in wording.words)
        if not claimed:
            yield _missing(word_for(Field.UNIT, sheet.law), wording.clause_id, sheet)
        elif not any_unit and not any(word in claimed for word in wording.words):
            yield sheet.problem(Fault.NOT_ITS_INITIATOR, Field.UNIT, wording)


def _owner(sheet: _Sheet) -> Iterator[Problem]:
    named = sheet.people(sheet.form.owner)
    yield from _strangers(sheet, Field.OWNER, named)
    if len(named) > 1:
        yield sheet.problem(Fault.ONE_OWNER, Field.OWNER)


def _administrators(sheet: _Sheet) -> Iterator[Problem]:
    named = sheet.people(sheet.form.administrators)
    yield from _strangers(sheet, Field.ADMINISTRATORS, named)
    known = [one for one in named if isinstance(one, Somebody)]
    for wording, offices in sheet.offices.wrong(known):
        found = sheet.problem(Fault.NOT_ITS_ADMINISTRATOR, Field.ADMINISTRATORS, wording)
        yield replace(found, meant=offices)


def _strangers(sheet: _Sheet, which: Field, named: Iterable[Somebody | str]) -> Iterator[Problem]:
    for word in named:
        if isinstance(word, str):
            yield replace(sheet.problem(Fault.NOBODY_KNOWN, which), said=word)


def _purpose(sheet: _Sheet) -> Iterator[Problem]:
    """Where no purpose is written, a name that plainly speaks of what other kinds are for."""
    others = _pairs(sheet.law.other_uses) - _TELLS_NOTHING
    purpose, name = sheet.form.purpose, sheet.form.name
    for wording in sheet.law.uses:
        if _speaks_of(purpose or name, _pairs(wording.words)):
            continue
        if purpose:
            yield sheet.problem(Fault.NOT_ITS_USE, Field.PURPOSE, wording)
        elif _speaks_of(name, others):
            yield sheet.problem(Fault.NOT_ITS_USE, Field.NAME, wording)


def _end(sheet: _Sheet) -> Iterator[Problem]:
    today = sheet.at.astimezone(sheet.law.calendar.zone).date()
    if sheet.form.ends_on is not None and sheet.form.ends_on < today:
        yield sheet.problem(Fault.ENDS_BEFORE, Field.ENDS_ON)


def _name(sheet: _Sheet) -> Iterator[Problem]:
    if sheet.known.namesake is not None:
        state = Wording("", (sheet.known.namesake.state.value,))
        yield sheet.problem(Fault.NAME_TAKEN, Field.NAME, state)


def _length(sheet: _Sheet) -> Iterator[Problem]:
    for which, most in _MOST.items():
        if len(getattr(sheet.form, which.attribute)) > most:
            yield sheet.problem(Fault.TOO_LONG, which, Wording("", (str(most),)))


_CHECKS: tuple[Callable[[_Sheet], Iterator[Problem]], ...] = (
    *(_kind, _initiator, _fields, _name, _length),
    *(_purpose, _owner, _administrators, _end),
)


def _filing(sheet: _Sheet, rulebook: str) -> Filing:
    form = sheet.form
    owners, named = _ids(sheet, form.owner), _ids(sheet, form.administrators)
    further = (f"{word}：{value}" for word, value in form.further.items())
    return Filing(
        group_id=derived_id("group", "filing", form.form_id),
        rulebook=rulebook,
        name=form.name,
        state=LifeState.ACTIVE,
        since=sheet.at,
        kind=sheet.law.kind,
        unit=sheet.unit,
        purpose="；".join(filter(None, (form.purpose, *further))),
        scope=form.scope,
        owner=next(iter((*owners, *named)), form.by),
        administrators=named or sheet.offices.holders,
        members=_ids(sheet, form.members),
        belongs="、".join(form.members),
        ends_on=form.ends_on,
        proposed_by=form.by,
    )


def _ids(sheet: _Sheet, words: Iterable[str]) -> tuple[str, ...]:
    people = (one.person_id for one in sheet.people(words) if isinstance(one, Somebody))
    return tuple(dict.fromkeys(people))


def _pairs(uses: Iterable[str]) -> frozenset[str]:
    """Every two characters that stand together: most Chinese words are two long."""
    return frozenset(use[at : at + 2] for use in uses for at in range(len(use) - 1))


def _speaks_of(text: str, pairs: frozenset[str]) -> bool:
    return any(pair in text for pair in pairs)
