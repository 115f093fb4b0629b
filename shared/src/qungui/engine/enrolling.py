"""The clauses that say how whoever joins is received."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.model.call import value_of, written
from qungui.model.rulebook import Clause, Edition
from qungui.procedures.groups import Enrolment


@dataclass(frozen=True, slots=True)
class Enrolling:
    """
    Attributes:
        list_of: On which list they must stand, in the regulation's words; empty for none.
        confirm_words: What counts as agreeing.
        asks_willing: They are asked whether they came of their own will.
    """

    clause: Clause
    list_of: str = ""
    confirm_words: tuple[str, ...] = ()
    asks_willing: bool = False


def enrolling(edition: Edition) -> Iterator[Enrolling]:
    for clause in edition.clauses:
        call = clause.procedure
        if call is not None and call.name == "enrolment":
            terms = value_of(Enrolment, written(call, {}))
            yield Enrolling(clause, terms.list_of, terms.confirm_words)
        if call is not None and call.name == "voluntary":
            yield Enrolling(clause, asks_willing=True)
