"""Staff whom a command names, as the table knows them."""

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.model.ids import Alias


def recorded(userid: str, *, table: str, region: str) -> str:
    """Their person id, recorded if need be; empty where nobody is named."""
    if not userid:
        return ""
    people = DynamoPeople(table_name=table, region=region, clock=SystemClock())
    person = people.resolve(Alias("userid", userid.casefold()))
    people.record(person)
    return person.person_id
