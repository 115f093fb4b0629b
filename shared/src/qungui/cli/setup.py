"""What an administrator sets up on a deployed table."""

from collections.abc import Mapping, Sequence

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.person import Person
from qungui.model.rulebook import Edition


def publish_edition(edition: Edition, *, table: str, region: str) -> None:
    """Store *edition* and make it the current one of its rulebook."""
    DynamoDirectory(table_name=table, region=region, clock=SystemClock()).publish(edition)


def link_group(  # noqa: PLR0913 - one argument per fact of a group
    *,
    group_id: str,
    name: str,
    kind: GroupKind,
    rulebook: str,
    aliases: Sequence[str],
    roles: Mapping[Role, Sequence[str]],
    table: str,
    region: str,
) -> Group:
    """Put a group under *rulebook* from this moment on; *roles* name staff by userid."""
    clock = SystemClock()
    people = DynamoPeople(table_name=table, region=region, clock=clock)

    def known(userid: str) -> Person:
        person = people.resolve(Alias("userid", userid.casefold()))
        people.record(person)
        return person

    group = Group(
        group_id=group_id,
        name=name,
        kind=kind,
        aliases=tuple(map(Alias.parse, aliases)),
        rulebook=rulebook,
        rules_from=clock.now(),
        roles={role: tuple(known(each).person_id for each in ids) for role, ids in roles.items()},
    )
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    directory.link(group, GroupSettings())
    book = DynamoGroupBook(table_name=table, region=region)
    for alias in group.aliases:  # so that it can be proposed for a room that nobody filed
        book.register(alias, kind, clock.now())
    return group
