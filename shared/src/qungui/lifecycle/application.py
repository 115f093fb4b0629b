"""
A form for a new group, held against the law of its kind: a filing to be, or all that is wrong with
it. Pure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from qungui.lifecycle.fields import Field, field_of
from qungui.lifecycle.law import GroupLaw, Wording
from qungui.model.application import Application, Fault, Problem
from qungui.model.filing import MOST_OF_NAME, Filing, LifeState, plain_name
from qungui.model.ids import derived_id

_ANY_UNIT = re.compile(r"各.+|(?:.*(?:需求|牵头|申请|提出|发起))?(?:部门|单位|项目)")
"""What a regulation says where any unit will do: 各部门, 专项工作牵头部门, 项目."""

_TITLE = re.compile(r".*(?:[部处科室组办院站队]|中心|公司|员工?|经理|主[任管]|总监|负责人|助理|长)")
"""What people write before a name: where somebody works, or as what."""

_OWN_DEPARTMENT = re.compile(r"^本?部门")
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


def kind_of(said: str, kinds: Iterable[str]) -> str:
    """Which of *kinds* is meant: 临时性工作群 is 临时; empty where it is none of them, or two."""
    plain = plain_name(said)
    found = [kind for kind in kinds if plain_name(kind) == plain] or [
        kind for kind in kinds if plain and (plain_name(kind) in plain or plain in plain_name(kind))
    ]
    return found[0] if len(found) == 1 else ""


def word_for(which: Field, law: GroupLaw) -> str:
    """What the regulation calls it on the form of its kind."""
    return next((word for word in asked_for(law) if field_of(word) is which), which.value)


def asked_for(law: GroupLaw) -> tuple[str, ...]:
    """The words under which the form must hold something, each once."""
    return tuple(dict.fromkeys(word for wording in law.required for word in wording.words))


def administering(law: GroupLaw, unit: str) -> tuple[str, ...]:
    """The offices that administer the group, of *unit* where they are anybody's: 财务部负责人."""
    return tuple(
        _office(word, unit)
        for wording in law.administrators
        if not _is_named(wording, law)
        for word in wording.words
    )


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
class _Somebody:
    """
    Attributes:
        title: What was written before the name; empty where nothing was.
    """

    person_id: str
    title: str


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
    def offices(self) -> tuple[str, ...]:
        return administering(self.law, self.unit)

    def holders(self, office: str) -> tuple[str, ...]:
        return self.known.offices.get(office, ())

    def people(self, words: Iterable[str]) -> Iterator[_Somebody | str]:
        """Whom they name; a word that names nobody as it is. The group's own office is nobody."""
        title = ""
        for word in words:
            person_id = self.known.people.get(word, "")
            if person_id:
                yield _Somebody(person_id, title)
                title = ""
            elif holders := self.holders(word):
                yield from (_Somebody(holder, word) for holder in holders)
            elif _TITLE.fullmatch(word):
                title += word
            else:
                yield word
                title = ""
        if title and not any(_is_office(title, office) for office in self.offices):
            yield title

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
    named = tuple(sheet.people(sheet.form.owner))
    yield from _strangers(sheet, Field.OWNER, named)
    if len(named) > 1:
        yield sheet.problem(Fault.ONE_OWNER, Field.OWNER)


def _administrators(sheet: _Sheet) -> Iterator[Problem]:
    named = tuple(sheet.people(sheet.form.administrators))
    yield from _strangers(sheet, Field.ADMINISTRATORS, named)
    people = [one for one in named if isinstance(one, _Somebody)]
    for wording in sheet.law.administrators:
        if not _is_named(wording, sheet.law):
            offices = tuple(_office(word, sheet.unit) for word in wording.words)
            if not all(_holds(one, offices, sheet) for one in people):
                found = sheet.problem(Fault.NOT_ITS_ADMINISTRATOR, Field.ADMINISTRATORS, wording)
                yield replace(found, meant=offices)


def _strangers(sheet: _Sheet, which: Field, named: Iterable[_Somebody | str]) -> Iterator[Problem]:
    for word in named:
        if isinstance(word, str):
            field = word_for(which, sheet.law)
            yield Problem(fault=Fault.NOBODY_KNOWN, field=field, kind=sheet.law.kind, said=word)


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
    held = (who for office in sheet.offices for who in sheet.holders(office))
    administrators = named or tuple(dict.fromkeys(held))
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
        administrators=administrators,
        members=_ids(sheet, form.members),
        belongs="、".join(form.members),
        ends_on=form.ends_on,
        proposed_by=form.by,
    )


def _ids(sheet: _Sheet, words: Iterable[str]) -> tuple[str, ...]:
    people = (one.person_id for one in sheet.people(words) if isinstance(one, _Somebody))
    return tuple(dict.fromkeys(people))


def _is_named(wording: Wording, law: GroupLaw) -> bool:
    """Whether the form itself says who holds the office: 项目组负责人 is who is written there."""
    return any(
        each.clause_id == wording.clause_id and field_of(word) is Field.ADMINISTRATORS
        for each in law.required
        for word in each.words
    )


def _office(word: str, unit: str) -> str:
    return _OWN_DEPARTMENT.sub(unit, word, count=1) if unit else word


def _holds(one: _Somebody, offices: Iterable[str], sheet: _Sheet) -> bool:
    """By the organisation's word; where it has none, by the title; a bare name is believed."""
    holders = {who for office in offices for who in sheet.holders(office)}
    if holders:
        return one.person_id in holders
    return not one.title or any(_is_office(one.title, office) for office in offices)


def _is_office(title: str, office: str) -> bool:
    """A title may leave out the company, or name it: 行政人事部培训人员."""
    said, meant = (words.replace("的", "") for words in (title, office))
    return meant.endswith(said) or said.endswith(meant)


def _pairs(uses: Iterable[str]) -> frozenset[str]:
    """Every two characters that stand together: most Chinese words are two long."""
    return frozenset(use[at : at + 2] for use in uses for at in range(len(use) - 1))


def _speaks_of(text: str, pairs: frozenset[str]) -> bool:
    return any(pair in text for pair in pairs)
