"""Who runs a group: the office that a regulation names for it, and whoever a form names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qungui.lifecycle.fields import Field, field_of
from qungui.lifecycle.law import GroupLaw, Wording

_TITLE = re.compile(r".*(?:[部处科室组办院站队]|中心|公司|员工?|经理|主[任管]|总监|负责人|助理|长)")
"""What people write before a name: where somebody works, or as what."""

_OWN_DEPARTMENT = re.compile(r"^本?部门")


@dataclass(frozen=True, slots=True)
class Somebody:
    """
    Attributes:
        title: What was written before the name; empty where nothing was.
    """

    person_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Offices:
    """
    Those that administer a group of *unit*.

    Attributes:
        held: Person ids, by the name that the regulation has for an office, of any office.
    """

    law: GroupLaw
    unit: str
    held: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        return administering(self.law, self.unit)

    @property
    def holders(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(who for name in self.names for who in self.held.get(name, ())))

    def wrong(self, people: Iterable[Somebody]) -> Iterator[tuple[Wording, tuple[str, ...]]]:
        """The clauses after which one of *people* may not run it, each with whose office it is."""
        named = tuple(people)
        for wording in self.law.administrators:
            names = _names(wording, self.law, self.unit)
            if names and not all(self._holds(one, names) for one in named):
                yield wording, names

    def people(self, words: Iterable[str], ids: Mapping[str, str]) -> Iterator[Somebody | str]:
        """
        Whom *words* name: those of whom *ids* knows, and who holds an office; a word that names
        nobody as it is. The group's own office alone is nobody.
        """
        title = ""
        for word in words:
            if word in ids:
                yield Somebody(ids[word], title)
                title = ""
            elif holders := self.held.get(word, ()):
                yield from (Somebody(holder, word) for holder in holders)
            elif _TITLE.fullmatch(word):
                title += word
            else:
                yield word
                title = ""
        if title and not any(_is_office(title, name) for name in self.names):
            yield title

    def _holds(self, one: Somebody, names: Iterable[str]) -> bool:
        """By the organisation's word; where it has none, by the title; a bare name is believed."""
        holders = {who for name in names for who in self.held.get(name, ())}
        if holders:
            return one.person_id in holders
        return not one.title or any(_is_office(one.title, name) for name in names)


def administering(law: GroupLaw, unit: str) -> tuple[str, ...]:
    """Their names, a department's by its own: 财务部负责人."""
    return tuple(name for one in law.administrators for name in _names(one, law, unit))


def _names(wording: Wording, law: GroupLaw, unit: str) -> tuple[str, ...]:
    """Empty where the form itself says who it is: 项目组负责人 is who is written there."""
    named = any(
        each.clause_id == wording.clause_id and field_of(word) is Field.ADMINISTRATORS
        for each in law.required
        for word in each.words
    )
    if named or not unit:
        return () if named else wording.words
    return tuple(_OWN_DEPARTMENT.sub(unit, word, count=1) for word in wording.words)


def _is_office(title: str, office: str) -> bool:
    """A title may leave out the company, or name it: 行政人事部培训人员."""
    said, meant = (words.replace("的", "") for words in (title, office))
    return meant.endswith(said) or said.endswith(meant)
