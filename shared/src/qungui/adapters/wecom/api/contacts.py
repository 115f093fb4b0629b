"""The company's directory: pages 90201, 90208, 96067."""

from collections.abc import Iterator

from qungui.adapters.wecom.api.answers import Json, numbers, objects, part, said, text, texts
from qungui.adapters.wecom.client import WeComClient
from qungui.errors import TransientError
from qungui.model.staff import Department, Employee, EmployeeStatus, Seat

ROOT = 1
PAGE = 10_000
MAX_PAGES = 1000


def departments(client: WeComClient, above: int = ROOT) -> tuple[Department, ...]:
    """*above* and all below it that the app may see."""
    answer = client.get("department/simplelist", {"id": str(above)})
    return tuple(
        Department(part(each, "id", int), part(each, "parentid", int))
        for each in objects(answer, "department_id")
    )


def employees(client: WeComClient, department_id: int) -> tuple[Employee, ...]:
    """Of that department alone: the platform does not go down by itself."""
    answer = client.get("user/list", {"department_id": str(department_id)})
    return tuple(_employee(each) for each in objects(answer, "userlist"))


def everybody(client: WeComClient, above: int = ROOT) -> Iterator[Employee]:
    """Each person once, however many departments they are in."""
    met = set[str]()
    for department in departments(client, above):
        for employee in employees(client, department.department_id):
            if employee.userid.casefold() not in met:
                met.add(employee.userid.casefold())
                yield employee


def seats(client: WeComClient) -> Iterator[Seat]:
    """
    Ids only, one row per person and department; with the contact-sync secret alone.

    Raises:
        TransientError: Pages that never end.
    """
    cursor = ""
    for _ in range(MAX_PAGES):
        rows, cursor = seat_page(client, cursor, PAGE)
        yield from rows
        if not cursor:
            return
    msg = "the list of ids does not end"
    raise TransientError(msg)


def seat_page(client: WeComClient, cursor: str, limit: int) -> tuple[tuple[Seat, ...], str]:
    """One page of ``seats``, and the cursor of the next; empty at the end."""
    answer = client.post("user/list_id", {"limit": limit, **said(cursor=cursor)})
    rows = (
        Seat(part(each, "userid", str), part(each, "department", int))
        for each in objects(answer, "dept_user")
    )
    return tuple(rows), text(answer, "next_cursor")


def _employee(raw: Json) -> Employee:
    held = numbers(raw, "department")
    leader = numbers(raw, "is_leader_in_dept")
    status, main = raw.get("status"), raw.get("main_department")
    return Employee(
        userid=part(raw, "userid", str),
        name=text(raw, "name"),
        position=text(raw, "position"),
        alias=text(raw, "alias"),
        departments=held,
        leads=tuple(number for number, leads in zip(held, leader, strict=False) if leads),
        superior=next(iter(texts(raw, "direct_leader")), None),
        main_department=main if isinstance(main, int) else None,
        status=EmployeeStatus(status) if status in set(EmployeeStatus) else None,
    )
