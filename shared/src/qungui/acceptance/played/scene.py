"""Where a deed of a scenario is done, and by what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qungui.acceptance.plan import Deed
from qungui.acceptance.played.register_office import Office
from qungui.acceptance.played.replies import Reply
from qungui.acceptance.stage import Stage
from qungui.model.case import CaseRef
from qungui.model.decision import Word
from qungui.model.group import Group
from qungui.model.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """
    Attributes:
        clause_id: What it is about.
        member: Whom it concerns.
        cases: By the names of matters.
        office: Where the group is on file.
    """

    stage: Stage
    group: Group
    clause_id: str
    people: Mapping[str, Person]
    member: Person
    cases: Mapping[str, CaseRef]
    office: Office

    def word(self, deed: Deed) -> Word:
        return Word(by=self.people[deed.by].person_id, why=deed.words, forever=deed.forever)


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of deed.

    Attributes:
        means: What it becomes, in Chinese, for the published table.
    """

    means: str
    do: Callable[[Scene, Deed], Reply]
