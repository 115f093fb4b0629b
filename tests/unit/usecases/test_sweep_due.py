"""The due index brings back what the fast path missed, and nothing blocks it."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.due_index import MemoryDueIndex
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.register import MemoryRegister
from qungui.adapters.memory.rests import MemoryRests
from qungui.errors import InvalidEventError
from qungui.model.envelope import EnvelopeKind
from qungui.model.filing import Filing, LifeState
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.rest import Rest
from qungui.model.trial import Trial
from qungui.usecases.due_drives import (
    case_drive,
    filing_drive,
    order_drive,
    quiet_drive,
    trial_drive,
)
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.move_member import MoveMember
from qungui.usecases.sweep_due import SweepDue
from qungui.wire import text_in, trial_from_body
from tests.support.build import (
    ADVERT,
    GROUP,
    NIGHT,
    NOON,
    RULEBOOK,
    at,
    case,
    edition,
    group,
    settings,
)

DUE = at(minutes=2)


class Stage:
    def __init__(self, *message_ids, linked=True):
        self.clock, self.ledger, self.outbound = ManualClock(DUE), MemoryLedger(), MemoryQueue()
        self.rests, self.quiet = MemoryRests(), MemoryQueue()
        self.directory, self.rosters = MemoryDirectory(), MemoryQueue()
        self.register, self.lifecycle = MemoryRegister(self.ledger.audit.append), MemoryQueue()
        self.directory.publish(edition())
        if linked:
            self.directory.link(group(), settings())
        for message_id in message_ids:
            self.ledger.open_case(case(message_id=message_id))
        move = MoveMember(
            ledger=self.ledger,
            directory=self.directory,
            outbound=self.outbound,
            clock=self.clock,
        )
        self.sweep = SweepDue(
            due_index=MemoryDueIndex(self.ledger, self.directory, self.rests, self.register),
            drives={
                "case": case_drive(EscalateCase(move)),
                "order": order_drive(self.outbound),
                "filing": filing_drive(self.lifecycle),
                "quiet": quiet_drive(self.quiet),
                "settings": trial_drive(self.outbound),
            },
            clock=self.clock,
        )

    def run(self, now=DUE, seconds=60.0):
        return self.sweep(now, lambda: seconds)


def test_nothing_is_touched_before_it_is_due():
    assert Stage("m-1").run(now=DUE - timedelta(milliseconds=1)) == Counter()


def test_a_missed_case_is_escalated_and_its_order_sent():
    stage = Stage("m-1")
    assert stage.run() == Counter(case=1)
    assert len(stage.outbound.sent) == 1


def test_an_order_that_nobody_took_is_sent_again_and_then_rests():
    stage = Stage("m-1")
    stage.run()
    stage.outbound.take()
    stage.clock.advance(timedelta(minutes=2))
    assert stage.run(now=stage.clock.now()) == Counter(order=1)
    assert len(stage.outbound.take()) == 1
    assert stage.run(now=stage.clock.now()) == Counter()


def test_what_is_due_in_the_life_of_a_group_goes_into_its_lane_until_it_is_done():
    stage = Stage()
    filing = Filing(
        group_id=GROUP, rulebook="R12", name="", state=LifeState.UNFILED, since=NOON, due=DUE
    )
    stage.register.commit(filing, AuditEntry(kind=AuditKind.GROUP_MOVED, at=NOON, facts={}))
    sent = []
    for minutes in (0, 2):
        assert stage.run(now=DUE + timedelta(minutes=minutes)) == Counter(filing=1)
        sent += stage.lifecycle.take()
    assert {(one.kind, one.lane, one.group) for one in sent} == {
        (EnvelopeKind.FILING, GROUP, GROUP)
    }
    assert [one.at for one in sent] == [DUE, DUE + timedelta(minutes=2)]
    assert len({one.envelope_id for one in sent}) == 2


def test_a_trial_to_look_at_goes_to_who_speaks_to_people_until_somebody_looked():
    stage = Stage()
    trial = Trial(begins=NOON, until=DUE, clauses={ADVERT: None}, asks=DUE)
    chosen = OrganisationSettings(version=1, trials={"2026-12": trial})
    stage.directory.commit(OrganisationChange(rulebook=RULEBOOK, settings=chosen))
    for minutes in (0, 2):
        assert stage.run(now=DUE + timedelta(minutes=minutes)) == Counter(settings=1)
        (envelope,) = stage.outbound.take()
        assert (envelope.kind, trial_from_body(envelope.body)) == (EnvelopeKind.TRIAL, RULEBOOK)
    looked = replace(chosen, version=2, trials={"2026-12": replace(trial, asks=at(days=7))})
    stage.directory.commit(OrganisationChange(rulebook=RULEBOOK, settings=looked))
    assert stage.run(now=DUE + timedelta(minutes=4)) == Counter()


def test_a_case_that_cannot_be_escalated_rests_and_the_others_go_on():
    stage = Stage("m-1", "m-2", linked=False)
    assert stage.run() == Counter(failed=2)
    assert stage.run() == Counter()
    assert stage.run(now=DUE + timedelta(minutes=59)) == Counter()
    assert stage.run(now=DUE + timedelta(hours=1)) == Counter(failed=2)


def test_an_item_of_a_kind_that_nothing_drives_rests_and_the_others_go_on():
    stage = Stage("m-1")
    resting(stage, 1)
    del stage.sweep.drives["quiet"]
    assert stage.run() == Counter(case=1, failed=1)
    assert stage.run(now=DUE + timedelta(minutes=59)) == Counter(order=1)
    assert stage.run(now=DUE + timedelta(hours=1))["failed"] == 1


def test_it_ends_before_its_time_out_and_leaves_the_rest():
    stage = Stage("m-1", "m-2")
    assert stage.run(seconds=4.9) == Counter()
    assert stage.run() == Counter(case=2)


@pytest.mark.parametrize(("old", "refused"), [(3600, False), (3601, True)])
def test_a_schedule_event_may_be_an_hour_old_and_no_older(old, refused):
    stage = Stage()
    stage.clock.move_to(NOON + timedelta(seconds=old))
    if refused:
        with pytest.raises(InvalidEventError):
            stage.run(now=NOON)
    else:
        assert stage.run(now=NOON) == Counter()


def resting(stage, number):
    for which in range(number):
        rest = Rest(
            group_id=f"group-{which:05d}",
            clause_id=NIGHT,
            day=date(2026, 11, 25),
            opens=DUE,
            closes=at(hours=9),
        )
        assert stage.rests.keep(rest)


def test_a_rest_that_begins_goes_to_who_keeps_it_until_it_moved_on():
    stage = Stage()
    resting(stage, 1)
    for minutes in (0, 2):
        now = DUE + timedelta(minutes=minutes)
        assert stage.run(now=now) == Counter(quiet=1)
        (envelope,) = stage.quiet.take()
        assert (envelope.kind, envelope.at) == (EnvelopeKind.QUIET, now)
        assert text_in(envelope.body, "group") == "group-00000"
    stage.rests.keep(replace(stage.rests.get("group-00000"), begun=True))
    assert stage.run(now=DUE + timedelta(minutes=4)) == Counter()


def test_however_much_falls_due_at_once_one_run_takes_all_that_it_has_time_for():
    stage = Stage()
    resting(stage, 5_000)
    left = iter([60.0] * 3_000)
    assert stage.sweep(DUE, lambda: next(left, 0.0)) == Counter(quiet=3_000)
    assert stage.run() == Counter(quiet=2_000)
    assert len({envelope.group for envelope in stage.quiet.take()}) == 5_000


def test_an_index_that_lags_shows_an_item_again_and_it_is_left_alone():
    stage = Stage()
    resting(stage, 2_000)
    lagging = Lagging(stage.rests)
    assert replace(stage.sweep, due_index=lagging)(DUE, lambda: 60.0) == Counter(quiet=2_000)
    assert len(stage.quiet.take()) == 2_000


class Lagging:
    """Shows what rests as if it did not."""

    def __init__(self, index):
        self._index = index
        self._shown = None

    def due(self, now, limit):
        self._shown = self._shown or self._index.due(now, limit)
        return self._shown

    def postpone(self, item, until):
        self._index.postpone(item, until)
