"""Those who run a group end a topic there, or tell a member what does not belong in it."""

from dataclasses import dataclass

from qungui.engine.authority import Bar, barred
from qungui.model.act import Act
from qungui.model.decision import Word
from qungui.model.group import Role
from qungui.model.linked import Linked
from qungui.model.rulebook import Clause, Edition
from qungui.notices import talk
from qungui.usecases.linked_group import linked_group
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_for_group import Ordered, OrderForGroup, Wish
from qungui.usecases.send_digest import SendDigest

_TOPICS, _CONTENT = "终止话题", "制止"
"""Rights, in the regulations' words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTalk:
    """Safe to repeat: the same words on the same day are one post. No strike comes of it."""

    move: MoveMember
    order: OrderForGroup

    def topic(self, group_id: str, word: Word) -> Ordered | Bar:
        """
        *word*: by whom, and what the topic is.

        Raises:
            InvalidEventError: No such group.
            TransientError: It cannot be told now.
        """
        linked = linked_group(self.move.directory, group_id)
        bar = barred(linked.group, Role.ADMINISTRATOR, word.by, "")
        if bar is not None:
            return bar
        clause = _clause(self._edition(linked), _TOPICS)
        return self._post(group_id, talk.topic_ended(word.why, clause), word.by, clause)

    def member(self, group_id: str, person_id: str, word: Word) -> Ordered | Bar:
        """
        *word*: by whom, and why. The group reads what belongs in it, the member what to stop.
        Raises as ``topic``.
        """
        linked = linked_group(self.move.directory, group_id)
        bar = barred(linked.group, Role.ADMINISTRATOR, word.by, person_id)
        if bar is not None:
            return bar
        edition, now = self._edition(linked), self.move.clock.now()
        clause = _clause(edition, _CONTENT)
        text = talk.to_stop(linked.group, word.why, clause)
        send, occasion = SendDigest(self.move), f"stop {word.why}"
        send.say(group_id, edition, text, [person_id], occasion=occasion, at=now)
        return self._post(group_id, talk.guidance(clause), word.by, clause)

    def _post(self, group_id: str, text: str, by: str, clause: Clause | None) -> Ordered:
        wish = Wish(
            group_id=group_id,
            act=Act.SPEAK,
            ordered_by=by,
            wanted=text,
            clause_id=clause.clause_id if clause else "",
        )
        return self.order(wish)

    def _edition(self, linked: Linked) -> Edition:
        return linked.edition_at(self.move.clock.now()) or linked.editions[0]


def _clause(edition: Edition, right: str) -> Clause | None:
    """The one that gives them the *right*; None where none is written."""
    for clause in edition.clauses:
        for call in clause.rules:
            if call.name == "stop-topic" and right in call.parameters.get("rights", ()):
                return clause
    return None
