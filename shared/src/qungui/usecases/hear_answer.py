"""A member answers what they were asked for: an apology, a no, a red packet."""

from dataclasses import dataclass

from qungui.engine.answering import answered, answers_in
from qungui.model.act import Act
from qungui.model.answer import Answer
from qungui.model.finding import Facts
from qungui.ports import SentRegister
from qungui.usecases.move_member import MoveMember


@dataclass(frozen=True, slots=True)
class HearAnswer:
    """
    Safe to repeat, to run concurrently, and to hear late: what is answered waits no more.

    Attributes:
        demanded: What members can be asked for where it listens.
    """

    move: MoveMember
    sent: SentRegister
    demanded: frozenset[Act]

    def __call__(self, facts: Facts) -> int:
        """
        How many demands a message answers. Nothing is read unless its words may be an answer, and
        nothing is written where nobody asked for anything.

        Raises:
            TransientError: The ledger could not be reached, or others kept moving the member.
        """
        message = facts.message
        answers = answers_in(message, facts.plain, self.demanded)
        if not answers or self.sent.is_ours(facts.group.group_id, message.text, message.sent_at):
            return 0
        return sum(self._heard(facts, answer) for answer in answers)

    def _heard(self, facts: Facts, answer: Answer) -> int:
        group_id, person_id, heard = facts.group.group_id, facts.person_id, 0
        while self.move(group_id, person_id, lambda docket: answered(docket, answer)):
            heard += 1
        return heard
