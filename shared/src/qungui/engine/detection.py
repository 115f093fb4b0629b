"""Topics in texts from anywhere, as the clauses of a regulation have them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from qungui.engine.conditions import questions
from qungui.engine.judge import Armed, arm, evaluate_noting, excepted
from qungui.model.finding import Facts, Finding, Hit
from qungui.model.group import Group, GroupSettings, with_roles_held
from qungui.model.rulebook import Clause, Edition
from qungui.model.tally import Noted, Question
from qungui.rules.detection import Detector, Said, facts_of
from qungui.rules.rule import Rule
from qungui.text.sighting import sighting_of


def detector(edition: Edition, group: Group) -> Detector:
    """
    Of messages in *group*: what clauses of *edition* look for is judged as those say, with their
    exceptions and limits, every other topic as anywhere.
    """
    armed = arm(edition, GroupSettings())
    own = ((rule, partial(_judged, each.clause, rule)) for each in armed for rule in each.rules)
    return Detector(own, _Place(edition, group, tuple(filter(_looks_back, armed))))


def _judged(clause: Clause, rule: Rule, facts: Facts) -> Finding:
    """By one rule, for those of a clause may be of several topics."""
    said = rule.judge(facts)
    return excepted(clause, facts, said) if isinstance(said, Hit) else said


def _looks_back(armed: Armed) -> bool:
    return any(each.looks_back for each in (*armed.clause.unless, *armed.clause.when))


@dataclass(frozen=True, slots=True)
class _Place:
    """
    What judging would know in a group.

    Attributes:
        armed: Clauses whose exceptions and limits look back.
    """

    edition: Edition
    group: Group
    armed: tuple[Armed, ...]

    def __call__(self, facts: Facts, said: Said, previous: Sequence[Said] | None) -> Facts:
        now = self._placed(facts, said)
        if previous is None or not self.armed:
            return now
        tally = _Tally()
        for at, each in enumerate(previous):
            earlier = self._placed(_numbered(facts_of(each), at), each)
            evaluate_noting(self.armed, earlier, partial(tally.ask, earlier))
        asked = [each for one in self.armed for each in questions(one.clause, now)]
        return replace(now, noted={each.key: tally.ask(now, each) for each in asked})

    def _placed(self, facts: Facts, said: Said) -> Facts:
        """Whoever has no name wrote none of the other messages."""
        group = self.group if said.roles is None else with_roles_held(self.group)
        return replace(
            facts,
            group=group,
            roles=said.roles or frozenset(),
            person_id=said.sender or facts.message.message_id,
            timezone=self.edition.timezone,
        )


def _numbered(facts: Facts, at: int) -> Facts:
    message = replace(facts.message, message_id=str(at))
    return replace(facts, message=message, sighting=sighting_of(message))


@dataclass(frozen=True, slots=True)
class _Tally:
    """Of the messages before one, for as long as it takes to judge that one."""

    noted: dict[str, dict[str, datetime]] = field(default_factory=dict)

    def ask(self, facts: Facts, question: Question) -> Noted:
        noted = self.noted.setdefault(question.key, {})
        if question.notes:
            noted[facts.sighting.mark] = facts.sighting.sent_at
        return noted
