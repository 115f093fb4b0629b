"""What a roster, a deadline or silence shows becomes a case, as what a message shows does."""

from dataclasses import dataclass
from datetime import timedelta

from qungui.engine.modes import mode_in_use
from qungui.model.case import Breach, Case, CaseState
from qungui.model.found import Found
from qungui.model.group import Mode
from qungui.model.linked import Linked
from qungui.model.rulebook import Disposition
from qungui.ports import Clock, Ledger, People

_GRACE = timedelta(minutes=2)
"""How long the stream may take to escalate a case before the sweep does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFinding:
    """
    Safe to repeat: one occasion is one case, whoever finds it how often. What follows from it, the
    stream and the sweep see to.
    """

    ledger: Ledger
    people: People
    clock: Clock

    def __call__(self, linked: Linked, found: Found) -> Case | None:
        """
        The case, also where it stood already; None where nothing binds the member: before the
        rules began, the clause is off, or they are exempt.

        Raises:
            TransientError: It cannot be told now.
        """
        edition = linked.edition_at(found.at)
        if edition is None:
            return None
        clause = edition.clause(found.clause_id)
        mode = mode_in_use(clause, linked.settings, linked.limits(edition, found.at))
        person = self.people.get(found.person_id)
        exempt = linked.settings.exempts(found.clause_id, found.person_id, found.at)
        if person is None or exempt or mode is Mode.OFF:
            return None
        automatic = clause.disposition is Disposition.AUTOMATIC
        breach = Breach(
            clause_id=found.clause_id,
            topic=clause.topic,
            automatic=automatic,
            mode=mode,
            reason=found.reason,
            evidence=found.evidence,
            score=1.0,
            act=found.act,
        )
        case = Case(
            case_id=found.ref.case_id,
            group_id=found.group_id,
            person_id=found.person_id,
            message_id="",
            sender=person.aliases[0],
            at=found.at,
            state=CaseState.OPEN if automatic else CaseState.NEEDS_REVIEW,
            breaches=(breach,),
            rulebook=edition.rulebook,
            edition=edition.edition,
            settings_version=linked.settings.version,
            due=self.clock.now() + _GRACE,
        )
        self.ledger.open_case(case)
        return case
