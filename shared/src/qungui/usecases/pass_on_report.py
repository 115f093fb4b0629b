"""A member tells those in charge of another: they read it, and nothing else follows."""

from dataclasses import dataclass, replace
from enum import StrEnum

from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.engine.reports import Told, brought_up_under, hearers, passed_on
from qungui.model.ledger import Change
from qungui.usecases.move_member import MoveMember


class PassedOn(StrEnum):
    PASSED_ON = "passed-on"
    BROUGHT_UP = "brought-up"
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
            clause = brought_up_under(docket.edition, told.words)
            to = hearers(docket.group, clause, {told.about})
            if not to:
                return PassedOn.NOBODY
            named = replace(told, to="" if clause is None else to[0])
            return passed_on(docket, named) or PassedOn.PASSED_ON

        said: Change | PassedOn = self.move(told.group_id, "", think)
        return PassedOn.PASSED_ON if isinstance(said, Change) else said
