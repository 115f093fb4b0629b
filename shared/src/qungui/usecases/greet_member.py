"""Whoever joins is greeted, with the rules and whatever else the clause has them told."""

from dataclasses import dataclass

from qungui.engine.enrolling import enrolling, greetings
from qungui.model.act import Act
from qungui.model.linked import Linked
from qungui.model.member_facts import Happened, MemberFacts
from qungui.model.person import Degree
from qungui.model.rulebook import Edition
from qungui.notices import rosters
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_for_group import OrderForGroup, Wish
from qungui.usecases.send_digest import SendDigest


@dataclass(frozen=True, slots=True)
class GreetMember:
    """Safe to repeat: one joining is one occasion."""

    move: MoveMember

    def __call__(self, linked: Linked, edition: Edition, facts: MemberFacts) -> None:
        """
        Staff one to one; whom the app cannot reach, in the group, where they are not named: but for
        who stands on no list where one is held against them.

        Raises:
            TransientError: It cannot be ordered now.
        """
        if facts.happened is not Happened.JOINED:
            return
        limits = linked.limits(edition, facts.at)
        for clause, rule in greetings(edition, linked.settings, limits):
            text = rosters.greeting(facts.group, edition, rule.send, rule.welcome)
            occasion = f"{clause.clause_id} {facts.person.person_id} {facts.at.isoformat()}"
            if facts.person.userid is not None:
                to, send = [facts.person.person_id], SendDigest(self.move)
                send.say(facts.group.group_id, edition, text, to, occasion=occasion, at=facts.at)
            elif facts.person.degree is Degree.KNOWN or not any(enrolling(edition)):
                self._in_group(facts.group.group_id, clause.clause_id, text, occasion)

    def _in_group(self, group_id: str, clause_id: str, text: str, occasion: str) -> None:
        wish = Wish(
            group_id=group_id,
            act=Act.SPEAK,
            ordered_by="",
            wanted=text,
            clause_id=clause_id,
            occasion=occasion,
        )
        OrderForGroup.over(self.move)(wish)
