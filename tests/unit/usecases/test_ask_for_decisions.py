"""Who is asked for their word, when, and how often."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.engine import reviews
from qungui.engine.orders import served
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.decision import Word
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.model.order import OrderState
from qungui.model.person import PersonFacts
from qungui.model.rulebook import ActCall, Sanction
from qungui.usecases.ask_for_decisions import AskForDecisions
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.make_petition import MakePetition
from qungui.usecases.permit_order import Answer, PermitOrder
from qungui.usecases.review_case import ReviewCase, Verdict
from tests.support.build import GROUP, NOON, PERSON, group
from tests.support.court import (
    ADMIN,
    CLERK,
    MEMBER,
    OTHER_ADMIN,
    OWNER,
    ROLES,
    Court,
    climbing,
    rung,
    sanctioned,
)

ASKS = sanctioned(Sanction(acts=(ActCall(Act.WARN),), confirm=Role.ADMINISTRATOR))
ELSEWHERE = "group-2"
HERE_AND_THERE = (
    group(roles=ROLES),
    group(group_id=ELSEWHERE, name="销售群", aliases=(Alias("appchat", "c2"),), roles=ROLES),
)
ADMINS = (ADMIN.person_id, OTHER_ADMIN.person_id)
NINE = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)  # in Shanghai, the next morning


class Rounds:
    """A court, and somebody who asks each minute."""

    def __init__(self, law=ASKS, **changes):
        self.court = Court(law, **changes)
        self.ask = AskForDecisions(
            move=self.court.move,
            worklist=self.court.ledger,
            people=self.court.people,
            budgets=MemoryBudgets(),
        )

    def at(self, moment):
        """The round of *moment*; how many were asked."""
        self.court.clock.move_to(max(moment, self.court.now))
        done = self.ask(self.court.now, lambda: 60.0)
        assert done.failed == 0
        return done.requests

    def round(self):
        """The next quarter of an hour."""
        now = self.court.now
        left = timedelta(minutes=15) - (now - datetime(2026, 1, 1, tzinfo=UTC)) % timedelta(
            minutes=15
        )
        return self.at(now + left)

    def minute(self):
        """A sweep between two rounds."""
        now = self.court.now + timedelta(minutes=1)
        return self.at(now + timedelta(minutes=1) if now.minute % 15 == 0 else now)

    def request(self, person=ADMIN, group_id=GROUP):
        kept = self.court.ledger.discipline(group_id, person.person_id)
        return kept.order(reviews.review_id_of(group_id, person.person_id))

    def shown(self, person=ADMIN, group_id=GROUP):
        """What the last request to them shows, by the ids of the items."""
        request = self.request(person, group_id)
        return [] if request is None else [ref.item_id for ref in reviews.shown_by(request)]

    def went_out(self, *people, group_id=GROUP):
        """Their requests are carried out."""
        for person in people or (ADMIN, OTHER_ADMIN, OWNER, CLERK):
            request = self.request(person, group_id)
            if request is not None and reviews.is_out(request):
                self.court.put(served(request, self.court.now))


@pytest.fixture
def rounds():
    return Rounds()


def test_a_quarter_of_an_hour_is_one_request_to_each_who_holds_the_role(rounds):
    found = [rounds.court.is_found(), rounds.court.is_found()]
    assert rounds.round() == 2
    for person in (ADMIN, OTHER_ADMIN):
        assert rounds.shown(person) == [case.case_id for case in found]
    for person in (OWNER, CLERK, MEMBER):
        assert rounds.request(person) is None
    sent = {one.body["person"] for one in rounds.court.sent.sent}
    assert sent == set(ADMINS)


def test_between_two_rounds_nobody_is_asked(rounds):
    rounds.court.is_found()
    assert rounds.minute() == 0
    assert rounds.request() is None


def test_nobody_is_asked_for_the_same_thing_twice(rounds):
    rounds.court.is_found()
    assert rounds.round() == 2
    rounds.went_out()
    assert rounds.round() == 0
    new = rounds.court.is_found()
    assert rounds.round() == 2
    assert rounds.shown() == [new.case_id]


def test_a_repeated_round_asks_nobody_again(rounds):
    rounds.court.is_found()
    assert rounds.round() == 2
    assert rounds.at(rounds.court.now) == 0
    rounds.went_out()
    assert rounds.at(rounds.court.now) == 0


def test_while_a_request_is_on_its_way_what_is_new_waits_for_the_next_round(rounds):
    rounds.court.is_found()
    rounds.round()
    new = rounds.court.is_found()
    assert rounds.round() == 0
    rounds.went_out()
    assert rounds.round() == 2
    assert rounds.shown() == [new.case_id]


def test_what_is_decided_before_the_round_is_not_asked_for(rounds):
    case = rounds.court.is_found()
    ReviewCase(rounds.court.move)(case.ref, Word(by=OWNER.person_id), Verdict.DISMISS)
    assert rounds.round() == 0


def test_what_is_decided_is_forgotten(rounds):
    case = rounds.court.is_found()
    rounds.round()
    rounds.went_out()
    ReviewCase(rounds.court.move)(case.ref, Word(by=OWNER.person_id), Verdict.DISMISS)
    new = rounds.court.is_found()
    rounds.round()
    assert rounds.request().case_ids == (new.case_id,)


@pytest.mark.parametrize("topic", ["incitement", "violence", "harassment", "confidentiality"])
def test_of_what_is_grave_people_hear_at_once(rounds, topic):
    plain, grave = rounds.court.is_found(), rounds.court.is_found(topic=topic)
    assert rounds.minute() == 2
    assert rounds.shown() == [grave.case_id]
    assert rounds.minute() == 0
    rounds.went_out()
    assert rounds.round() == 2
    assert rounds.shown() == [plain.case_id]
    assert set(rounds.request().case_ids) == {grave.case_id, plain.case_id}


def test_a_removal_that_is_proposed_is_shown_at_once():
    rounds = Rounds(climbing(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR)))
    rounds.court.breaks()
    assert rounds.minute() == 2
    assert rounds.shown() == [rounds.court.the(Act.REMOVE).order_id]


def test_what_was_grave_long_ago_is_shown_with_the_next_round(rounds):
    """A message may come late, by the archive."""
    rounds.court.is_found(topic="violence")
    rounds.court.later(hours=2)
    assert rounds.minute() == 0
    assert rounds.round() == 2


def test_whoever_has_said_their_word_is_not_asked_for_the_second():
    law = climbing(rung(Act.REMOVE, confirm=Role.ADMINISTRATOR))
    rounds = Rounds(law, second_person=(Act.REMOVE,))
    rounds.court.breaks()
    rounds.round()
    rounds.went_out()
    removal = rounds.court.the(Act.REMOVE)
    PermitOrder(rounds.court.move)(removal.ref, Word(by=ADMIN.person_id), Answer.GO)
    assert rounds.round() == 1
    assert rounds.shown(OTHER_ADMIN) == [removal.order_id]


def test_whoever_left_the_company_is_passed_over(rounds):
    rounds.court.people.note(ADMIN, PersonFacts(left_at=NOON))
    rounds.court.is_found()
    assert rounds.round() == 1
    assert rounds.request(ADMIN) is None


def test_where_nobody_of_the_role_is_there_those_above_it_are_asked():
    roles = {**ROLES, Role.ADMINISTRATOR: ("person-9",)}
    rounds = Rounds(groups=(group(roles=roles),))
    rounds.court.is_found()
    assert rounds.round() == 1
    assert len(rounds.shown(OWNER)) == 1


def test_nobody_is_asked_about_themselves():
    roles = {**ROLES, Role.ADMINISTRATOR: (MEMBER.person_id, ADMIN.person_id)}
    rounds = Rounds(groups=(group(roles=roles),))
    rounds.court.is_found()
    assert rounds.round() == 1
    assert rounds.request(MEMBER) is None


def test_an_appeal_goes_to_the_managing_department(rounds):
    rounds = Rounds(climbing(rung(Act.WARN)))
    case = rounds.court.breaks(served=True)
    MakePetition(rounds.court.move).appeal(case.ref, "不服", PERSON)
    assert rounds.round() == 1
    (petition,) = rounds.court.discipline().petitions
    assert rounds.shown(CLERK) == [petition.petition_id]


def test_what_is_grave_is_shown_beyond_a_days_cards_and_the_rest_is_not():
    rounds = Rounds(cards_a_day=2)
    for number in range(4):
        rounds.court.is_found()
        assert rounds.round() == (2 if number < 2 else 0)
        rounds.went_out()
    grave = rounds.court.is_found(topic="violence")
    assert rounds.round() == 2
    assert rounds.shown() == [grave.case_id]


def test_a_persons_cards_are_counted_over_all_their_groups():
    rounds = Rounds(groups=HERE_AND_THERE, cards_a_day=1)
    rounds.court.is_found()
    assert rounds.round() == 2
    found = {"state": rounds.court.is_found().state}
    rounds.court.breaks(group_id=ELSEWHERE, breaches=rounds.court.is_found().breaches, **found)
    rounds.went_out()
    assert rounds.round() == 0
    assert rounds.request(ADMIN, ELSEWHERE) is None


def test_a_group_that_wants_no_cards_gets_none_but_grave_ones():
    rounds = Rounds(cards_a_day=0)
    rounds.court.is_found()
    assert rounds.round() == 0
    rounds.court.is_found(topic="violence")
    assert rounds.round() == 2


def test_of_very_much_a_part_is_shown_and_the_rest_with_the_next_round(rounds):
    for _ in range(25):
        rounds.court.is_found()
    rounds.round()
    assert len(rounds.shown()) == 20
    rounds.went_out()
    rounds.round()
    assert len(rounds.shown()) == 5


def test_what_is_left_of_yesterday_is_summed_up_in_the_morning(rounds):
    rounds.court.is_found()
    rounds.round()
    rounds.went_out()
    assert rounds.at(NINE) == 2
    (line,) = reviews.summed_up_by(rounds.request())
    assert (line.group_id, line.waiting, line.lapsed) == (GROUP, 1, 0)
    rounds.went_out()
    assert rounds.round() == 0  # once a day
    assert rounds.at(NINE + timedelta(days=1)) == 2


def test_where_nothing_is_left_nobody_hears_in_the_morning(rounds):
    case = rounds.court.is_found()
    rounds.round()
    rounds.went_out()
    ReviewCase(rounds.court.move)(case.ref, Word(by=OWNER.person_id), Verdict.DISMISS)
    assert rounds.at(NINE) == 0


def test_what_is_new_in_the_morning_is_shown_not_counted(rounds):
    rounds.at(NINE - timedelta(minutes=10))
    case = rounds.court.is_found()
    assert rounds.round() == 2
    assert rounds.shown() == [case.case_id]


def test_what_nobody_decided_in_time_is_in_the_next_digest():
    rounds = Rounds()
    case = rounds.court.is_found()
    rounds.round()
    rounds.went_out()
    rounds.court.clock.move_to(case.due)
    EscalateCase(rounds.court.move)(case.ref)
    nine = datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert rounds.at(nine) == 2
    (line,) = reviews.summed_up_by(rounds.request())
    assert (line.waiting, line.lapsed) == (0, 1)


def test_one_digest_tells_of_all_the_groups_of_a_person():
    rounds = Rounds(groups=HERE_AND_THERE)
    here = rounds.court.is_found()
    rounds.court.breaks(group_id=ELSEWHERE, state=here.state, breaches=here.breaches)
    rounds.round()
    for group_id in (GROUP, ELSEWHERE):
        rounds.went_out(group_id=group_id)
    assert rounds.at(NINE) == 2  # two administrators, one digest each
    carriers = [rounds.request(ADMIN, g) for g in (GROUP, ELSEWHERE)]
    digests = [reviews.summed_up_by(one) for one in carriers if reviews.summed_up_by(one)]
    assert [[line.group_id for line in each] for each in digests] == [[GROUP, ELSEWHERE]]
    assert {one.until for one in carriers} == {NINE + timedelta(days=1)}


def test_in_a_dry_run_rounds_go_on(rounds):
    rounds.court.is_found()
    rounds.round()
    for person in (ADMIN, OTHER_ADMIN):
        held = replace(
            rounds.request(person), state=OrderState.HELD, why="dry-run: hand over", due=None
        )
        rounds.court.put(held)
    rounds.court.is_found()
    assert rounds.round() == 2


def test_what_the_time_does_not_suffice_for_is_the_next_rounds():
    rounds = Rounds(groups=HERE_AND_THERE)
    here = rounds.court.is_found()
    rounds.court.breaks(group_id=ELSEWHERE, state=here.state, breaches=here.breaches)
    left = iter((60.0, 1.0))
    now = NOON + timedelta(minutes=15)
    rounds.court.clock.move_to(now)
    assert rounds.ask(now, lambda: next(left)).requests == 2
    assert rounds.request(ADMIN, ELSEWHERE) is None
    assert rounds.round() == 2
    assert len(rounds.shown(ADMIN, ELSEWHERE)) == 1


def test_a_group_that_nobody_linked_is_passed_over(rounds):
    rounds.court.is_found()
    stray = replace(rounds.court.discipline().cases[0], group_id="group-9")
    rounds.court.ledger.open_case(stray)
    assert rounds.round() == 2
    assert len(rounds.shown()) == 1


def test_two_rounds_at_once_ask_once(rounds):
    """Both read before either wrote: the one that comes second changes nothing."""
    rounds.court.is_found()

    class Raced:
        """Lets the other round go first, once."""

        def __init__(self, ledger):
            self._ledger, self._first = ledger, True

        def __getattr__(self, name):
            return getattr(self._ledger, name)

        def commit(self, change):
            if self._first:
                self._first = False
                assert rounds.round() == 2
            return self._ledger.commit(change)

    ledger = rounds.court.ledger
    raced = replace(rounds.ask, move=replace(rounds.court.move, ledger=Raced(ledger)))
    rounds.court.clock.move_to(NOON + timedelta(minutes=15))
    assert raced(rounds.court.now, lambda: 60.0).requests == 0
    assert rounds.request().revision == 0


def test_what_cannot_be_looked_at_keeps_nobody_else_waiting(rounds):
    found = rounds.court.is_found()
    rounds.court.ledger.open_case(replace(found, person_id="person-9", edition="1999-01"))
    rounds.court.clock.move_to(NOON + timedelta(minutes=15))
    done = rounds.ask(rounds.court.now, lambda: 60.0)
    assert (done.requests, done.failed) == (2, 1)
    assert rounds.shown() == [found.case_id]


def test_a_table_that_is_busy_for_one_person_keeps_nobody_else_waiting(rounds):
    rounds.court.is_found()

    class Busy:
        def __init__(self, ledger):
            self._ledger = ledger

        def __getattr__(self, name):
            return getattr(self._ledger, name)

        def commit(self, change):
            if change.person_id == ADMIN.person_id:
                raise TransientError
            return self._ledger.commit(change)

    move = replace(rounds.court.move, ledger=Busy(rounds.court.ledger))
    rounds.court.clock.move_to(NOON + timedelta(minutes=15))
    done = replace(rounds.ask, move=move)(rounds.court.now, lambda: 60.0)
    assert (done.requests, done.failed) == (1, 1)
    assert rounds.round() == 1  # whoever was missed is asked by the next


def test_what_is_new_goes_before_the_digest_of_the_rest():
    """The one group shows what is new, the other carries what both have left."""
    rounds = Rounds(groups=HERE_AND_THERE)
    here = rounds.court.is_found()
    rounds.court.breaks(group_id=ELSEWHERE, state=here.state, breaches=here.breaches)
    rounds.round()
    for group_id in (GROUP, ELSEWHERE):
        rounds.went_out(group_id=group_id)
    rounds.court.clock.move_to(NINE - timedelta(minutes=10))
    new = rounds.court.is_found()
    assert rounds.at(NINE) == 4
    assert rounds.shown(ADMIN) == [new.case_id]
    lines = reviews.summed_up_by(rounds.request(ADMIN, ELSEWHERE))
    assert [(line.group_id, line.waiting) for line in lines] == [(GROUP, 2), (ELSEWHERE, 1)]


def test_a_card_of_this_morning_is_not_summed_up_at_once(rounds):
    rounds.court.clock.move_to(NINE - timedelta(minutes=10))
    rounds.court.is_found()
    assert rounds.at(NINE) == 2
    rounds.went_out()
    for _ in range(3):
        assert rounds.round() == 0
