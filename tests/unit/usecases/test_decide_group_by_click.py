"""Cards that ask for a word on a group, and clicks on them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qungui.lifecycle.moves import Step
from qungui.model.events import CardClicked
from qungui.model.filing import LifeState
from qungui.model.outcome import Refused
from qungui.model.person import PersonFacts
from qungui.usecases.clicked import Clicked
from qungui.usecases.decide_group_by_click import DecideGroupByClick
from tests.support.register_office import RegisterOffice


class Office(RegisterOffice):
    """Who asks for a group (R01), or for a later end (R12), reads the same words."""

    def __init__(self, regulation="R01"):
        super().__init__(regulation)
        self._codes = 0
        self.passed_on = []
        self._decide = DecideGroupByClick(otherwise=self._pass_on, live_on=self.live_on)

    def _pass_on(self, event):
        self.passed_on.append(event.key)
        return Clicked.SKIPPED

    def click(self, button, by="zhou", card=None):
        """*by* clicks on the last card that somebody got, or on *card*."""
        card = card or self.messenger.handed[-1].card
        self._codes += 1
        self.messenger.codes.add(f"code-{self._codes}")
        key = dict(card.buttons).get(button, button)
        event = CardClicked(
            userid=by,
            key=key,
            task_id=card.task_id,
            card_type="button_interaction",
            response_code=f"code-{self._codes}",
            agent_id="",
            choices=(),
        )
        return self._decide(event)

    @property
    def on_card(self):
        """In place of the buttons, after the last click."""
        return self.messenger.settled[f"code-{self._codes}"]

    @property
    def filing(self):
        return self.register.filing("group-1")


def later(regulation="R12"):
    office = Office(regulation)
    office.propose(kind="临时")
    office.take(Step.END, "linxiao", why="团建结束")
    office.take(Step.ASK_LATER, "linxiao", why="还有报销", on=date(2026, 6, 30))
    return office


def test_the_approver_gets_a_card_and_their_click_is_their_word():
    office = Office()
    office.propose(purpose="班组排班", unit="质量管理部")
    (card,) = office.cards_of("zhou")
    assert (card.about, dict(card.facts)["单位"]) == ("chenli", "质量管理部")
    assert "班组排班" in card.body
    assert office.read_by("zhou") == []
    assert office.click("同意") is Clicked.TAKEN
    (said,) = office.filing.approvals
    assert (said.by, said.agreed) == (office.ids["zhou"], True)
    assert office.on_card == "已同意 6月15日"


def test_a_refusal_ends_it():
    office = Office()
    office.propose()
    assert office.click("不同意") is Clicked.TAKEN
    assert office.filing.state is LifeState.REJECTED
    assert office.on_card == "不同意 6月15日"


@pytest.mark.parametrize("button", ["同意", "不同意"])
def test_clicked_twice_the_first_word_stands_and_says_whose_it_is(button):
    office = Office()
    office.people.note(office.people.get(office.ids["zhou"]), PersonFacts(name="周川"))
    office.propose()
    office.click("同意")
    before = office.filing
    assert office.click(button) is Clicked.SKIPPED
    assert office.filing == before
    assert office.on_card == "此前已处理"
    assert "已由周川在6月15日同意" in office.read_by("zhou")[-1]


@pytest.mark.parametrize(
    ("by", "clicked", "says"),
    [
        ("hubin", Clicked.NO_ROLE, "没有办理这件事的身份"),
        ("chenli", Clicked.NO_ROLE, "没有办理这件事的身份"),
    ],
)
def test_somebody_elses_click_moves_nothing_and_is_answered(by, clicked, says):
    office = Office()
    office.propose()
    assert office.click("同意", by) is clicked
    assert office.filing.approvals == ()
    assert office.on_card == "无权办理"
    assert says in office.read_by(by)[-1]


def test_nobody_agrees_by_click_to_what_they_asked_for():
    office = Office()
    office.propose(proposed_by=office.ids["zhou"])
    assert office.click("同意") is Clicked.OWN_CASE
    assert office.filing.approvals == ()
    assert "自己申请的事不能自己同意" in office.read_by("zhou")[-1]


def test_a_click_after_the_withdrawal_moves_nothing():
    office = Office()
    office.propose()
    office.take(Step.WITHDRAW, "chenli")
    assert office.click("同意") is Clicked.SKIPPED
    assert office.filing.state is LifeState.REJECTED


def test_each_day_asks_by_a_card_of_its_own_and_any_of_them_counts():
    office = Office()
    office.propose()
    office.pass_time(office.clock.now() + timedelta(days=2))
    first, second, *_ = office.cards_of("zhou")
    assert first.task_id != second.task_id
    assert office.click("同意", card=first) is Clicked.TAKEN


def test_a_later_end_is_agreed_to_by_click():
    office = later()
    (card,) = office.cards_of("zhu")
    assert dict(card.facts)["申请延到"] == "6月30日"
    assert office.click("同意延期", "zhu") is Clicked.TAKEN
    assert office.filing.extended_to == date(2026, 6, 30)
    assert office.click("不同意", "zhu", card) is Clicked.SKIPPED
    assert "的延期申请已由" in office.read_by("zhu")[-1]


def test_the_card_of_an_earlier_request_decides_no_later_one():
    office = later()
    (old,) = office.cards_of("zhu")
    office.click("不同意", "zhu")
    office.take(Step.ASK_LATER, "linxiao", why="还有报销", on=date(2026, 7, 5))
    assert office.click("同意延期", "zhu", old) is Clicked.SKIPPED
    assert office.filing.asked is not None


def test_who_can_get_no_card_reads_what_to_reply():
    office = Office()
    office.messenger.answers.append(Refused(40058))
    office.propose()
    assert office.cards_of("zhou") == []
    assert "同意建群" in office.read_by("zhou")[-1]


@pytest.mark.parametrize("key", ["confirm#case#g#p#1", "life#agree#group-1", "life#x#group-1#q"])
def test_other_cards_are_somebody_elses_to_take(key):
    office = Office()
    office.propose()
    card = replace(office.messenger.handed[-1].card, buttons=())
    office.click(key, card=card)
    assert office.passed_on == [key]


def test_a_group_that_is_not_on_file_moves_nothing():
    office = Office()
    office.propose()
    assert office.click("life#agree#group-9#approval 0") is Clicked.SKIPPED
