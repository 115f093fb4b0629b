"""A click on a card that asks for a word says it: by the right person, once, and harmless else."""

import pytest

from qungui.engine import demands
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.events import CardClicked
from qungui.model.group import Role
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.order import OrderState
from qungui.model.outcome import Unsure
from qungui.model.petition import PetitionState
from qungui.model.rulebook import ActCall, Sanction
from qungui.model.waiting import ref_of
from qungui.usecases.clicked import SAID, Clicked
from qungui.usecases.make_petition import MakePetition
from qungui.usecases.take_click import TakeClick
from qungui.wire_clicks import decision_key
from tests.support.build import GROUP, PERSON
from tests.support.court import (
    ADMIN,
    CLERK,
    MEMBER,
    OTHER_ADMIN,
    STRANGER,
    Court,
    climbing,
    on_refusal,
    rung,
    sanctioned,
)

APOLOGY = climbing(rung(ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 30})), on_refusal(Act.REMOVE))
REMOVES = climbing(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR))
BY_GRAVITY = sanctioned(
    Sanction(
        choices={"light": (ActCall(Act.WARN),), "grave": (ActCall(Act.REMOVE),)},
        confirm=Role.ADMINISTRATOR,
    )
)


class Desk:
    def __init__(self, law=None, **changes):
        self.court = court = Court(law, **changes)
        self.click = TakeClick(
            ledger=court.ledger,
            worklist=court.ledger,
            directory=court.directory,
            people=court.people,
            messenger=court.messenger,
            outbound=court.sent,
            clock=court.clock,
        )

    def press(self, verb, item, by=ADMIN):
        ref = item if isinstance(item, ItemRef) else ref_of(item)
        code = f"RC{len(self.court.messenger.settled)}"
        self.court.messenger.codes.add(code)
        clicked = self.click(
            CardClicked(
                userid=by.userid,
                key=decision_key(verb, ref),
                task_id="order-1-0",
                card_type="button_interaction",
                response_code=code,
                agent_id="1000002",
                choices=(),
            )
        )
        said = self.court.messenger.settled.get(code)
        assert said == (None if clicked is Clicked.LISTED else SAID[clicked])
        return clicked


def claimed():
    desk = Desk(APOLOGY)
    desk.court.breaks(served=True)
    asked = desk.court.the(Act.REQUIRE_APOLOGY)
    desk.court.do(lambda docket: demands.claimed(docket.under(asked), asked))
    return desk, desk.court.order(asked)


def appealed():
    desk = Desk()
    case = desk.court.breaks(served=True)
    MakePetition(desk.court.move).appeal(case.ref, "不服", PERSON)
    return desk, desk.court.discipline().petitions[0]


@pytest.mark.parametrize(
    ("verb", "clicked", "state"),
    [
        ("confirm", Clicked.CONFIRMED, CaseState.CONFIRMED),
        ("dismiss", Clicked.DISMISSED, CaseState.DISMISSED),
    ],
)
def test_a_finding_is_confirmed_or_dismissed(verb, clicked, state):
    desk = Desk()
    case = desk.court.is_found()
    assert desk.press(verb, case) is clicked
    assert desk.court.case(case).state is state
    assert desk.court.case(case).decided.by == ADMIN.person_id
    assert desk.press(verb, case) is Clicked.SKIPPED


def test_the_button_says_which_measure_was_chosen():
    desk = Desk(BY_GRAVITY)
    case = desk.court.is_found()
    assert desk.press("confirm:grave", case) is Clicked.CONFIRMED
    assert [act for act, _, _ in desk.court.standing()] == [Act.REMOVE]


@pytest.mark.parametrize(
    ("verb", "clicked", "state"),
    [("go", Clicked.GOES, OrderState.NEW), ("decline", Clicked.DECLINED, OrderState.VOID)],
)
def test_what_is_proposed_goes_or_does_not(verb, clicked, state):
    desk = Desk(REMOVES)
    desk.court.breaks()
    removal = desk.court.the(Act.REMOVE)
    assert desk.press(verb, removal) is clicked
    assert desk.court.order(removal).state is state


def test_the_card_says_that_it_takes_another_person():
    desk = Desk(REMOVES, second_person=(Act.REMOVE,))
    desk.court.breaks()
    removal = desk.court.the(Act.REMOVE)
    assert desk.press("go", removal) is Clicked.WAITS_FOR_SECOND
    assert desk.press("go", removal) is Clicked.AGREED
    assert desk.press("go", removal, by=OTHER_ADMIN) is Clicked.GOES


@pytest.mark.parametrize(
    ("verb", "clicked", "state"),
    [
        ("met", Clicked.MET, OrderState.PROVED),
        ("not-met", Clicked.NOT_MET, OrderState.HANDED_OVER),
        ("waive", Clicked.WAIVED, OrderState.SERVED),
    ],
)
def test_a_claim_is_looked_at(verb, clicked, state):
    desk, claim = claimed()
    assert desk.press(verb, claim) is clicked
    assert desk.court.order(claim).state is state


def test_an_appeal_is_upheld():
    desk, petition = appealed()
    assert desk.press("grant", petition, by=CLERK) is Clicked.GRANTED
    (now,) = desk.court.discipline().petitions
    assert now.state is PetitionState.SETTLED


def test_what_was_done_after_all_need_not_be_permitted():
    law = climbing(
        rung(ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 30})),
        on_refusal(Act.REMOVE, confirm=Role.ADMINISTRATOR),
    )
    desk = Desk(law)
    desk.court.breaks(served=True)
    asked = desk.court.the(Act.REQUIRE_APOLOGY)
    desk.court.do(lambda docket: demands.silent(docket.under(asked), asked))
    late = desk.court.order(asked)
    desk.court.do(lambda docket: demands.met(docket.under(late), late, desk.court.now))
    assert desk.press("go", desk.court.the(Act.REMOVE)) is Clicked.NOT_NEEDED


@pytest.mark.parametrize(
    ("who", "clicked"), [(STRANGER, Clicked.NO_ROLE), (MEMBER, Clicked.OWN_CASE)]
)
def test_a_click_by_somebody_who_may_not_decide_changes_nothing(who, clicked):
    desk = Desk()
    case = desk.court.is_found()
    assert desk.press("confirm", case, by=who) is clicked
    assert desk.court.case(case) == case
    assert not clicked.is_taken


@pytest.mark.parametrize(
    ("subject", "verb"),
    [
        (Subject.CASE, "go"),
        (Subject.CASE, "dance"),
        (Subject.ORDER, "confirm"),
        (Subject.PETITION, "refuse"),
        (Subject.CASE, "confirm"),
        (Subject.ORDER, "go"),
        (Subject.ORDER, "met"),
        (Subject.PETITION, "grant"),
    ],
)
def test_a_word_that_is_not_said_of_such_a_thing_or_of_nothing_is_skipped(subject, verb):
    desk = Desk()
    desk.court.breaks()
    was = desk.court.discipline()
    assert desk.press(verb, ItemRef(subject, GROUP, PERSON, "item-9")) is Clicked.SKIPPED
    assert desk.court.discipline() == was


def test_a_card_of_a_group_that_is_gone_is_skipped():
    desk = Desk()
    gone = ItemRef(Subject.CASE, "group-9", PERSON, "case-9")
    assert desk.press("confirm", gone) is Clicked.SKIPPED
    assert desk.press("all", gone) is Clicked.SKIPPED


def test_seeing_all_sends_the_list_and_leaves_the_card_as_it_is():
    desk = Desk()
    cases = [desk.court.is_found(), desk.court.is_found()]
    assert desk.press("all", cases[0]) is Clicked.LISTED
    (told,) = desk.court.messenger.told
    assert told.person_id == ADMIN.person_id
    assert "有 2 件事等您表态" in told.text
    assert desk.press("confirm", cases[0]) is Clicked.CONFIRMED


def test_where_nothing_waits_seeing_all_says_so():
    desk = Desk()
    case = desk.court.is_found()
    desk.press("dismiss", case)
    assert desk.press("all", case) is Clicked.LISTED
    assert "没有等您决定的事" in desk.court.messenger.told[0].text


def test_a_list_that_may_not_have_arrived_is_asked_for_again():
    desk = Desk()
    case = desk.court.is_found()
    desk.court.messenger.answers.append(Unsure("?"))
    with pytest.raises(TransientError):
        desk.press("all", case)


def test_every_end_of_a_click_has_a_word_that_fits_on_the_card():
    assert set(SAID) == set(Clicked)
    assert all(0 < len(said) <= 10 for said in SAID.values())
