"""What people say to the desk to ask for a group: the blank form, and the form filled in."""

from dataclasses import dataclass

from qungui.desk.verbs import Verb
from qungui.lifecycle.fields import Field, kind_of
from qungui.lifecycle.law import asks_for_filing, kinds_of
from qungui.model.ids import derived_id
from qungui.model.rulebook import Edition
from qungui.notices.applications import NO_FORM, returned
from qungui.ports import Directory, People
from qungui.usecases.draft_group import Handed
from qungui.usecases.group_form import Sender, written_as_text
from qungui.usecases.propose_group import Proposed, ProposeGroup
from qungui.usecases.serve_command import Asked, Handlers


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCommands:
    """Safe to repeat: a message is one form, however often it is delivered."""

    propose: ProposeGroup
    directory: Directory
    people: People

    def handlers(self) -> Handlers:
        return {Verb.GROUP_FORM: self._form}

    def _form(self, asked: Asked) -> str:
        text, draft = asked.command.text, self.propose.draft
        edition = self._meant(text)
        if edition is None:
            return NO_FORM
        if written_as_text(text, draft.law(edition.rulebook)) is None:
            return draft.blank(edition.rulebook, text)
        return self._handed(asked, edition)

    def _handed(self, asked: Asked, edition: Edition) -> str:
        person = asked.person
        self.people.record(person)
        unit = "、".join(person.department_names)
        handed = Handed(
            form_id=derived_id("desk", asked.said.source),
            rulebook=edition.rulebook,
            fields=asked.command.text,
            sender=Sender(person_id=person.person_id, unit=unit),
        )
        said = self.propose(handed)
        return said.text if isinstance(said, Proposed) else returned(said.text, said.wrong)

    def _meant(self, text: str) -> Edition | None:
        """
        Of those in force after which groups are asked for, the one that knows the kind that *text*
        names; else the first by its name.
        """
        in_force = self.directory.in_force(self.propose.draft.clock.now())
        asking = sorted(filter(asks_for_filing, in_force), key=lambda one: one.rulebook)
        knowing = (one for one in asking if kind_of(self._kind(text, one), kinds_of(one)))
        return next(knowing, asking[0] if asking else None)

    def _kind(self, text: str, edition: Edition) -> str:
        """As a form says it; what is no form may be a kind alone."""
        written = written_as_text(text, self.propose.draft.law(edition.rulebook))
        return text if written is None else written.text(Field.KIND)
