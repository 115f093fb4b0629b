"""The company's own people, as the platform's directory lists them."""

from enum import IntEnum

from qungui.model.frozen import frozen


class EmployeeStatus(IntEnum):
    ACTIVE = 1
    DISABLED = 2
    NOT_ACTIVATED = 4
    LEFT = 5


@frozen(kw_only=True)
class Employee:
    """
    Attributes:
        userid: As the directory writes it.
        departments: Ids, in the directory's order.
        leads: Those of *departments* the person leads.
        superior: The userid of the direct superior.
        status: None when the platform names one that is not documented.
    """

    userid: str
    name: str = ""
    position: str = ""
    alias: str = ""
    departments: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()
    superior: str | None = None
    main_department: int | None = None
    status: EmployeeStatus | None = None


@frozen
class Department:
    department_id: int
    parent_id: int


@frozen
class Seat:
    """One person in one department: all that a directory says that gives ids only."""

    userid: str
    department_id: int


@frozen
class StaffPage:
    """
    A part of the directory.

    Attributes:
        employees: Where the directory gives ids only, each has nothing but a userid.
        further: Places of the parts that are to be asked for next; none at an end.
    """

    employees: tuple[Employee, ...] = ()
    further: tuple[str, ...] = ()
