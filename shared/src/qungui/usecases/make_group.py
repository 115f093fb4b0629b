"""A filed group is made on the platform, where everybody in it is our own staff, and linked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from qungui.errors import TransientError
from qungui.model.filing import Filing
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias, derived_id
from qungui.model.linked import Linked
from qungui.model.outcome import Done, Later, Unsure
from qungui.model.person import Degree, Person
from qungui.ports import Directory, GroupBook, GroupMaker, People


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeGroup:
    """Safe to repeat: the id of the chat is derived from the group's."""

    maker: GroupMaker
    directory: Directory
    book: GroupBook
    people: People

    def __call__(self, filing: Filing, at: datetime) -> Linked | None:
        """
        The group, under its rules from *at* on; None where a person must make it.

        Raises:
            TransientError: It cannot be told now.
        """
        members = tuple(self._members(filing))
        if not members:
            return None
        alias = Alias("appchat", derived_id("appchat", filing.group_id))
        outcome = self.maker.make(alias.name, filing.name, members)
        if isinstance(outcome, Later | Unsure):
            raise TransientError(outcome.why)
        if not isinstance(outcome, Done):
            return None
        self.directory.link(group_of(filing, GroupKind.APPCHAT, alias, at), GroupSettings())
        self.book.register(alias, GroupKind.APPCHAT, at)  # so that its roster is pulled
        linked = self.directory.group(filing.group_id)
        if linked is None:
            msg = "a group that was just linked is not to be read yet"
            raise TransientError(msg)
        return linked

    def _members(self, filing: Filing) -> Iterator[Person]:
        """
        The owner first; nobody where the platform would not let everybody in. Whoever has left the
        company is missed nowhere, and the chat may have been made before they did.
        """
        wanted = dict.fromkeys((filing.owner, *filing.administrators, *filing.members))
        found = [self.people.get(who) for who in wanted if who]
        here = [one for one in found if one is None or one.left_at is None]
        known = [one for one in here if one is not None and _is_staff(one)]
        if filing.owner and len(known) == len(here):
            yield from known


def _is_staff(person: Person) -> bool:
    return person.degree is Degree.KNOWN and person.userid is not None


def group_of(filing: Filing, kind: GroupKind, alias: Alias, at: datetime) -> Group:
    """The group as it is filed, under its rules from *at* on."""
    named = {Role.OWNER: (filing.owner,), Role.ADMINISTRATOR: filing.administrators}
    return Group(
        group_id=filing.group_id,
        name=filing.name,
        kind=kind,
        aliases=(alias,),
        rulebook=filing.rulebook,
        rules_from=at,
        roles={role: people for role, people in named.items() if people},
        filed_as=filing.kind,
    )
