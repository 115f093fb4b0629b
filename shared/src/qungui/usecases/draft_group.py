"""From a form as it comes in to a filing, or to everything that is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qungui.errors import InvalidEventError
from qungui.lifecycle.application import Known, drafted
from qungui.lifecycle.fields import Field, field_of, kind_of
from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.offices import administering
from qungui.model.application import Application, Problem
from qungui.model.filing import Filing
from qungui.notices.applications import refused
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
class Draft:
    """
    Attributes:
        administrators: As the form names them; the office where it names nobody.
    """

    filing: Filing
    administrators: tuple[str, ...]
    ground: Ground


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
class DraftGroup:
    """Keeps nothing."""

    register: Register
    find: FindGround
    name: NamePeople
    clock: Clock

    def __call__(self, handed: Handed, group_id: str = "") -> Draft | Returned:
        """
        *group_id*: Of the group that the form is for, where that is on file already.

        Raises:
            InvalidEventError: No edition of its rulebook is published.
            TransientError: It cannot be told now.
        """
        written, ground = self._written(handed)
        form, unread = read_form(handed.form_id, handed.sender, written, ground.law)
        known = self._known(form, ground, group_id)
        said = drafted(form, handed.rulebook, ground.law, known, self.clock.now())
        if isinstance(said, tuple) or unread:
            lawful = said if isinstance(said, tuple) else ()
            return _returned((*unread, *_of_other_fields(unread, lawful)), written, ground)
        unit = form.unit or form.from_unit
        return Draft(said, form.administrators or administering(ground.law, unit), ground)

    def blank(self, rulebook: str, kind: str = "") -> str:
        """
        The form to copy and fill in, of a kind where that is known.

        Raises:
            InvalidEventError: No edition of the rulebook is published.
        """
        return blank_form(self.law(rulebook, kind))

    def law(self, rulebook: str, kind: str = "") -> GroupLaw:
        """
        Of the kind that is meant, if any.

        Raises:
            InvalidEventError: No edition of the rulebook is published.
        """
        return self._ground(rulebook, kind).law

    def _written(self, handed: Handed) -> tuple[Written, Ground]:
        """What is written, and the law of the kind that it names."""
        anyhow = self._ground(handed.rulebook, "")
        ground = self._ground(handed.rulebook, _read(handed, anyhow.law).text(Field.KIND))
        return _read(handed, ground.law), ground

    def _ground(self, rulebook: str, said: str) -> Ground:
        ground = self.find.under(rulebook, "")
        kind = kind_of(said, ground.law.kinds) if ground else ""
        ground = self.find.under(rulebook, kind) if kind else ground
        if ground is None:
            msg = f"no edition of {rulebook} is published"
            raise InvalidEventError(msg)
        return ground

    def _known(self, form: Application, ground: Ground, group_id: str) -> Known:
        words = (*form.owner, *form.administrators, *form.members)
        called = self.register.called(form.name) if form.name else ()
        others = (one for one in called if not one.state.is_final and one.group_id != group_id)
        return Known(
            people=self.name(words, form.by),
            offices=ground.offices,
            namesake=next(others, None),
        )


def _read(handed: Handed, law: GroupLaw) -> Written:
    if isinstance(handed.fields, str):
        return written_as_text(handed.fields, law) or Written()
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
