"""A member brings a matter or a suggestion up: whoever the regulation names reads it."""

from dataclasses import dataclass

from qungui.engine.docket import Docket
from qungui.engine.reports import Told, brought_up_under, hearers, passed_on
from qungui.model.ledger import Change
from qungui.notices import reports
from qungui.usecases.move_member import MoveMember
from qungui.usecases.pass_on_report import PassedOn


@dataclass(frozen=True, slots=True)
class BringUp:
    """Safe to repeat: what was said on one occasion is passed on once."""

    move: MoveMember

    def __call__(self, group_id: str, by: str, words: str, occasion: str) -> PassedOn:
        """
        Raises:
            InvalidEventError: No such group.
            TransientError: Others kept moving the group's own orders.
        """

        def think(docket: Docket) -> Change | PassedOn:
            clause = brought_up_under(docket.edition, words)
            to = hearers(docket.group, clause, {by})
            if not to:
                return PassedOn.NOBODY
            told = Told(
                group_id=group_id,
                about="",
                by=by,
                words=reports.brought_up(words, docket.group, clause),
                occasion=occasion,
                to=to[0],
            )
            return passed_on(docket, told) or PassedOn.BROUGHT_UP

        said: Change | PassedOn = self.move(group_id, "", think)
        return PassedOn.BROUGHT_UP if isinstance(said, Change) else said
