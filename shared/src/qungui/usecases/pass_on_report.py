"""A member tells those in charge of another: they read it, and nothing else follows."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.engine.authority import Bar, deciders
from qungui.engine.docket import Docket
from qungui.engine.reports import Told, passed_on
from qungui.model.ledger import Change
from qungui.usecases.move_member import MoveMember


class PassedOn(StrEnum):
    PASSED_ON = "passed-on"
    NOBODY = "nobody-in-charge"  # but the member it is about


@dataclass(frozen=True, slots=True)
class PassOnReport:
    """Safe to repeat: what was told on one occasion is passed on once."""

    move: MoveMember

    def __call__(self, told: Told) -> PassedOn | Bar:
        """
        Raises:
            InvalidEventError: No such group.
            TransientError: Others kept moving the group's own orders.
        """
        if told.by == told.about:
            return Bar.OWN_CASE

        def think(docket: Docket) -> Change | PassedOn:
            if not deciders(docket.group, None, {told.about}):
                return PassedOn.NOBODY
            return passed_on(docket, told) or PassedOn.PASSED_ON

        said: Change | PassedOn = self.move(told.group_id, "", think)
        return PassedOn.PASSED_ON if isinstance(said, Change) else said
