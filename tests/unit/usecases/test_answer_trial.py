"""Whoever was asked says by a click what becomes of a clause on trial."""

from dataclasses import replace

import pytest

from qungui.model.events import CardClicked
from qungui.model.group import Mode
from qungui.usecases.take_click import Clicked
from tests.support.build import ADVERT, RULEBOOK, at
from tests.support.trials import ADVERT_TEXT, MANAGER, Company, second

PROMOTE, KEEP = 0, 1


@pytest.fixture
def company():
    """Somebody is asked about the adverts."""
    made = Company()
    made.publish(second())
    made.pass_time(days=3)
    made.say(ADVERT_TEXT, at(days=3))
    made.clock.move_to(at(days=8))
    made.end(RULEBOOK)
    return made


def in_use(company):
    (breach,) = company.say(ADVERT_TEXT, company.clock.now())
    return breach.mode


def test_the_clause_acts_as_far_as_its_edition_lets_it(company):
    assert company.click(0, PROMOTE) is Clicked.TAKEN
    assert in_use(company) is Mode.ENFORCE
    *_, entry = company.log
    assert (entry.facts["mode"], entry.people["by"]) == ("enforce", MANAGER.person_id)


def test_the_clause_goes_on_recording_and_nobody_is_asked_again(company):
    assert company.click(0, KEEP) is Clicked.TAKEN
    assert in_use(company) is Mode.OBSERVE
    assert company.directory.settings(RULEBOOK).due is None


@pytest.mark.parametrize("first", [PROMOTE, KEEP])
def test_the_first_answer_counts(company, first):
    company.click(0, first)
    before = company.directory.settings(RULEBOOK)
    assert company.click(0, PROMOTE) is company.click(0, KEEP) is Clicked.SKIPPED
    assert company.directory.settings(RULEBOOK) == before


def test_the_card_of_an_earlier_week_answers_too(company):
    company.pass_time(days=7)
    company.end(RULEBOOK)
    assert company.click(0, PROMOTE) is Clicked.TAKEN


def test_nobody_answers_whom_nobody_asked(company):
    assert company.click(0, PROMOTE, by="zhangsan") is Clicked.WRONG_PERSON
    assert in_use(company) is Mode.OBSERVE


def test_a_question_of_an_edition_whose_place_another_took_is_over(company):
    company.publish(second(edition="2027-01", in_force_from=at(days=9)))
    company.pass_time(days=1)
    assert company.click(0, PROMOTE) is Clicked.SKIPPED
    assert in_use(company) is Mode.OBSERVE


def clicked(company, **changes):
    handed = company.messenger.handed[0].card
    event = CardClicked(
        userid="LiNa",
        key=handed.buttons[0][1],
        task_id=handed.task_id,
        card_type="button_interaction",
        response_code="RC",
        agent_id="1000002",
        choices=(),
    )
    return company.answer(replace(event, **changes))


def test_the_card_says_what_came_of_it(company):
    company.messenger.codes |= {"RC", "RC2"}
    clicked(company)
    clicked(company, response_code="RC2", userid="wu")
    assert company.messenger.settled == {"RC": "已记录", "RC2": "请由被问的人决定"}


@pytest.mark.parametrize(
    "key", ["removed#group-1#person-1", "trial#promote#only#three", "trial#promote###R01.3.10"]
)
def test_a_card_of_another_kind_is_somebody_elses(company, key):
    others = []
    answer = replace(company.answer, otherwise=lambda event: others.append(event) or Clicked.TAKEN)
    company.answer = answer
    assert clicked(company, key=key) is Clicked.TAKEN
    assert [event.key for event in others] == [key]


def test_a_button_that_nobody_knows_decides_nothing(company):
    key = company.messenger.handed[0].card.buttons[0][1].replace("promote", "delete")
    assert clicked(company, key=key) is Clicked.SKIPPED
    assert in_use(company) is Mode.OBSERVE
    assert ADVERT in company.trial.undecided
