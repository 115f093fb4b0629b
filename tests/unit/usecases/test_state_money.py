"""Whose entries a month's statement holds, and how they stand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.people import MemoryPeople
from qungui.engine.money import month_of
from qungui.errors import InvalidEventError
from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.ids import Alias
from qungui.model.ledger import Change
from qungui.model.order import OrderState
from qungui.usecases.state_money import StateMoney
from tests.support.build import GROUP, NOON, PERSON, case, edition, group, order, person, settings

ADMIN = person(Alias("userid", "lina"))
OTHER = person(Alias("external", "wm1"))
NOVEMBER = datetime(2026, 10, 31, 16, tzinfo=UTC)  # midnight in Shanghai
DECEMBER = datetime(2026, 11, 30, 16, tzinfo=UTC)
BEFORE = timedelta(milliseconds=1)


@pytest.fixture
def stating():
    directory, ledger, people = MemoryDirectory(), MemoryLedger(), MemoryPeople()
    directory.publish(edition())
    directory.link(group(), settings())
    for one in (person(), ADMIN, OTHER):
        people.record(one)
    return StateMoney(
        directory=directory,
        ledger=ledger,
        worklist=ledger,
        people=people,
        clock=ManualClock(NOON),
    )


def enter(stating, name, moment, *, person_id=PERSON, **changes):
    of = case(name, at=moment, person_id=person_id)
    told = {"state": OrderState.HANDED_OVER, "told_at": moment, "due": None}
    made = order(of, act=Act.RECORD_FINE, **{**told, **changes})
    stating.ledger.commit(Change(group_id=GROUP, person_id=person_id, new_orders=(made,)))
    return made


def test_a_month_begins_and_ends_at_midnight_where_the_group_is():
    assert month_of(date(2026, 11, 25), ZoneInfo("Asia/Shanghai")) == (NOVEMBER, DECEMBER)


def test_entries_of_the_month_come_the_earliest_first_whoever_owes_them(stating):
    enter(stating, "october", NOVEMBER - BEFORE)
    last = enter(stating, "last", DECEMBER - BEFORE)
    other = enter(stating, "other", NOON, person_id=OTHER.person_id)
    first = enter(stating, "first", NOVEMBER)
    enter(stating, "december", DECEMBER)
    assert stating(GROUP, date(2026, 11, 1)).entries == (first, other, last)


def test_an_entry_is_told_as_it_stands_now_with_who_confirmed_it(stating):
    by = Decision(by=ADMIN.person_id, at=NOON, why="当面交清")
    paid = enter(stating, "paid", NOON, state=OrderState.PROVED, closed=by)
    found = stating(GROUP, date(2026, 11, 9))
    assert (found.month, found.entries) == (date(2026, 11, 1), (paid,))
    assert found.names == {PERSON: "zhangsan", ADMIN.person_id: "lina"}


def test_whoever_has_no_userid_goes_by_our_id(stating):
    enter(stating, "other", NOON, person_id=OTHER.person_id)
    assert stating(GROUP, date(2026, 11, 1)).named(OTHER.person_id) == OTHER.person_id


def test_a_group_that_nobody_linked_has_no_statement(stating):
    with pytest.raises(InvalidEventError):
        stating("nowhere", date(2026, 11, 1))
