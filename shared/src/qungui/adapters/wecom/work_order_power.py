"""Groups in which only their people can act: everything becomes a work order."""

from qungui.model.group import Group
from qungui.model.outcome import CallOutcome, NoPower
from qungui.model.person import Person


class WorkOrderPower:
    """Implements :class:`qungui.ports.Power`; other kinds of group begin with it."""

    def speak(self, group: Group, text: str) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def remove(self, group: Group, person: Person) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def rename(self, group: Group, name: str) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def change_owner(self, group: Group, to: Person) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def empty(self, group: Group) -> CallOutcome:  # noqa: ARG002
        return NoPower()

    def has_member(self, group: Group, person: Person) -> bool:  # noqa: ARG002
        """True: nothing here can tell, and a member who may be there is not called removed."""
        return True
