"""The employee directory becomes persons, part by part."""

import pytest

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.memory.staff import MemoryStaffDirectory
from qungui.model.envelope import EnvelopeKind
from qungui.model.ids import Alias
from qungui.model.person import Degree, PersonFacts
from qungui.model.staff import Employee, EmployeeStatus, StaffPage
from qungui.usecases.pull_staff import PullStaff
from tests.support.build import NOON, at

LISI = Alias("userid", "lisi")


class CountingPeople(MemoryPeople):
    written = 0

    def note(self, person, facts):
        self.written += 1
        super().note(person, facts)


class World:
    def __init__(self):
        self.people, self.lifecycle = CountingPeople(), MemoryQueue()
        self.clock = ManualClock(NOON)
        self.staff = MemoryStaffDirectory({"": StaffPage(further=("a", "b"))})
        self.pull = PullStaff(
            staff=self.staff, people=self.people, lifecycle=self.lifecycle, clock=self.clock
        )

    def lists(self, **facts):
        employee = Employee(userid="LiSi", **facts)
        self.staff.pages["a"] = StaffPage((employee,))
        self.pull("a", self.clock.now())
        return self.people.resolve(LISI)


@pytest.fixture
def world():
    return World()


FULL = {"name": "李四", "departments": (2, 7), "leads": (7,), "superior": "ZhangSan"}


def test_an_employee_is_known_with_departments_and_superior(world):
    person = world.lists(**FULL)
    boss = world.people.resolve(Alias("userid", "zhangsan"))
    assert (person.degree, person.name, person.userid) == (Degree.KNOWN, "李四", "lisi")
    assert (person.departments, person.leads, person.superior) == ((2, 7), (7,), boss.person_id)


def test_what_is_known_already_is_not_written_again(world):
    world.lists(**FULL)
    world.lists(**FULL)
    assert world.people.written == 1


def test_who_leads_no_more_and_has_no_superior_is_kept_so(world):
    world.lists(**FULL)
    person = world.lists(**FULL | {"leads": (), "superior": None})
    assert (person.leads, person.superior) == ((), "")


def test_an_employee_of_whom_only_the_id_may_be_read_keeps_what_was_known(world):
    world.lists(**FULL)
    person = world.lists()
    assert (person.name, person.departments) == ("李四", (2, 7))


def test_who_has_left_by_their_status_left_when_it_was_first_seen(world):
    gone = FULL | {"status": EmployeeStatus.LEFT}
    world.lists(**gone)
    world.clock.move_to(at(days=1))
    assert world.lists(**gone).left_at == NOON


@pytest.mark.parametrize("status", set(EmployeeStatus) - {EmployeeStatus.LEFT})
def test_no_other_status_means_that_somebody_left(world, status):
    assert world.lists(**FULL, status=status).left_at is None


def test_whoever_is_listed_again_is_back(world):
    world.lists(**FULL, status=EmployeeStatus.LEFT)
    world.clock.move_to(at(days=1))
    assert world.lists(**FULL, status=EmployeeStatus.NOT_ACTIVATED).left_at is None
    world.lists(**FULL, status=EmployeeStatus.NOT_ACTIVATED)
    assert world.people.written == 2


def test_a_list_that_was_asked_for_before_somebody_left_does_not_bring_them_back(world):
    world.people.note(world.people.resolve(LISI), PersonFacts(left_at=at(hours=1)))
    assert world.lists(**FULL, status=EmployeeStatus.ACTIVE).left_at == at(hours=1)


@pytest.mark.parametrize("listed", [FULL, {}, {"status": EmployeeStatus.LEFT}])
def test_a_list_that_does_not_say_that_somebody_works_there_brings_nobody_back(world, listed):
    world.people.note(world.people.resolve(LISI), PersonFacts(left_at=at(days=-9)))
    assert world.lists(**listed).left_at == at(days=-9)


def test_who_is_missing_from_the_directory_has_not_left(world):
    world.lists(**FULL)
    world.staff.pages["a"] = StaffPage()
    world.pull("a", at(days=1))
    assert world.people.resolve(LISI).left_at is None


def test_a_renamed_person_is_reached_by_the_userid_that_the_directory_shows(world):
    old = world.people.resolve(Alias("userid", "lisi-old"))
    world.people.note(old, PersonFacts(current_userid="lisi-old"))
    both = type(old)(person_id=old.person_id, aliases=(*old.aliases, LISI))
    world.people.record(both)
    assert world.lists(**FULL).userid == "lisi"


def test_each_further_part_is_an_envelope_of_its_own(world):
    assert world.pull("", NOON) == 0
    sent = world.lifecycle.sent
    assert [one.body for one in sent] == [{"place": "a"}, {"place": "b"}]
    assert {(one.kind, one.lane, one.at) for one in sent} == {(EnvelopeKind.STAFF, "staff", NOON)}
    assert len({one.envelope_id for one in sent}) == 2


def test_a_schedule_of_over_an_hour_ago_is_left_to_the_next_but_its_parts_are_finished(world):
    world.staff.pages["a"] = StaffPage((Employee(userid="lisi"),))
    world.clock.move_to(at(hours=2))
    assert world.pull("", NOON) == 0
    assert world.lifecycle.sent == []
    assert world.pull("a", NOON) == 1
