"""Whoever put right what they were reminded of has no open case of it any more."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from qungui.engine.corrections import corrected
from qungui.engine.refold import refold
from qungui.usecases.move_member import MoveMember


@dataclass(frozen=True, slots=True)
class LiftCorrected:
    """Safe to repeat and to break off: what is left is found again by the next look."""

    move: MoveMember

    def __call__(self, group_id: str, person_id: str, clause_ids: AbstractSet[str]) -> int:
        """
        How many cases are over.

        Raises:
            TransientError: Others kept moving the same member.
        """
        lifted = 0
        while self.move(group_id, person_id, lambda d: corrected(d, clause_ids)) is not None:
            lifted += 1
        while lifted and self.move(group_id, person_id, refold) is not None:
            pass
        return lifted
