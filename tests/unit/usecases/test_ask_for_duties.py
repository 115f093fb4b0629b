"""Duties that come again: asked for in the morning, ticked by a word, listed where nobody did."""

from datetime import datetime, timedelta

import pytest

from qungui.lifecycle.taken import Denied
from qungui.model.filing import Filing, LifeState
from qungui.model.group import Mode
from qungui.usecases.ask_for_duties import AskForDuties
from qungui.usecases.change_settings import ChangeSettings, Setting
from qungui.usecases.tick_duty import TickDuty
from tests.support.register_office import RegisterOffice

MORNING = datetime.fromisoformat("2026-12-07T09:10:00+08:00")
A_DAY = timedelta(days=1)


class Office(RegisterOffice):
    """A community whose managers look after it day by day (R15.4.1b): linxiao owns, hubin runs."""

    def __init__(self, regulation="R15", groups=("group-1",)):
        super().__init__(regulation, MORNING)
        self.name(self.rulebook, "行政管理部", [self.ids["zhu"]])
        for number, group_id in enumerate(groups):
            named = {"name": f"业主社群{number}", "administrators": (self.ids["hubin"],)}
            assert self.propose(group_id, **named).state is LifeState.ACTIVE
        self.duties = AskForDuties(self.live_on)
        self._tick = TickDuty(register=self.register, find=self.live_on.find, clock=self.clock)

    def tick(self, userid, group_id="group-1"):
        return self._tick(group_id, self.ids[userid])

    def morning(self, days=0):
        self.clock.move_to(MORNING + days * A_DAY)
        return self.duties(self.clock.now())

    def read(self, userid, heading):
        return [words for words in self.read_by(userid) if words.startswith(heading)]


def test_whoever_has_it_reads_of_all_their_groups_in_one_message():
    office = Office(groups=("group-1", "group-2", "group-3"))
    assert office.morning() == 3
    assert office.morning() == 0
    for who in ("linxiao", "hubin"):
        (asked,) = office.read(who, "【职责清单】")
        assert asked.count("日常管理和维护（R15.4.1b）") == 3
    assert office.read("zhu", "【职责未办】") == []


def test_what_was_done_is_asked_for_again_when_its_time_comes_and_never_listed():
    office = Office()
    office.morning()
    assert isinstance(office.tick("hubin"), Filing)
    assert office.tick("hubin") is Denied.NOT_NOW
    assert office.morning(days=1) == 1
    assert len(office.read("hubin", "【职责清单】")) == 2
    assert office.read("zhu", "【职责未办】") == []


def test_what_nobody_said_was_done_is_listed_to_those_above():
    office = Office()
    office.morning()
    office.morning(days=1)
    (listed,) = office.read("zhu", "【职责未办】")
    assert "业主社群0" in listed
    assert "R15.4.1b" in listed


def test_nobody_ticks_somebody_elses_duty_or_of_a_group_that_is_not_there():
    office = Office()
    office.morning()
    assert office.tick("chenli") is Denied.NOT_YOU
    assert office.tick("hubin", "group-9") is None
    assert office.register.filing("group-1").duties["R15.4.1b"].done_at is None


def test_a_weekly_duty_is_asked_for_weekly():
    office = Office()
    office.link()
    change = ChangeSettings(directory=office.directory, clock=office.clock)
    change(Setting(group_id="group-1", clause_id="R15.4.1b", values={"every": "7 days"}))
    asked = [office.morning(days=day) for day in range(15)]
    assert [day for day, groups in enumerate(asked) if groups] == [0, 7, 14]


@pytest.mark.parametrize("regulation", ["R02", "R04"], ids=["none", "one with a list of its own"])
def test_where_no_duty_is_to_be_ticked_nobody_is_asked(regulation):
    office = Office(regulation)
    before = list(office.messenger.told)
    assert office.morning() == 0
    assert office.messenger.told == before


@pytest.mark.parametrize("mode", [Mode.OFF, Mode.OBSERVE])
def test_a_clause_that_only_records_asks_nobody(mode):
    office = Office()
    office.link()
    change = ChangeSettings(directory=office.directory, clock=office.clock)
    change(Setting(group_id="group-1", clause_id="R15.4.1b", mode=mode))
    assert office.morning() == 0
