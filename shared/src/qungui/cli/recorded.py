"""People and groups as the table knows them: those whom a command names."""

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.errors import InvalidEventError
from qungui.model.filing import Filing
from qungui.model.ids import Alias
from qungui.ports import Register
from qungui.usecases.find_filed import FindFiled
from qungui.usecases.find_ground import FindGround, Ground


def recorded(userid: str, *, table: str, region: str) -> str:
    """Their person id, recorded if need be; empty where nobody is named."""
    if not userid:
        return ""
    people = DynamoPeople(table_name=table, region=region, clock=SystemClock())
    person = people.resolve(Alias("userid", userid.casefold()))
    people.record(person)
    return person.person_id


def member_names(group_id: str, *, table: str, region: str) -> frozenset[str]:
    """What those in a group are called, there or in the directory."""
    known = DynamoGroupBook(table_name=table, region=region).known(group_id)
    if known is None:
        return frozenset()
    people = DynamoPeople(table_name=table, region=region, clock=SystemClock())
    persons = filter(None, map(people.get, known.members))
    named = (*(each.nickname for each in known.members.values()), *(each.name for each in persons))
    return frozenset(filter(None, named))


def on_file(register: Register, find: FindGround, group: str) -> tuple[Filing, Ground]:
    """
    The group of that id, or of the number that people type, and what it stands on.

    Raises:
        InvalidEventError: There is none, several may be meant, or its rulebook is not published.
    """
    found = FindFiled(register)(int(group)) if group.isdecimal() else register.filing(group)
    if not isinstance(found, Filing):
        raise InvalidEventError(found or "no such group is on file")
    ground = find(found)
    if ground is None:
        msg = f"no edition of {found.rulebook} is published"
        raise InvalidEventError(msg)
    return found, ground
