"""What whoever is asked gets: one thing on a card, several as a list, a day in sum."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.power import MemoryPower
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.watches import MemoryWatches
from qungui.engine import demands, reviews
from qungui.model.act import Act
from qungui.model.decision import Word
from qungui.model.group import GroupKind, Role
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.order import OrderState
from qungui.model.outcome import NoPower, Spent, Unsure
from qungui.model.rulebook import ActCall, Sanction
from qungui.model.short_number import short_number
from qungui.usecases.ask_for_decisions import AskForDecisions
from qungui.usecases.dispatch_order import DispatchOrder
from qungui.usecases.find_waiting import FindWaiting
from qungui.usecases.make_petition import MakePetition
from qungui.usecases.order_progress import Dispatched, OrderProgress
from qungui.usecases.review_case import ReviewCase, Verdict
from qungui.wire import order_ref_from_body
from qungui.wire_clicks import decision_from_key
from tests.support.build import GROUP, PERSON
from tests.support.court import (
    ADMIN,
    CLERK,
    OTHER_ADMIN,
    OWNER,
    Court,
    climbing,
    on_refusal,
    rung,
    sanctioned,
)

ASKS = sanctioned(Sanction(acts=(ActCall(Act.WARN),), confirm=Role.ADMINISTRATOR))


class Desk:
    def __init__(self, law=ASKS, **changes):
        self.court = court = Court(law, **changes)
        self.ask = AskForDecisions(
            move=court.move,
            worklist=court.ledger,
            people=court.people,
            budgets=MemoryBudgets(),
        )
        self.dispatch = DispatchOrder(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            ledger=court.ledger,
            directory=court.directory,
            people=court.people,
            messenger=court.messenger,
            powers=dict.fromkeys(GroupKind, MemoryPower()),
            sent=MemorySentRegister(),
            progress=OrderProgress(ledger=court.ledger, outbound=court.sent, clock=court.clock),
            clock=court.clock,
        )

    def asked(self, at=None):
        """A round, and all that it sends on its way is carried out."""
        self.court.sent.take()
        self.court.clock.move_to(at or self.court.now.replace(minute=45))
        self.ask(self.court.now, lambda: 60.0)
        return self.deliver()

    def deliver(self):
        return [self.dispatch(order_ref_from_body(one.body)) for one in self.court.sent.take()]

    def cards(self, person=ADMIN):
        handed = self.court.messenger.handed
        return [one.card for one in handed if one.person_id == person.person_id]

    def told(self, person=ADMIN):
        return [one.text for one in self.court.messenger.told if one.person_id == person.person_id]

    def request(self, person=ADMIN):
        kept = self.court.ledger.discipline(GROUP, person.person_id)
        return kept.order(reviews.review_id_of(GROUP, person.person_id))


@pytest.fixture
def desk():
    return Desk()


def test_one_thing_is_a_card_whose_buttons_say_a_word_on_it(desk):
    case = desk.court.is_found()
    assert desk.asked() == [Dispatched.SERVED, Dispatched.SERVED]
    (card,) = desk.cards()
    assert ("若确认", "警告") in card.facts
    assert ("编号", short_number(case.case_id)) in card.facts
    words = [decision_from_key(key) for _, key in card.buttons]
    ref = ItemRef(Subject.CASE, GROUP, PERSON, case.case_id)
    assert words == [("confirm", ref), ("dismiss", ref), ("all", ref)]
    assert card.task_id == desk.request().task_id
    assert desk.request().state is OrderState.SERVED
    assert len(desk.cards(OTHER_ADMIN)) == 1
    assert (desk.cards(OWNER), desk.told(OWNER)) == ([], [])


def test_several_are_a_list_with_numbers(desk):
    cases = [desk.court.is_found(), desk.court.is_found()]
    desk.asked()
    (text,) = desk.told()
    for case in cases:
        assert short_number(case.case_id) in text
    assert desk.cards() == []


def test_what_was_decided_on_the_way_is_left_out(desk):
    first, second = desk.court.is_found(), desk.court.is_found()
    desk.court.sent.take()
    desk.court.clock.move_to(desk.court.now.replace(minute=45))
    desk.ask(desk.court.now, lambda: 60.0)
    review = ReviewCase(replace(desk.court.move, outbound=None))
    review(first.ref, Word(by=OWNER.person_id), Verdict.DISMISS)
    desk.deliver()
    (card,) = desk.cards()
    assert ("编号", short_number(second.case_id)) in card.facts


def test_where_all_is_decided_on_the_way_nobody_is_told(desk):
    case = desk.court.is_found()
    desk.court.sent.take()
    desk.court.clock.move_to(desk.court.now.replace(minute=45))
    desk.ask(desk.court.now, lambda: 60.0)
    review = ReviewCase(replace(desk.court.move, outbound=None))
    review(case.ref, Word(by=OWNER.person_id), Verdict.DISMISS)
    assert desk.deliver() == [Dispatched.SERVED, Dispatched.SERVED]
    assert (desk.cards(), desk.told()) == ([], [])


def test_a_claim_shows_what_was_asked_for():
    step = rung(ActCall(Act.REQUIRE_APOLOGY, {"wait_minutes": 30}))
    desk = Desk(climbing(step, on_refusal(Act.REMOVE)))
    desk.court.breaks(served=True)
    asked = desk.court.the(Act.REQUIRE_APOLOGY)
    desk.court.do(lambda docket: demands.claimed(docket.under(asked), asked))
    desk.asked()
    (card,) = desk.cards()
    assert card.title == "成员称已道歉，请确认"
    assert [decision_from_key(key)[0] for _, key in card.buttons] == [
        "met",
        "not-met",
        "waive",
        "all",
    ]


def test_an_appeal_shows_the_members_words_and_what_was_done():
    desk = Desk(climbing(rung(Act.WARN)))
    case = desk.court.breaks(served=True)
    MakePetition(desk.court.move).appeal(case.ref, "那是工作通知", PERSON)
    desk.asked()
    (card,) = desk.cards(CLERK)
    assert "那是工作通知" in card.body
    assert ("原处理", "警告") in card.facts


def test_a_choice_that_the_clause_leaves_open_is_a_row_of_buttons():
    choices = {"light": (ActCall(Act.WARN),), "grave": (ActCall(Act.REMOVE),)}
    desk = Desk(sanctioned(Sanction(choices=choices, confirm=Role.ADMINISTRATOR)))
    desk.court.is_found()
    desk.asked()
    (card,) = desk.cards()
    assert ("若确认", "轻微：警告；严重：移出本群") in card.facts
    assert [text for text, _ in card.buttons] == ["轻微", "严重", "不成立", "看全部"]


def test_showing_what_would_follow_changes_nothing(desk):
    desk.court.is_found()
    was = desk.court.discipline()
    desk.asked()
    assert desk.court.discipline() == was


def test_the_digest_names_the_groups(desk):
    desk.court.is_found()
    desk.asked()
    desk.asked(datetime(2026, 11, 26, 1, 0, tzinfo=UTC))
    digest = desk.told()[-1]
    assert "【每日待办】" in digest
    assert "市场部工作群：待决定 1 件" in digest


@pytest.mark.parametrize("outcome", [Unsure("?"), Spent(42014)])
def test_what_may_not_have_arrived_is_sent_again(desk, outcome):
    desk.court.is_found()
    desk.court.messenger.answers.extend((outcome, outcome))
    assert set(desk.asked()) <= {Dispatched.UNSURE, Dispatched.HELD}
    desk.court.later(minutes=2)
    assert desk.dispatch(desk.request().ref) is Dispatched.SERVED
    assert len(desk.cards()) == 1


def test_whoever_cannot_be_reached_is_asked_again_for_what_is_new_only(desk):
    desk.court.is_found()
    desk.court.messenger.answers.extend((NoPower(), NoPower()))
    assert desk.asked() == [Dispatched.REFUSED, Dispatched.REFUSED]
    new = desk.court.is_found()
    desk.court.later(hours=1)
    desk.asked()
    assert ("编号", short_number(new.case_id)) in desk.cards()[0].facts


def test_all_that_waits_for_somebodys_word_is_found_and_nothing_of_others():
    desk = Desk(sanctioned(Sanction(acts=(ActCall(Act.WARN),), confirm=Role.OWNER)))
    case = desk.court.is_found()
    linked = desk.court.directory.group(GROUP)
    find = FindWaiting(desk.court.move, desk.court.people)

    def found(person):
        return [one.item for one in find.all_for(linked, person.person_id, desk.court.ledger)]

    assert (found(OWNER), found(CLERK), found(ADMIN)) == ([case], [case], [])


def test_what_waits_of_a_member_whom_nobody_recorded_is_not_shown(desk):
    case = desk.court.is_found()
    linked = desk.court.directory.group(GROUP)
    stranger = replace(case, person_id="person-9")
    desk.court.ledger.open_case(stranger)
    ref = ItemRef(Subject.CASE, GROUP, "person-9", stranger.case_id)
    assert FindWaiting(desk.court.move, desk.court.people).one(linked, ref) is None
