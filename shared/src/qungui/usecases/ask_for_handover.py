"""
Whoever runs a group leaves the company, or has left: those who run it with them, and whoever keeps
the register, name somebody else; before the last day where it is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qungui.lifecycle.moves import Step
from qungui.model.group import Role
from qungui.usecases.live_on import LiveOn


@dataclass(frozen=True, slots=True)
class Vacated:
    """
    Attributes:
        person_id: Who leaves, or has left.
        roles: What is to be handed over, in the regulation's own words.
    """

    group_id: str
    person_id: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskForHandover:
    """
    Safe to repeat: of each leaver it is asked once, and again as the group's own life does. A group
    whose owner has left is nobody's: then the department gives it one.
    """

    live_on: LiveOn

    def __call__(self, person_id: str, at: datetime) -> tuple[Vacated, ...]:
        """
        In every group on file that is not over; nothing as long as their last day is not near *at*.

        Raises:
            TransientError: It cannot be told now.
        """
        linked = self.live_on.find.directory.groups_of(person_id)
        found = [each for one in linked for each in self.in_group(one.group.group_id, at)]
        return tuple(each for each in found if each.person_id == person_id)

    def in_group(
        self, group_id: str, at: datetime, shown: Iterable[str] = ()
    ) -> tuple[Vacated, ...]:
        """
        Whoever of one group leaves. *shown*: who owns it by the platform, where it is not linked.
        Raises as a call does.
        """
        live_on = self.live_on
        filing = live_on.register.filing(group_id)
        ground = None if filing is None else live_on.find(filing)
        if filing is None or ground is None or filing.state.is_final:
            return ()
        linked = () if ground.linked is None else ground.linked.group.shown.get(Role.OWNER, ())
        owners = {*filter(None, [filing.owner]), *linked, *shown}
        held = ground.held(filing)
        people = live_on.people.get_many({*held, *owners})
        soon = at + ground.handover_before
        leaving = {who for who in held if who in people and people[who].will_have_left_by(soon)}
        if owners and all(who in people and people[who].has_left_by(at) for who in owners):
            live_on.brought_about(group_id, Step.ORPHAN, at)
        elif leaving != set(filing.leaving):
            live_on.brought_about(group_id, Step.LEAVE, at, tuple(sorted(leaving)))
        return tuple(Vacated(group_id, who, held[who]) for who in sorted(leaving))
