"""People as the table knows them: those whom a command names, and those in a group."""

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.model.ids import Alias
from qungui.model.person import Person


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


def called(person: Person) -> str:
    """By name and account, as far as they are known."""
    if person.name and person.userid:
        return f"{person.name}（{person.userid}）"
    return person.name or person.userid or "外部联系人"
