"""A post that claims to be official is held against the word of those who may let one out."""

from dataclasses import dataclass
from datetime import timedelta

from qungui.engine.reports import Told, passed_on
from qungui.model.finding import Facts
from qungui.model.group import RUN_THE_GROUP, Role
from qungui.model.tally import Question
from qungui.notices.reports import UNREVIEWED
from qungui.ports import SentRegister, Tally
from qungui.text.official import claims_to_be_official, lets_out
from qungui.usecases.move_member import MoveMember

_MAY_LET_OUT = RUN_THE_GROUP | {Role.LEADER}
_HOLDS = timedelta(days=1)
_KEPT = timedelta(days=6)  # the archive may bring a message five days late
_LET_OUT = "let-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPosts:
    """
    Safe to repeat: a post is told of once.

    Attributes:
        clause_id: That wants the review.
        claims: Words in the heading of a post that claims to be official.
    """

    tally: Tally
    sent: SentRegister
    move: MoveMember
    clause_id: str
    claims: tuple[str, ...]

    def __call__(self, facts: Facts) -> None:
        """
        Notes the word that lets a post out; tells those in charge of one that nobody let out in
        the day before. Nothing is read or written for any other message.

        Raises:
            TransientError: It cannot be told now; deliver the message again.
        """
        group_id, message = facts.group.group_id, facts.message
        if facts.roles & _MAY_LET_OUT:
            if lets_out(facts.plain):
                noting = Question(_LET_OUT, notes=True, keep=_KEPT, latest=True)
                self.tally.ask(group_id, noting, facts.sighting)
            return
        if not claims_to_be_official(facts.plain, self.claims):
            return
        said = self.tally.ask(group_id, Question(_LET_OUT, notes=False), facts.sighting)
        if any(at <= message.sent_at < at + _HOLDS for at in said.values()):
            return
        if self.sent.is_ours(group_id, message.text, message.sent_at):
            return
        told = Told(
            group_id=group_id,
            about=facts.person_id,
            by="",
            words=UNREVIEWED,
            occasion=f"unreviewed {message.message_id}",
            clause_id=self.clause_id,
        )
        self.move(group_id, "", lambda docket: passed_on(docket, told))
