"""A case: one message of one person, every clause it breaches, and the evidence."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from qungui.model.act import Act
from qungui.model.decision import Decision
from qungui.model.frozen import frozen
from qungui.model.group import Mode
from qungui.model.ids import Alias, derived_id


class CaseState(StrEnum):
    OPEN = "open"  # automatic
    NEEDS_REVIEW = "needs-review"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    LAPSED = "lapsed"
    VOID = "void"


@frozen(kw_only=True)
class Breach:
    """
    One clause that the message breaks.

    Attributes:
        automatic: False where a person must confirm before it counts.
        mode: The mode in use when it was judged.
        evidence: The needed span, masked; all of the text that is ever stored.
        occasion: See Hit.occasion.
        act: What follows, off any ladder, where the finding is not one that the clause's own
            sanction is for; None for what the clause says.
    """

    clause_id: str
    topic: str
    automatic: bool
    mode: Mode
    reason: str
    evidence: str
    score: float
    occasion: str = ""
    act: Act | None = None


@frozen
class Weight:
    """
    How a case counts on a ladder.

    Attributes:
        points: How much.
        straight_to: The step it went to at once; 0 for the next one.
    """

    ladder: str
    points: int = 1
    straight_to: int = 0


@frozen(kw_only=True)
class Case:
    """
    Attributes:
        at: The platform time of the message, never of the write; of a finding by hand, when it was
            entered.
        sender: The alias the person wrote under.
        recalled_at: When the member took the message back.
        escalated: Whether the ledger has folded it into the standing.
        order_id: The order it called for or joined; empty when none.
        weights: How it counts on each ladder that it has come to.
        decided: What a person, or the end of their time, said of what needed review.
        voided: Why it does not count any more, once it is VOID.
        reporters: Who reported it, by person id, each once; never shown to the member.
        due: When the sweep looks after it if nothing else did; None once it is settled.
        version: Optimistic lock; each write raises it by one.
    """

    case_id: str
    group_id: str
    person_id: str
    message_id: str
    sender: Alias
    at: datetime
    state: CaseState
    breaches: tuple[Breach, ...]
    rulebook: str
    edition: str
    settings_version: int
    due: datetime | None
    recalled_at: datetime | None = None
    escalated: bool = False
    order_id: str = ""
    weights: tuple[Weight, ...] = ()
    decided: Decision | None = None
    voided: Decision | None = None
    reporters: tuple[str, ...] = ()
    version: int = 0

    @property
    def counts(self) -> bool:
        """Whether it may count on a ladder (CONTRACTS §6)."""
        return self.state in {CaseState.OPEN, CaseState.CONFIRMED}

    @property
    def is_by_hand(self) -> bool:
        """Somebody who runs the group saw it: no message shows it, and no reports made it."""
        return not self.message_id and not self.reporters

    @property
    def to_review(self) -> tuple[Breach, ...]:
        """What a person is still to look at; a case with an automatic breach counts meanwhile."""
        if self.decided is not None or self.state not in {CaseState.OPEN, CaseState.NEEDS_REVIEW}:
            return ()
        return tuple(b for b in self.breaches if not b.automatic and b.mode >= Mode.ASSIST)

    def weight(self, ladder: str) -> Weight:
        """An ordinary one, where nothing else is said."""
        return next((each for each in self.weights if each.ladder == ladder), Weight(ladder))

    def weighing(self, *weights: Weight) -> "Case":
        """It counts like this on these ladders, and on others as before."""
        new = {each.ladder: each for each in (*self.weights, *weights)}
        return replace(self, weights=tuple(new.values()))

    @property
    def must_pass(self) -> tuple[tuple[str, str], ...]:
        """
        Ids of the clauses under which it was found wrongly, each with what was said: whoever
        decided so quoted it. Where an automatic part stays, that was found rightly.
        """
        match self.state:
            case CaseState.VOID:
                said, wrong = self.voided, self.breaches
            case CaseState.DISMISSED | CaseState.OPEN:
                said, wrong = self.decided, tuple(b for b in self.breaches if not b.automatic)
            case _:
                return ()
        if said is None or not said.quoted:
            return ()
        return tuple((breach.clause_id, said.quoted) for breach in wrong)

    @property
    def ref(self) -> "CaseRef":
        return CaseRef(self.group_id, self.person_id, self.case_id)


@frozen
class CaseRef:
    """Where a case stands."""

    group_id: str
    person_id: str
    case_id: str


def case_id_of(group_id: str, message_id: str) -> str:
    """One message, one case, however often it is delivered."""
    return derived_id("case", group_id, message_id)


def entered_id_of(group_id: str, person_id: str, clause_id: str, occasion: str) -> str:
    """One occasion, one case, however often somebody enters it."""
    return derived_id("case", group_id, person_id, clause_id, occasion)
