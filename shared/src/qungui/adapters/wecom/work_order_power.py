"""Groups in which only their people can act: everything becomes a work order."""

from qungui.model.group import Group
from qungui.model.outcome import CallOutcome, NoPower
from qungui.model.person import Person
from qungui.model.roster import Look


class WorkOrderPower:
    """Implements :class:`qungui.ports.Power`; other kinds of group begin with it."""

    def speak(self, group: Group, text: str) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def remove(self, group: Group, person: Person) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def invite(self, group: Group, person: Person) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def rename(self, group: Group, name: str) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def change_owner(self, group: Group, to: Person) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def empty(self, group: Group) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def look(self, group: Group) -> Look | None:  # noqa: ARG002
        return None

    def has_member(self, group: Group, person: Person) -> bool | None:  # noqa: ARG002
        return None
