from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from qungui.adapters.memory.audit_log import MemoryAuditLog
from qungui.adapters.memory.clock import ManualClock
from qungui.errors import TransientError
from qungui.model.ledger import ORGANISATION
from qungui.usecases.anchor_chains import AnchorChains
from tests.support.build import GROUP, NOON, audit_entry
from tests.support.faults import Crashed, FaultPlan, Faulty


@dataclass
class Office:
    clock: ManualClock = field(default_factory=lambda: ManualClock(NOON))
    log: MemoryAuditLog = field(default_factory=MemoryAuditLog)

    def anchor(self, at=NOON, plan=None):
        anchors = self.log if plan is None else Faulty(self.log, "anchors", plan)
        return AnchorChains(anchors=anchors, clock=self.clock)(at)

    def days(self):
        return [anchor.day for anchor, _ in self.log.every()]


@pytest.fixture
def office():
    made = Office()
    made.log.append(GROUP, audit_entry())
    return made


def test_the_anchor_of_a_day_holds_every_end_and_is_told(office):
    anchor = office.anchor()
    ((kept, heads),) = office.log.every()
    assert (kept, heads.keys()) == (anchor, {GROUP})
    (entry,) = office.log.verify_chain(ORGANISATION).entries
    assert (entry.at, entry.facts) == (NOON, anchor.told)


def test_a_day_has_one_anchor_however_often_it_is_asked_for(office):
    assert office.anchor() is not None
    assert office.anchor(NOON + timedelta(minutes=5)) is None
    assert office.days() == [NOON.date()]


def test_a_day_ends_at_midnight_utc(office):
    last_moment = NOON.replace(hour=23, minute=59, second=59)
    office.clock.move_to(last_moment + timedelta(seconds=2))
    office.anchor(last_moment)
    office.anchor(last_moment + timedelta(seconds=2))
    assert office.days() == [NOON.date(), NOON.date() + timedelta(days=1)]


def test_a_day_before_the_last_anchor_gets_none_afterwards(office):
    office.clock.move_to(NOON + timedelta(days=1))
    office.anchor(NOON + timedelta(days=1))
    office.clock.move_to(NOON)
    assert office.anchor() is None


def test_a_schedule_of_long_ago_is_left_to_the_next_day(office):
    office.clock.advance(timedelta(hours=1, seconds=1))
    assert office.anchor() is None
    assert office.days() == []


def test_where_nothing_is_on_record_there_is_nothing_to_anchor():
    office = Office()
    assert office.anchor() is None
    assert office.days() == []


def test_an_organisations_log_that_grew_meanwhile_is_looked_at_again(office):
    plan = FaultPlan(interrupt_at={3})  # between the look and the write
    plan.interruption = lambda: office.log.append(ORGANISATION, audit_entry())
    assert office.anchor(plan=plan) is not None
    assert plan.crossed.count("anchors.keep:before") == 2
    ((anchor, heads),) = office.log.every()
    assert (anchor.holds(heads), heads[ORGANISATION].number) == (True, 1)


def test_an_organisations_log_that_grows_without_end_is_come_back_to(office):
    plan = FaultPlan(interrupt_at=range(100))
    plan.interruption = lambda: office.log.append(ORGANISATION, audit_entry())
    with pytest.raises(TransientError):
        office.anchor(plan=plan)
    assert office.days() == []


@pytest.mark.parametrize("boundary", range(6))
def test_wherever_it_died_the_repeat_leaves_one_anchor(office, boundary):
    with pytest.raises(Crashed):
        office.anchor(plan=FaultPlan(crash_at={boundary}))
    office.anchor()
    assert office.days() == [NOON.date()]
    assert len(office.log.verify_chain(ORGANISATION).entries) == 1
