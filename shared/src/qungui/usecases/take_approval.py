"""
A form of the approvals app (审批) asks for a group: what is written in it goes on file, and what
its approvers and its applicant do there moves the filing in their own names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from qungui.lifecycle.moves import Step
from qungui.lifecycle.taken import Denied
from qungui.model.approval_events import ApprovalChanged, Spoken
from qungui.model.filing import Filing
from qungui.model.ids import Alias, derived_id
from qungui.model.person import Person
from qungui.notices import on_file, outcomes
from qungui.ports import ApprovalForms
from qungui.usecases.draft_group import Handed, Returned
from qungui.usecases.group_form import Sender
from qungui.usecases.live_on import LiveOn, Wanted
from qungui.usecases.propose_group import ProposeGroup
from qungui.usecases.pull_roster import Followed
from qungui.usecases.tell_people import tell

_STEPS = {Spoken.AGREED: Step.AGREE, Spoken.REFUSED: Step.REFUSE}
_NO_REASON = "审批中没有写理由"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeApproval:
    """
    Safe to repeat, and in any order: each event names all that was said so far, and a word that was
    taken is not taken again. Whoever may not say it, or says it too late, reads why.
    """

    live_on: LiveOn
    propose: ProposeGroup
    forms: ApprovalForms

    def __call__(self, event: ApprovalChanged, at: datetime) -> Followed:
        """
        What happened to a form *at* that time.

        Raises:
            InvalidEventError: The platform has no such form.
            TransientError: It cannot be told now; deliver the event again.
        """
        rulebook = self._rulebook(event.template_id, at)
        filing = None if rulebook is None else self._filing(event, rulebook)
        if filing is None:
            return Followed.NOTED
        for wanted in self._wanted(event, filing):
            said = self.live_on(wanted)
            if isinstance(said, Denied):
                text = on_file.approval_without_effect(
                    filing, event.number, outcomes.in_words(said)
                )
                self._tell(wanted.by, text)
        return Followed.APPLIED

    def _rulebook(self, template_id: str, at: datetime) -> str | None:
        """Whose groups are asked for by it."""
        find = self.live_on.find
        for edition in find.directory.in_force(at):
            chosen = find.organisation.settings(edition.rulebook).approval_template
            if chosen and chosen == template_id:
                return edition.rulebook
        return None

    def _filing(self, event: ApprovalChanged, rulebook: str) -> Filing | None:
        """On file from the first event on; None where the form is given back, or was withdrawn."""
        form_id = f"approval {event.number}"
        filing = self.live_on.register.filing(derived_id("group", "filing", form_id))
        if filing is not None or event.is_withdrawn:
            return filing
        applicant = self._person(event.applicant)
        handed = Handed(
            form_id=form_id,
            rulebook=rulebook,
            fields=self.forms.fields(event.number),
            sender=Sender(person_id=applicant.person_id),
        )
        said = self.propose(handed)
        if isinstance(said, Returned):
            self._tell(applicant.person_id, said.text)
            return None
        return said.filing

    def _wanted(self, event: ApprovalChanged, filing: Filing) -> Iterator[Wanted]:
        heard = {said.by for said in filing.approvals}
        for approver in event.approvers:
            step = _STEPS.get(approver.spoken)
            by = self._person(approver.userid).person_id
            if step is not None and by not in heard:
                why = approver.speech or (_NO_REASON if step is Step.REFUSE else "")
                yield Wanted(group_id=filing.group_id, step=step, by=by, why=why)
        if event.is_withdrawn and not filing.state.is_final:
            yield Wanted(group_id=filing.group_id, step=Step.WITHDRAW, by=filing.proposed_by)

    def _person(self, userid: str) -> Person:
        return self.live_on.people.resolve(Alias("userid", userid.casefold()))

    def _tell(self, person_id: str, text: str) -> None:
        tell(self.live_on.people, self.live_on.messenger, [person_id], text)
