"""A person, whatever names the channels use for them."""

from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from qungui.model.frozen import frozen
from qungui.model.ids import Alias, derived_id


class Degree(StrEnum):
    """How well we know who somebody is."""

    KNOWN = "known"  # in the directory
    CLAIMED = "claimed"  # by a nickname of their own choice
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class PersonFacts:
    """
    What we learn about a person beside their names; None says nothing new.

    Attributes:
        current_userid: Which of their userids one-to-one messages go to.
        left_at: When they left the company, UTC.
        is_here: They work there now: whenever they left, they came back.
        consented_at: When they, an outsider, agreed to the archive, UTC.
        name: As the employee directory has it. Personal: never logged.
        departments: Ids of those they are in.
        leads: Ids of those they lead.
        superior: Person id of their direct superior; empty when the directory names none.
        position: As the directory or a register has it.
        department_names: In the order of the register; the platform gives ids only.
        company: Of a register that holds people of several.
        leaves_at: When they will leave the company, as announced: the end of their last day, UTC.
    """

    degree: Degree | None = None
    current_userid: str | None = None
    left_at: datetime | None = None
    is_here: bool = False
    consented_at: datetime | None = None
    name: str | None = None
    departments: tuple[int, ...] | None = None
    leads: tuple[int, ...] | None = None
    superior: str | None = None
    position: str | None = None
    department_names: tuple[str, ...] | None = None
    company: str | None = None
    leaves_at: datetime | None = None


def facts_said(facts: PersonFacts) -> dict[str, Any]:
    """The attributes of a person that *facts* says something about, None where one is no more."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    is_here = values.pop("is_here")
    said = {name: value for name, value in values.items() if value is not None}
    return said | ({"left_at": None, "leaves_at": facts.leaves_at} if is_here else {})


@frozen(kw_only=True)
class Person:
    """
    Attributes:
        person_id: Ours. A person nobody recorded yet has an id derived from the alias.
        aliases: Every name known for them.
        current_userid, left_at, consented_at, name, departments, leads, superior, position,
            department_names, company, leaves_at: As in :class:`PersonFacts`.
    """

    person_id: str
    aliases: tuple[Alias, ...]
    degree: Degree = Degree.UNKNOWN
    current_userid: str | None = None
    left_at: datetime | None = None
    consented_at: datetime | None = None
    name: str = ""
    departments: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()
    superior: str = ""
    position: str = ""
    department_names: tuple[str, ...] = ()
    company: str = ""
    leaves_at: datetime | None = None

    @property
    def userid(self) -> str | None:
        """The WeCom userid that one-to-one messages go to; None for outsiders."""
        if self.current_userid is not None:
            return self.current_userid
        return next((alias.name for alias in self.aliases if alias.kind == "userid"), None)

    @property
    def called(self) -> str:
        """On paper: by name and account, as far as they are known. Personal: never logged."""
        account = f"（{self.userid}）" if self.name and self.userid else self.userid or ""
        return f"{self.name}{account}" or "外部联系人"

    def has_left_by(self, at: datetime) -> bool:
        """The company."""
        return self.left_at is not None and self.left_at <= at

    def will_have_left_by(self, at: datetime) -> bool:
        """By what is known of them now."""
        return self.has_left_by(at) or (self.leaves_at is not None and self.leaves_at <= at)


def unrecorded(alias: Alias) -> Person:
    """Somebody nobody recorded yet: a person of their own, the same one every time."""
    return Person(person_id=derived_id("person", alias.kind, alias.name), aliases=(alias,))
