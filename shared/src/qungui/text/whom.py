"""What regulations call people, held against what directory and register say of somebody."""

from collections.abc import Iterable

from qungui.model.person import Degree, Person

_STAFF = ("员工", "在职", "职工")
_LISTED = ("会员", "同学", "单位", "成员单位", "股东", "居民")
_OWN_DEPARTMENT = "本部门"
_EXECUTIVES = ("董事长", "总经理", "副总", "总监", "总裁", "总工", "书记")
_MIDDLE = ("经理", "部长", "主任", "主管", "店长", "科长", "处长", "组长", "队长")
_MANAGERS = (*_EXECUTIVES, *_MIDDLE, "负责人")
_GRADES = {
    "高管": _EXECUTIVES,
    "中层干部": _MIDDLE,
    "中层": _MIDDLE,
    "管理人员": _MANAGERS,
    "行政区域": ("行政", "区域"),
}
"""Words for many positions at once, and what those are called one by one."""


def belongs(
    words: Iterable[str], person: Person, departments: Iterable[str], *, is_listed_here: bool
) -> bool | None:
    """
    Whether *person* is one of those whom *words* name; None where it cannot be told.

    *departments* are those of the group; *is_listed_here*: whether a register stands behind it at
    all, so that whoever is not in it is missing there.
    """
    own = tuple(departments)
    said = [_is(word, person, own, listed=is_listed_here) for word in words]
    if True in said:
        return True
    return None if None in said else False


def of_departments(person: Person, departments: Iterable[str]) -> bool | None:
    """Whether *person* is in one of *departments*; None where one of the two is not known."""
    wanted = tuple(departments)
    if not wanted or not person.department_names:
        return None
    return any(_same(each, own) for each in wanted for own in person.department_names)


def holds(word: str, person: Person) -> bool | None:
    """
    Whether *person* is in the position that *word* names: one by its name, or several at once,
    perhaps of a department (工程部管理人员).
    """
    for grade, positions in _GRADES.items():
        if word.endswith(grade):
            department = word.removesuffix(grade)
            holds_one = _has(person, positions)
            within = of_departments(person, (department,)) if department else True
            return False if False in {holds_one, within} else (holds_one and within)
    return _has(person, (word.removeprefix("部门"),))


def is_staff(person: Person) -> bool | None:
    """By the account; a bridge does not say whose it is."""
    if person.left_at is not None:
        return False
    if person.userid is not None:
        return True
    return None if any(each.kind == "bridge" for each in person.aliases) else False


def _is(word: str, person: Person, departments: tuple[str, ...], *, listed: bool) -> bool | None:
    if word.startswith(_OWN_DEPARTMENT):
        return of_departments(person, departments)
    if any(each in word for each in _LISTED):
        return _is_listed(person, listed=listed)
    if any(each in word for each in _STAFF):
        return is_staff(person)
    if is_staff(person) is False:
        return False
    return holds(word, person)


def _is_listed(person: Person, *, listed: bool) -> bool | None:
    if person.left_at is not None:
        return False
    if person.degree is Degree.KNOWN:
        return True
    return False if listed else None


def _has(person: Person, positions: Iterable[str]) -> bool | None:
    if not person.position:
        return None
    return any(each in person.position for each in positions)


def _same(one: str, other: str) -> bool:
    return one == other or one in other or other in one
