"""A customer refuses marketing: they are marked in the group, and whoever owns it is told."""

from dataclasses import dataclass, replace

from qungui.engine.reports import Told, passed_on
from qungui.model.finding import Facts
from qungui.model.group import Role
from qungui.model.tally import REFUSALS
from qungui.notices.reports import REFUSED_MARKETING
from qungui.ports import Tally
from qungui.text.words.optout import REFUSAL
from qungui.usecases.move_member import MoveMember


@dataclass(frozen=True, slots=True, kw_only=True)
class HearRefusal:
    """Safe to repeat: a customer is marked and told of once in each group."""

    tally: Tally
    move: MoveMember
    clause_id: str

    def __call__(self, facts: Facts) -> None:
        """
        Nothing is read unless a customer refuses.

        Raises:
            TransientError: It cannot be kept now; deliver the message again.
        """
        who, here = facts.person_id, facts.group.group_id
        if facts.message.sender.kind != "external" or REFUSAL.find(facts.plain) is None:
            return
        self.tally.ask(here, replace(REFUSALS, notes=True), replace(facts.sighting, mark=who))
        owner = next(iter(facts.group.holders_of(Role.OWNER)), "")
        told = Told(
            group_id=here,
            about=who,
            by="",
            words=REFUSED_MARKETING,
            occasion=f"refused-marketing {who}",
            to=owner,
            clause_id=self.clause_id,
        )
        self.move(here, "", lambda docket: passed_on(docket, told))
