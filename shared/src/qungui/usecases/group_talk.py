"""What rules look at beyond the member: the group's talk, its advertisements, other groups."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qungui.engine import talk
from qungui.engine.judge import Armed
from qungui.model.finding import Facts
from qungui.ports import Tally


@dataclass(frozen=True, slots=True)
class GroupTalk:
    """
    Asked for each message, and costs nothing unless a rule of the edition looks: then one write
    and one read a message, for an advertisement eight writes, and one for each piece of what is
    kept inside.
    """

    tally: Tally

    def __call__(self, rules: Sequence[Armed], facts: Facts) -> Facts:
        """
        *facts* with what the *rules* want to know.

        Raises:
            TransientError: It cannot be told now; deliver the message again.
        """
        return self._traced(rules, self._advertised(rules, self._heard(rules, facts)))

    def _heard(self, rules: Sequence[Armed], facts: Facts) -> Facts:
        span = talk.looks_back(rules)
        if not span:
            return facts
        group_id, own = facts.group.group_id, talk.said(facts)
        pages = talk.pages(own.sent_at, span)
        answers = [self.tally.ask(group_id, page, own) for page in pages]
        return replace(
            facts,
            around=talk.around(answers, facts.sighting.mark),
            author=talk.author_of(facts.person_id),
        )

    def _advertised(self, rules: Sequence[Armed], facts: Facts) -> Facts:
        sketch = talk.advert(rules, facts)
        if not sketch:
            return facts
        own = talk.advertised(facts, sketch)
        bands = talk.bands(sketch)
        answers = [self.tally.ask(facts.group.group_id, band, own) for band in bands]
        return replace(facts, posted=talk.posted(answers))

    def _traced(self, rules: Sequence[Armed], facts: Facts) -> Facts:
        pieces = talk.traced(rules, facts)
        if not pieces:
            return facts
        own = talk.placed(facts)
        answers = {
            piece: self.tally.ask(talk.EVERYWHERE, question, own)
            for piece, question in pieces.items()
        }
        return replace(facts, repeated=talk.repeated(answers, facts))
