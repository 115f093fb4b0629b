"""A newcomer says that they did not want to come in: those in charge hear of it, once."""

from dataclasses import dataclass
from datetime import timedelta

from qungui.model.finding import Facts
from qungui.model.roster_digest import Heading, Part, RosterDigest
from qungui.model.rulebook import Edition
from qungui.ports import GroupBook, SentRegister
from qungui.text.willingness import is_unwilling
from qungui.usecases.send_digest import SendDigest

NEW_FOR = timedelta(days=7)
"""Whoever has been there for longer and wants no more just leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearUnwilling:
    """
    Safe to repeat: one joining is told of once. Nothing is read unless the words may mean it.

    Attributes:
        clause_id: By which coming in is each one's own affair.
    """

    book: GroupBook
    sent: SentRegister
    send: SendDigest
    edition: Edition
    clause_id: str

    def __call__(self, facts: Facts) -> None:
        """
        Raises:
            TransientError: It cannot be told now; deliver the message again.
        """
        message, group_id, who = facts.message, facts.group.group_id, facts.person_id
        if not is_unwilling(facts.plain):
            return
        known = self.book.known(group_id)
        member = None if known is None else known.members.get(who)
        joined = None if member is None else member.joined_at
        if joined is None or message.sent_at - joined > NEW_FOR:
            return
        if self.sent.is_ours(group_id, message.text, message.sent_at):
            return
        part = Part(Heading.UNWILLING, (self.clause_id,), (who,), 1)
        occasion = f"{self.clause_id} {who}"
        self.send(group_id, self.edition, RosterDigest((part,)), [""], occasion=occasion, at=joined)
