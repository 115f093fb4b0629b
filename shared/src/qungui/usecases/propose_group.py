"""Somebody asks for a new group by its form: it goes on file, or comes back with what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qungui.errors import InvalidEventError, TransientError
from qungui.lifecycle.application import Known, administering, drafted, kind_of
from qungui.lifecycle.fields import Field, field_of
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.living import proposed
from qungui.lifecycle.moves import Step
from qungui.model.application import Application, Problem
from qungui.model.filing import Filing
from qungui.model.ids import derived_id
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.short_number import short_number
from qungui.notices.applications import accepted, refused
from qungui.ports import Clock, Register
from qungui.usecases.find_ground import FindGround, Ground
from qungui.usecases.group_form import (
    Sender,
    Written,
    blank_form,
    form_again,
    read_form,
    written_as_text,
    written_in,
    wrong_fields,
)
from qungui.usecases.name_people import NamePeople


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """
    A form as it comes in.

    Attributes:
        form_id: The same one whenever the same form is delivered again.
        fields: As written, by any of the words that regulations have for a field; or the text of
            the whole form.
    """

    form_id: str
    rulebook: str
    fields: Mapping[str, str] | str
    sender: Sender


@dataclass(frozen=True, slots=True)
class Proposed:
    """
    Attributes:
        administrators: As the form names them; the office where it names nobody.
        anew: False where the form was on file already.
    """

    filing: Filing
    administrators: tuple[str, ...]
    anew: bool

    @property
    def text(self) -> str:
        """To its sender."""
        number = short_number(self.filing.group_id)
        return accepted(self.filing, number, self.administrators, anew=self.anew)


@dataclass(frozen=True, slots=True)
class Returned:
    """
    Attributes:
        wrong: What is wrong, by the names of the form.
        text: To its sender: all that is wrong, and the form to be put right.
    """

    problems: tuple[Problem, ...]
    wrong: Mapping[str, str]
    text: str

    @property
    def refused(self) -> bool:
        """Nothing that its sender could write makes it right."""
        return any(one.fault.refuses for one in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeGroup:
    """Safe to repeat: a form that is on file stands as it is. What is owed waits for the sweep."""

    register: Register
    find: FindGround
    name: NamePeople
    clock: Clock

    def __call__(self, handed: Handed, *, dry: bool = False) -> Proposed | Returned:
        """
        *dry*: what would come of it, and nothing is kept.

        Raises:
            InvalidEventError: No edition of its rulebook is published.
            TransientError: It cannot be told now.
        """
        written, ground = self._written(handed)
        form, unread = read_form(handed.form_id, handed.sender, written, ground.law)
        found = self.register.filing(derived_id("group", "filing", handed.form_id))
        if found is not None:
            return Proposed(found, _shown(form, ground), anew=False)
        now = self.clock.now()
        said = drafted(form, handed.rulebook, ground.law, self._known(form, ground), now)
        if isinstance(said, tuple) or unread:
            lawful = said if isinstance(said, tuple) else ()
            return _returned((*unread, *_of_other_fields(unread, lawful)), written, ground)
        begun = proposed(said, ground.law, now)
        return self._kept(begun, form, ground, dry=dry)

    def blank(self, rulebook: str, kind: str = "") -> str:
        """
        The form to copy and fill in, of a kind where that is known.

        Raises:
            InvalidEventError: No edition of the rulebook is published.
        """
        return blank_form(self.law(rulebook, kind))

    def law(self, rulebook: str, kind: str = "") -> GroupLaw:
        """What the edition that stands says of groups of *kind*; raises as :meth:`blank` does."""
        return self._ground(rulebook, kind).law

    def _written(self, handed: Handed) -> tuple[Written, Ground]:
        """What is written, and the law of the kind that it names."""
        anyhow = self._ground(handed.rulebook, "")
        kind = kind_of(_read(handed, anyhow).text(Field.KIND), anyhow.law.kinds)
        ground = self._ground(handed.rulebook, kind) if kind else anyhow
        return _read(handed, ground), ground

    def _ground(self, rulebook: str, kind: str) -> Ground:
        ground = self.find.under(rulebook, kind)
        if ground is None:
            msg = f"no edition of {rulebook} is published"
            raise InvalidEventError(msg)
        return ground

    def _known(self, form: Application, ground: Ground) -> Known:
        words = (*form.owner, *form.administrators, *form.members)
        called = self.register.called(form.name) if form.name else ()
        living = (one for one in called if not one.state.is_final)
        return Known(
            people=self.name(words, form.by),
            offices=ground.offices,
            namesake=next(living, None),
        )

    def _kept(self, begun: Filing, form: Application, ground: Ground, *, dry: bool) -> Proposed:
        shown = _shown(form, ground)
        facts = {"step": str(Step.PROPOSE), "from": "", "to": begun.state.value, "number": ""}
        entry = AuditEntry(
            kind=AuditKind.GROUP_MOVED, at=begun.since, facts=facts, people={"by": form.by}
        )
        if dry:
            return Proposed(begun, shown, anew=True)
        anew = self.register.commit(begun, entry)
        stored = self.register.filing(begun.group_id)
        if stored is None:
            msg = "the register: another change was under way"
            raise TransientError(msg)
        return Proposed(stored, shown, anew=anew)


def _read(handed: Handed, ground: Ground) -> Written:
    if isinstance(handed.fields, str):
        return written_as_text(handed.fields, ground.law) or Written()
    return written_in(handed.fields)


def _of_other_fields(unread: Sequence[Problem], lawful: Sequence[Problem]) -> list[Problem]:
    """What cannot be read is not missing besides."""
    fields = {field_of(one.field) for one in unread}
    return [one for one in lawful if field_of(one.field) not in fields]


def _returned(problems: tuple[Problem, ...], written: Written, ground: Ground) -> Returned:
    barring = [one for one in problems if one.fault.refuses]
    wrong = wrong_fields(ground.law, problems)
    text = refused(barring) if barring else form_again(ground.law, written, wrong)
    return Returned(problems, wrong, text)


def _shown(form: Application, ground: Ground) -> tuple[str, ...]:
    return form.administrators or administering(ground.law, form.unit or form.from_unit)
