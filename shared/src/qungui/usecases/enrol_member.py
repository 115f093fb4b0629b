"""Who joins a group of listed people is welcomed and asked to agree, or told of as a stranger."""

from dataclasses import dataclass

from qungui.engine.enrolling import Enrolling, enrolling
from qungui.engine.modes import mode_in_use
from qungui.model.act import Act
from qungui.model.group import Mode
from qungui.model.linked import Linked
from qungui.model.member_facts import Happened, MemberFacts
from qungui.model.person import Degree
from qungui.model.roster_digest import Heading, Part, RosterDigest
from qungui.model.rulebook import Edition
from qungui.notices import rosters
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_for_group import OrderForGroup, Wish
from qungui.usecases.send_digest import SendDigest


@dataclass(frozen=True, slots=True)
class EnrolMember:
    """Safe to repeat: one joining is one occasion."""

    move: MoveMember

    def __call__(self, linked: Linked, edition: Edition, facts: MemberFacts) -> None:
        """
        Raises:
            TransientError: It cannot be ordered now.
        """
        if facts.happened is not Happened.JOINED:
            return
        for each in enrolling(edition):
            mode = mode_in_use(each.clause, linked.settings, linked.limits(edition, facts.at))
            if mode >= Mode.ASSIST:
                self._enrol(edition, each, facts)

    def _enrol(self, edition: Edition, by: Enrolling, facts: MemberFacts) -> None:
        group_id, who = facts.group.group_id, facts.person.person_id
        occasion = f"{by.clause.clause_id} {who} {facts.at.isoformat()}"
        if facts.person.degree is Degree.KNOWN and facts.person.left_at is None:
            wish = Wish(
                group_id=group_id,
                act=Act.SPEAK,
                ordered_by="",
                wanted=rosters.welcome(edition.title, by.confirm_words),
                clause_id=by.clause.clause_id,
                occasion=occasion,
            )
            move = self.move
            OrderForGroup(
                ledger=move.ledger,
                directory=move.directory,
                clock=move.clock,
                outbound=move.outbound,
            )(wish)
            return
        part = Part(Heading.UNLISTED, (by.clause.clause_id,), (who,), 1, of=by.list_of)
        send = SendDigest(self.move)
        send(group_id, edition, RosterDigest((part,)), [""], occasion=occasion, at=facts.at)
