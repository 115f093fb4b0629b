"""What members write is heard as the answer to what they were asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.adapters.memory.watches import MemoryWatches
from qungui.engine.demands import demanded
from qungui.errors import TransientError
from qungui.model.act import Act
from qungui.model.group import Role
from qungui.model.ledger import AuditKind, Change, Committed
from qungui.model.message import MessageKind
from qungui.model.order import APPEALED, SAID_NO, SILENT, OrderState
from qungui.model.rulebook import ActCall, Ladder, Step, Trigger
from qungui.usecases.judge_message import JudgeMessage, Verdict
from qungui.usecases.unlinked_rooms import UnlinkedRooms
from tests.support.build import (
    GROUP,
    LADDER,
    NOON,
    PERSON,
    at,
    case,
    edition,
    group,
    message,
    order,
    settings,
)

APOLOGY = Act.REQUIRE_APOLOGY
DEMANDS = (APOLOGY, Act.PERSUADE_TO_LEAVE, Act.REQUEST_RED_PACKET)


def law(*, confirm=Role.ADMINISTRATOR, refusal=True):
    """A first step that demands everything, and removal for those who refuse."""
    asks = Step(acts=tuple(map(ActCall, DEMANDS)), clause_id="R01.4.4a", at=1)
    out = Step(
        acts=(ActCall(Act.REMOVE),),
        clause_id="R01.4.4b",
        at=1,
        on=Trigger.REFUSAL,
        confirm=confirm,
    )
    steps = (asks, out) if refusal else (asks,)
    return edition(ladders={LADDER: Ladder(ladder_id=LADDER, steps=steps)})


LAW = law()


def demand(act=APOLOGY, **changes):
    """The member was told at noon and has an hour."""
    told = {
        "state": OrderState.HANDED_OVER,
        "told_at": NOON,
        "served_at": NOON,
        "asked": PERSON,
        "until": at(hours=1),
        "due": at(hours=1),
    }
    return order(case(escalated=True), act=act, **{**told, **changes})


class Office:
    """One group whose member was asked for something, everything in memory."""

    def __init__(self, *demands, law=LAW, ledger=None):
        self.ledger = ledger or MemoryLedger()
        self.sent = MemorySentRegister()
        directory, clock = MemoryDirectory(), ManualClock(at(minutes=30))
        directory.publish(law)
        directory.link(group(), settings())
        book = MemoryGroupBook(directory)
        self.judge = JudgeMessage(
            watches=MemoryWatches(),
            issues=MemoryIssues(),
            directory=directory,
            people=MemoryPeople(),
            activity=MemoryActivity(),
            sent=self.sent,
            tally=MemoryTally(),
            ledger=self.ledger,
            book=book,
            unlinked=UnlinkedRooms(book=book, directory=directory, sent=self.sent),
            clock=clock,
        )
        self.ledger.open_case(case(escalated=True, due=None))
        self.ledger.commit(Change(group_id=GROUP, person_id=PERSON, new_orders=demands))

    def hears(self, text, minutes=10, **changes):
        """How many demands it answered."""
        said = message(text, sent_at=at(minutes=minutes), message_id=f"m{minutes}")
        return self.judge(replace(said, **changes)).answered

    @property
    def orders(self):
        return {each.act: each for each in self.ledger.discipline(GROUP, PERSON).orders}

    def of(self, act=APOLOGY):
        return self.orders[act]

    @property
    def logged(self):
        return [each.entry.kind for each in self.ledger.audit.logs.get(GROUP, [])]


def test_a_plain_apology_meets_the_demand():
    office = Office(demand())
    assert office.hears("收到。我向大家道歉，以后不发了") == 1
    met = office.of()
    assert (met.state, met.due) == (OrderState.PROVED, None)
    assert (met.closed.by, met.closed.at, met.wanted) == (PERSON, at(minutes=10), "我向大家道歉")
    assert office.logged == [AuditKind.DEMAND_MET]


def test_an_apology_in_doubt_is_put_before_a_person_and_stops_the_clock():
    office = Office(demand())
    assert office.hears("对不起，行了吧") == 1
    claimed = office.of()
    assert claimed.is_claim
    assert claimed.due > claimed.until
    assert claimed.wanted == "对不起"
    assert office.hears("对不起，行了吧", minutes=12) == 0
    assert office.logged == [AuditKind.DEMAND_CLAIMED]


def test_who_refuses_goes_the_way_that_the_ladder_has_for_it_and_the_clerk_sees_their_words():
    office = Office(demand())
    assert office.hears("凭什么道歉，我偏不") == 1
    no, out = office.of(), office.of(Act.REMOVE)
    assert (no.state, no.why, no.wanted) == (OrderState.REFUSED, SAID_NO, "凭什么道歉")
    assert (no.closed.by, no.closed.at) == (PERSON, at(minutes=10))
    assert (out.state, out.awaits_confirmation, out.step) == (OrderState.HELD, True, 2)
    assert office.ledger.discipline(GROUP, PERSON).standing(no.rulebook, LADDER).level == 2


def test_no_more_of_a_refusal_is_kept_than_shows_it_and_no_contact():
    office = Office(demand())
    office.hears("我的电话13912345678，有事说事，" + "我不会向13912345678的机主道歉")
    kept = office.of().wanted
    assert "3912345678" not in kept
    assert len(kept) <= 40


def test_whether_they_go_by_themselves_only_their_leaving_shows():
    office = Office(demand(Act.PERSUADE_TO_LEAVE))
    assert office.hears("行，我这就退群") == 0
    assert office.of(Act.PERSUADE_TO_LEAVE).state is OrderState.HANDED_OVER
    assert office.hears("我就不退，你们能把我怎么样", minutes=11) == 1
    assert office.of(Act.PERSUADE_TO_LEAVE).state is OrderState.REFUSED


def test_an_answer_is_one_to_what_was_asked_only():
    office = Office(demand(), demand(Act.PERSUADE_TO_LEAVE))
    assert office.hears("对不起大家") == 1
    assert office.of(Act.PERSUADE_TO_LEAVE).state is OrderState.HANDED_OVER
    assert office.hears("凭什么退群", minutes=11) == 1
    assert office.of().state is OrderState.PROVED


def test_a_red_packet_claims_one_demand_and_somebody_must_look():
    two = [
        demand(Act.REQUEST_RED_PACKET, order_id=f"packet-{number}", until=None, due=None)
        for number in (1, 2)
    ]
    office = Office(*two)
    packet = {"kind": MessageKind.RED_PACKET, "message_id": "packet"}
    assert [office.hears("", **packet), office.hears("", **packet)] == [1, 0]
    kept = office.ledger.discipline(GROUP, PERSON)
    states = [kept.order(each.order_id).state for each in two]
    assert sorted(states) == [OrderState.CLAIMED_DONE, OrderState.HANDED_OVER]
    assert office.hears("", minutes=20, kind=MessageKind.RED_PACKET) == 1


def test_the_same_message_again_changes_nothing_more():
    office = Office(demand())
    said = {"text": "对不起大家", "message_id": "twice"}
    assert [office.hears(**said), office.hears(**said)] == [1, 0]
    assert office.logged == [AuditKind.DEMAND_MET]


@pytest.mark.parametrize("minutes", [-10, 0])
def test_what_was_written_before_they_were_told_is_no_answer(minutes):
    office = Office(demand())
    assert office.hears("对不起大家", minutes=minutes) == 0
    assert office.of().state is OrderState.HANDED_OVER


def test_an_answer_counts_though_the_group_is_still_to_hear_of_the_demand():
    waits = {"state": OrderState.HELD, "why": "notice: rate", "until": None, "served_at": None}
    office = Office(demand(**waits))
    assert office.hears("对不起大家") == 1
    assert office.of().state is OrderState.PROVED


def test_nothing_that_nobody_told_the_member_is_answered():
    office = Office(demand(state=OrderState.HELD, told_at=None, why="assist"))
    assert office.hears("对不起大家") == 0
    assert office.of().state is OrderState.HELD


def test_while_an_appeal_is_decided_a_refusal_is_none_and_an_apology_is_one():
    office = Office(demand(why=APPEALED, due=None))
    assert office.hears("我不道歉") == 0
    assert office.hears("对不起大家", minutes=11) == 1


@pytest.mark.parametrize(
    ("state", "why"), [(OrderState.REFUSED, SAID_NO), (OrderState.OVERDUE, SILENT)]
)
def test_who_apologises_after_all_is_not_removed_for_refusing(state, why):
    office = Office(demand(state=state, why=why, due=None), removal(OrderState.HELD))
    assert office.hears("对不起，我错了") == 1
    assert (office.of().state, office.of(Act.REMOVE).state) == (OrderState.PROVED, OrderState.VOID)


def removal(state, **changes):
    return order(case(escalated=True), step=2, act=Act.REMOVE, state=state, **changes)


def test_an_apology_after_the_removal_was_carried_out_changes_nothing():
    office = Office(
        demand(state=OrderState.REFUSED, why=SAID_NO, due=None),
        removal(OrderState.SERVED, served_at=at(minutes=8)),
    )
    assert office.hears("对不起，我错了") == 0
    assert office.of().state is OrderState.REFUSED


def test_a_demand_that_the_platform_refused_to_tell_is_not_answered():
    office = Office(demand(state=OrderState.REFUSED, why="errcode 81013", due=None))
    assert office.hears("对不起，我错了") == 0


def test_where_the_text_ends_a_refusal_is_recorded_and_nothing_follows():
    office = Office(demand(), law=law(refusal=False))
    assert office.hears("我不道歉") == 1
    assert set(office.orders) == {APOLOGY}


def test_our_own_words_are_nobodys_answer():
    office = Office(demand())
    text = "请你在群里说：对不起大家"
    office.sent.note(GROUP, text, at(minutes=9))
    assert office.hears(text) == 0


def test_a_message_may_break_a_clause_and_be_an_answer():
    office = Office(demand())
    said = message("凭什么道歉，大家明天一起罢工", sent_at=at(minutes=10), message_id="m")
    judged = office.judge(said)
    assert (judged.kind, judged.answered) == (Verdict.CASE, 1)


def test_where_nothing_can_be_demanded_nobody_listens():
    office = Office(demand(), law=edition())
    assert office.hears("对不起大家") == 0
    assert office.of().state is OrderState.HANDED_OVER


class Contested(MemoryLedger):
    """Somebody else is faster, a number of times."""

    def __init__(self, times):
        super().__init__()
        self.times = times

    def commit(self, change):
        if change.audit is not None and self.times:
            self.times -= 1
            return Committed.CONFLICT
        return super().commit(change)


def test_an_answer_is_heard_though_others_move_the_member():
    assert Office(demand(), ledger=Contested(3)).hears("对不起大家") == 1


def test_an_answer_that_cannot_be_kept_is_brought_again():
    office = Office(demand(), ledger=Contested(100))
    with pytest.raises(TransientError):
        office.hears("对不起大家")


def test_the_member_has_from_when_they_were_told_and_no_answer_between_is_lost():
    """Told, then a crash before it was settled: the telling is the first one's."""
    told = order(act=APOLOGY, state=OrderState.SENDING, told_at=NOON)
    settled = demanded(told, NOON + timedelta(minutes=5), at(hours=1))
    assert (settled.told_at, settled.asked_at) == (NOON, at(minutes=5))
