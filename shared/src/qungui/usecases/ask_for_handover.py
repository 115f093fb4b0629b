"""Whoever ran a group has left: those above them name somebody else, and take over what is open."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.lifecycle import appointing
from qungui.model.filing import Filing
from qungui.model.roles import ACTS_AS
from qungui.model.short_number import short_number
from qungui.notices import life
from qungui.ports import Directory, Messenger, People, Register
from qungui.usecases.find_ground import FindGround, Ground
from qungui.usecases.tell_people import tell


@dataclass(frozen=True, slots=True)
class Vacated:
    """
    Attributes:
        roles: What is to be handed over, in the regulation's own words.
    """

    group_id: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForHandover:
    """Safe to repeat: the same words reach nobody twice."""

    register: Register
    find: FindGround
    directory: Directory
    messenger: Messenger
    people: People

    def __call__(self, person_id: str) -> tuple[Vacated, ...]:
        """
        In every group on file that is not over; nothing as long as they are in the company.

        Raises:
            TransientError: It cannot be told now.
        """
        person = self.people.get(person_id)
        if person is None or person.left_at is None:
            return ()
        return tuple(self._asked(person_id, person.name or person.userid or ""))

    def _asked(self, person_id: str, name: str) -> Iterator[Vacated]:
        for linked in self.directory.groups_of(person_id):
            filing = self.register.filing(linked.group.group_id)
            ground = None if filing is None else self.find(filing)
            if filing is None or ground is None or filing.state.is_final:
                continue
            roles = _roles(person_id, filing, ground)
            if roles:
                text = life.handover(filing, short_number(filing.group_id), roles, name)
                above = dict.fromkeys((*ground.owners(filing), *ground.registrars))
                tell(self.people, self.messenger, above, text)
                yield Vacated(filing.group_id, roles)


def _roles(person_id: str, filing: Filing, ground: Ground) -> tuple[str, ...]:
    """One word for each role that is acted by, then what else is on file."""
    linked = {} if ground.linked is None else ground.linked.group.holders
    words = {role: word for word, role in reversed(tuple(ACTS_AS.items()))}
    shown = [word for role, word in words.items() if person_id in linked.get(role, ())]
    named = [word for word in words.values() if person_id in appointing.holders(filing, word)]
    others = [role for role, people in filing.roles.items() if person_id in people]
    return tuple(dict.fromkeys((*shown, *named, *others)))
