"""
Whoever joins is welcomed and asked whether they agree and want to be there; where they must stand
on a list and do not, those in charge are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qungui.engine.enrolling import Enrolling, enrolling
from qungui.engine.modes import mode_in_use
from qungui.model.act import Act
from qungui.model.group import Mode
from qungui.model.linked import Linked
from qungui.model.member_facts import Happened, MemberFacts
from qungui.model.person import Degree, Person
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
        used = [each for each in enrolling(edition) if _is_used(each, linked, edition, facts.at)]
        if _is_listed(facts.person):
            self._welcome(edition, used, facts)
            return
        asking = [each for each in used if each.list_of]
        for each in asking:
            part = Part(
                Heading.UNLISTED,
                (each.clause.clause_id,),
                (facts.person.person_id,),
                1,
                of=each.list_of,
            )
            self._tell(edition, part, facts)
        if not asking:
            self._welcome(edition, used, facts)

    def _welcome(self, edition: Edition, by: Sequence[Enrolling], facts: MemberFacts) -> None:
        """Once for all clauses."""
        if not by:
            return
        wish = Wish(
            group_id=facts.group.group_id,
            act=Act.SPEAK,
            ordered_by="",
            wanted=rosters.welcome(
                edition.title,
                [word for each in by for word in each.confirm_words],
                asks_willing=any(each.asks_willing for each in by),
            ),
            clause_id=by[0].clause.clause_id,
            occasion=_occasion(by[0].clause.clause_id, facts),
        )
        OrderForGroup.over(self.move)(wish)

    def _tell(self, edition: Edition, part: Part, facts: MemberFacts) -> None:
        occasion = _occasion(part.clause_ids[0], facts)
        send = SendDigest(self.move)
        send(
            facts.group.group_id,
            edition,
            RosterDigest((part,)),
            [""],
            occasion=occasion,
            at=facts.at,
        )


def _is_used(by: Enrolling, linked: Linked, edition: Edition, at: datetime) -> bool:
    return mode_in_use(by.clause, linked.settings, linked.limits(edition, at)) >= Mode.ASSIST


def _is_listed(person: Person) -> bool:
    return person.degree is Degree.KNOWN and person.left_at is None


def _occasion(clause_id: str, facts: MemberFacts) -> str:
    return f"{clause_id} {facts.person.person_id} {facts.at.isoformat()}"
