"""What was found wrongly and said so: sentences that a further edition must let pass."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.model.rulebook import Edition
from qungui.ports import Directory, Ledger, Worklist
from qungui.rulebook.examples import Example, failures
from qungui.rulebook.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class FoundWrongly:
    """They stand in their cases alone, and go with them."""

    worklist: Worklist
    ledger: Ledger
    directory: Directory

    def still(self, edition: Edition) -> tuple[Problem, ...]:
        """Those that *edition* finds again, by the clauses that found them; each once."""
        said = dict.fromkeys(self._sentences(edition))
        return tuple(_problem(clause_id, sentence) for clause_id, sentence in said)

    def _sentences(self, edition: Edition) -> Iterator[tuple[str, str]]:
        """Read as in the groups where they were said: what a group allows passes there."""
        known = {clause.clause_id for clause in edition.clauses}
        for ref in self.worklist.found_wrongly(edition.rulebook):
            case = self.ledger.discipline(ref.group_id, ref.person_id).case(ref.case_id)
            linked = self.directory.group(ref.group_id)
            allowed = linked.settings.allowed_words if linked else ()
            for clause_id, sentence in case.must_pass if case else ():
                passes = Example(hits=False, text=sentence)
                if clause_id in known and any(failures(edition, clause_id, (passes,), allowed)):
                    yield clause_id, sentence


def _problem(clause_id: str, sentence: str) -> Problem:
    return Problem(
        Place(),
        clause_id,
        f"认定过误判的话仍会触发：{sentence}",
        f"found wrongly before, and found again: {sentence}",
    )
