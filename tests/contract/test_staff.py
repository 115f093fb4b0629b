"""The employee directory: in memory, and against the platform's documented form."""

from contextlib import contextmanager

import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.memory.staff import MemoryStaffDirectory
from qungui.adapters.wecom.staff import WeComStaffDirectory
from qungui.errors import InvalidEventError, TransientError
from qungui.model.staff import Employee, EmployeeStatus, StaffPage
from tests.support.wecom import ACCOUNT, platform

MANY = 450
ROWS = [
    {
        "userid": f"U{number}",
        "name": f"员工{number}",
        "department": [2] if number else [2, 3],
        "is_leader_in_dept": [0] if number else [0, 1],
        "direct_leader": ["boss"],
        "main_department": 2,
        "status": 1,
    }
    for number in range(MANY)
]
FIRST = Employee(
    userid="U0",
    name="员工0",
    departments=(2, 3),
    leads=(3,),
    superior="boss",
    main_department=2,
    status=EmployeeStatus.ACTIVE,
)


def in_memory():
    others = tuple(Employee(userid=f"U{number}", departments=(2,)) for number in range(1, MANY))
    return MemoryStaffDirectory(
        {
            "": StaffPage(further=("2", "3")),
            "2": StaffPage((FIRST, *others[:199]), ("2b",)),
            "2b": StaffPage(others[199:399], ("2c",)),
            "2c": StaffPage(others[399:]),
            "3": StaffPage((FIRST,)),
        }
    )


@contextmanager
def on_the_platform(*faults, contacts=True):
    with platform(*faults) as wecom:
        wecom.company.estate.departments |= {2: 1, 3: 2}
        wecom.company.estate.employees.extend(ROWS)
        sync = wecom.client(secret=ACCOUNT.contacts_secret) if contacts else None
        yield WeComStaffDirectory(wecom.client(), lambda: sync)


@pytest.fixture(params=["memory", "wecom"])
def staff(request):
    if request.param == "memory":
        yield in_memory()
        return
    with on_the_platform() as directory:
        yield directory


def everybody(staff):
    """All parts, and how many people the largest has."""
    found, largest, waiting = {}, 0, [""]
    while waiting:
        page = staff.page(waiting.pop())
        waiting.extend(page.further)
        largest = max(largest, len(page.employees))
        found |= {employee.userid: employee for employee in page.employees}
    return found, largest


def test_all_its_parts_together_show_everybody(staff):
    found, _ = everybody(staff)
    assert len(found) == MANY
    assert found["U0"] == FIRST


def test_no_part_is_too_large_to_be_recorded_in_one_go(staff):
    _, largest = everybody(staff)
    assert largest <= 200


def test_a_place_that_is_none_is_refused(staff):
    with pytest.raises(InvalidEventError):
        staff.page("nowhere")


def refusing(endpoint, code):
    return Fault(endpoint=endpoint, nth=1, mishap=Mishap.REFUSE, code=code)


@pytest.mark.parametrize("code", [48002, 48009, 60011])
@pytest.mark.parametrize("endpoint", ["department/simplelist", "user/list"])
def test_where_no_names_may_be_read_the_ids_are(endpoint, code):
    with on_the_platform(refusing(endpoint, code)) as staff:
        found, largest = everybody(staff)
        assert found.keys() == {f"U{number}" for number in range(MANY)}
        assert largest <= 200


def test_ids_come_without_names_or_departments():
    with on_the_platform(refusing("department/simplelist", 48009)) as staff:
        found, _ = everybody(staff)
        assert found["U0"] == Employee(userid="U0")


@pytest.mark.parametrize("code", [-1, 48009, 60020, 99999])
def test_what_cannot_be_told_now_is_no_empty_directory(code):
    faults = refusing("department/simplelist", code)
    with on_the_platform(faults, contacts=False) as staff, pytest.raises(TransientError):
        staff.page("")
