"""What was noticed about members becomes cases; nobody is reminded more often in a day than set."""

from dataclasses import dataclass
from datetime import timedelta

from qungui.engine.reconcile import Noticed
from qungui.model.budget import Allowance, Budget
from qungui.model.case import Case
from qungui.model.linked import Linked
from qungui.model.roster_limits import RosterLimits
from qungui.ports import Budgets
from qungui.usecases.keep_finding import KeepFinding

_A_DAY = timedelta(hours=21)  # a budget's window may last a ninth longer: over by the next look


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepNoticed:
    """Safe to repeat: what is kept already is kept, and whoever was too much today comes again."""

    keep: KeepFinding
    budgets: Budgets

    def __call__(self, linked: Linked, noticed: Noticed) -> Case | None:
        """
        None where it is not kept: it binds nobody, or its member has heard enough today.

        Raises:
            TransientError: It cannot be told now.
        """
        found = noticed.found
        if noticed.can_wait and not self._may_hear(found.person_id, linked.organisation.rosters):
            return None
        return self.keep(linked, found)

    def _may_hear(self, person_id: str, limits: RosterLimits) -> bool:
        allowance = Allowance("day", limits.reminders_a_day, _A_DAY)
        budget = Budget(f"members:{person_id}", (allowance,))
        return self.budgets.take(budget, self.keep.clock.now()) is None
