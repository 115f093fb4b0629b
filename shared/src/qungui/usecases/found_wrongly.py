"""What was found wrongly and said so: sentences that a further edition must let pass."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.model.rulebook import Edition
from qungui.ports import Ledger, Worklist
from qungui.rulebook.examples import Example, failures
from qungui.rulebook.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class FoundWrongly:
    """They stand in their cases alone, and go with them."""

    worklist: Worklist
    ledger: Ledger

    def still(self, edition: Edition) -> tuple[Problem, ...]:
        """Those that *edition* finds again, by the clauses that found them; each once."""
        said = dict.fromkeys(self._sentences(edition.rulebook))
        known = {clause.clause_id for clause in edition.clauses}
        return tuple(
            _problem(clause_id, sentence)
            for clause_id, sentence in said
            if clause_id in known and _finds(edition, clause_id, sentence)
        )

    def _sentences(self, rulebook: str) -> Iterator[tuple[str, str]]:
        for ref in self.worklist.found_wrongly(rulebook):
            case = self.ledger.discipline(ref.group_id, ref.person_id).case(ref.case_id)
            if case is not None:
                yield from case.must_pass


def _finds(edition: Edition, clause_id: str, sentence: str) -> bool:
    passes = Example(hits=False, text=sentence)
    return any(failures(edition, clause_id, (passes,)))


def _problem(clause_id: str, sentence: str) -> Problem:
    return Problem(
        Place(),
        clause_id,
        f"认定过误判的话仍会触发：{sentence}",
        f"found wrongly before, and found again: {sentence}",
    )
