"""Somebody asks for a group by its form, or files one that is there: on file, or given back."""

from dataclasses import dataclass, replace

from qungui.errors import InvalidEventError, TransientError
from qungui.lifecycle.living import proposed, step
from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Filing, LifeState
from qungui.model.ids import derived_id
from qungui.model.short_number import short_number
from qungui.notices.applications import accepted
from qungui.usecases.draft_group import Draft, DraftGroup, Handed, Returned
from qungui.usecases.keep_step import keep_step

_OF_THE_GROUP = (
    *("group_id", "rulebook", "state", "since"),
    *("number", "owed", "due", "chases", "version"),
)
"""What a form does not say of a group that is there."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """
    Attributes:
        administrators: As the form names them; the office where it names nobody.
        anew: False where the form was on file already.
    """

    filing: Filing
    administrators: tuple[str, ...] = ()
    anew: bool = True

    @property
    def text(self) -> str:
        """To its sender."""
        number = short_number(self.filing.group_id)
        return accepted(self.filing, number, self.administrators, anew=self.anew)


@dataclass(frozen=True, slots=True)
class ProposeGroup:
    """Safe to repeat: a form that is on file stands as it is. What is owed waits for the sweep."""

    draft: DraftGroup

    def __call__(self, handed: Handed, *, dry: bool = False) -> Proposed | Returned:
        """
        A new group; *dry*: what would come of it, and nothing is kept.

        Raises:
            InvalidEventError: No edition of its rulebook is published.
            TransientError: It cannot be told now.
        """
        found = self.draft.register.filing(derived_id("group", "filing", handed.form_id))
        if found is not None:
            return Proposed(found, anew=False)
        draft = self.draft(handed)
        if isinstance(draft, Returned):
            return draft
        begun = proposed(draft.filing, draft.ground.law, draft.filing.since)
        if dry:
            return Proposed(begun, draft.administrators)
        return self._kept(Step.PROPOSE, None, begun, draft)

    def of_unfiled(
        self, handed: Handed, group_id: str, *, dry: bool = False
    ) -> Proposed | Returned | Denied:
        """
        The form of a group that was there before anybody filed it, sent by whoever runs it or
        keeps the register. Where such groups are filed it goes to the registrar.

        Raises:
            InvalidEventError: No such group is on file, or no edition of its rulebook is published.
            TransientError: It cannot be told now.
        """
        found = self.draft.register.filing(group_id)
        stood = None if found is None else self.draft.find(found)
        if found is None or stood is None:
            msg = "no such group is on file"
            raise InvalidEventError(msg)
        if found.state is not LifeState.UNFILED:
            return Denied.NOT_NOW
        draft = self.draft(replace(handed, rulebook=found.rulebook), group_id)
        if isinstance(draft, Returned):
            return draft
        law, by = draft.ground.law, handed.sender.person_id
        what = Step.FILE if law.registrar else Step.ADOPT
        roles = stood.roles_of(by, found)
        taken = Taken(step=what, at=draft.filing.since, by=by, roles=roles, form=law.form)
        moved = step(_filled(found, draft.filing), taken, law)
        if isinstance(moved, Denied) or dry:
            return moved if isinstance(moved, Denied) else Proposed(moved, draft.administrators)
        return self._kept(what, found, moved, draft)

    def _kept(self, what: Step, was: Filing | None, now: Filing, draft: Draft) -> Proposed:
        by, at = draft.filing.proposed_by, draft.filing.since
        anew = keep_step(self.draft.register, what, was, now, by=by, at=at)
        stored = self.draft.register.filing(now.group_id)
        if stored is None or (was is not None and not anew):
            msg = "the register: another change was under way"
            raise TransientError(msg)
        return Proposed(stored, draft.administrators, anew=anew)


def _filled(found: Filing, form: Filing) -> Filing:
    """The group that is there, with all that the form says."""
    return replace(form, **{name: getattr(found, name) for name in _OF_THE_GROUP})
