"""A group that is asked for in the approvals app, and what is said there of it."""

from datetime import datetime

import pytest

from qungui.errors import InvalidEventError
from qungui.lifecycle.moves import Step
from qungui.model.approval_events import ApprovalChanged, Approver, Spoken
from qungui.model.filing import LifeState
from qungui.model.ids import derived_id
from qungui.usecases.change_organisation import ChangeOrganisation, Choice
from qungui.usecases.pull_roster import Followed
from tests.support.register_office import RegisterOffice

IN_FORCE = datetime.fromisoformat("2026-12-07T09:00:00+08:00")
NUMBER, TEMPLATE = "202606150001", "3TkaH5K"
GROUP = derived_id("group", "filing", f"approval {NUMBER}")
FORM = {"群名": "质量管理部工作群", "申请单位": "质量管理部", "用途": "班组排班", "群主": "linxiao"}


class Office(RegisterOffice):
    """R01: the leader in charge, zhou, agrees before the department, zhu, files."""

    def __init__(self):
        super().__init__("R01", IN_FORCE)
        change = ChangeOrganisation(self.directory, self.directory, self.clock)
        change(Choice(rulebook=self.rulebook, approval_template=TEMPLATE))
        self.forms.written[NUMBER] = FORM

    def happens(self, *approvers, status=1, template=TEMPLATE, applicant="chenli"):
        event = ApprovalChanged(
            number=NUMBER,
            name="建群",
            status=status,
            template_id=template,
            applied_at=0,
            applicant=applicant,
            approvers=approvers,
            change=1,
        )
        return self.notice(event, self.clock.now())

    @property
    def filing(self):
        return self.register.filing(GROUP)

    def unheard(self, userid):
        return [words for words in self.read_by(userid) if "没有生效" in words]


def test_a_form_of_the_approvals_app_goes_on_file_once():
    office = Office()
    for _ in range(2):
        assert office.happens(Approver("zhou")) is Followed.APPLIED
    filing = office.filing
    assert (filing.state, filing.name) == (LifeState.AWAITING_APPROVAL, "质量管理部工作群")
    assert (filing.proposed_by, filing.owner) == (office.ids["chenli"], office.ids["linxiao"])


def test_an_approvers_word_there_is_their_own_here():
    office = Office()
    office.happens(Approver("zhou"))
    for _ in range(2):
        office.happens(Approver("Zhou", Spoken.AGREED), status=2)
    (said,) = office.filing.approvals
    assert (said.by, said.agreed) == (office.ids["zhou"], True)
    assert office.take(Step.CREATE, "chenli", group_id=GROUP).state is LifeState.FILING_SENT
    assert office.unheard("zhou") == []


def test_a_refusal_is_kept_with_its_reason():
    office = Office()
    office.happens(Approver("zhou"))
    office.happens(Approver("zhou", Spoken.REFUSED, "已有类似的群"), status=3)
    assert office.filing.state is LifeState.REJECTED
    assert office.filing.approvals[0].why == "已有类似的群"
    office.happens(Approver("zhou", Spoken.REFUSED), status=3)
    assert len(office.filing.approvals) == 1


@pytest.mark.parametrize("status", [4, 6, 7])
def test_what_is_withdrawn_before_it_is_made_is_over(status):
    office = Office()
    office.happens(Approver("zhou", Spoken.AGREED), status=2)
    for _ in range(2):
        office.happens(Approver("zhou", Spoken.AGREED), status=status)
    assert office.filing.state is LifeState.REJECTED
    assert office.unheard("chenli") == []


def test_what_was_said_first_counts_though_it_is_told_later():
    office = Office()
    office.happens(Approver("zhou", Spoken.AGREED), status=2)
    office.happens(Approver("zhou"), status=1)
    assert [said.agreed for said in office.filing.approvals] == [True]


def test_what_is_withdrawn_after_it_was_made_is_told_and_stays():
    office = Office()
    office.happens(Approver("zhou", Spoken.AGREED), status=2)
    office.take(Step.CREATE, "chenli", group_id=GROUP)
    office.happens(Approver("zhou", Spoken.AGREED), status=6)
    assert office.filing.state is LifeState.FILING_SENT
    assert len(office.unheard("chenli")) == 1


def test_a_word_after_the_withdrawal_moves_nothing():
    office = Office()
    office.happens(Approver("zhou"))
    office.happens(Approver("zhou"), status=4)
    office.happens(Approver("zhou", Spoken.AGREED), status=2)
    assert office.filing.state is LifeState.REJECTED
    assert len(office.unheard("zhou")) == 1


@pytest.mark.parametrize(
    ("applicant", "approver"), [("chenli", "hubin"), ("zhou", "zhou")], ids=["another", "own hand"]
)
def test_whose_word_the_regulation_does_not_ask_for_reads_why(applicant, approver):
    office = Office()
    office.happens(Approver(approver, Spoken.AGREED), status=2, applicant=applicant)
    assert office.filing.state is LifeState.AWAITING_APPROVAL
    assert office.filing.approvals == ()
    assert len(office.unheard(approver)) == 1


def test_an_incomplete_form_is_given_back_and_nothing_is_on_file():
    office = Office()
    office.forms.written[NUMBER] = {"用途": "班组排班"}
    assert office.happens(Approver("zhou")) is Followed.NOTED
    assert office.filing is None
    assert "群名" in office.read_by("chenli")[-1]


@pytest.mark.parametrize("template", ["another", ""])
def test_an_approval_of_another_kind_is_nobodys_group(template):
    office = Office()
    assert office.happens(Approver("zhou"), template=template) is Followed.NOTED
    assert office.filing is None


def test_what_was_withdrawn_before_anybody_heard_of_it_was_never_asked_for():
    office = Office()
    assert office.happens(Approver("zhou"), status=4) is Followed.NOTED
    assert office.filing is None


def test_a_form_that_the_platform_does_not_have_is_no_event():
    office = Office()
    office.forms.written.clear()
    with pytest.raises(InvalidEventError):
        office.happens(Approver("zhou"))
