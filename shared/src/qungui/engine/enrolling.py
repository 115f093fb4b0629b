"""The clauses that say who is enrolled when they join, and how."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.model.call import value_of, written
from qungui.model.rulebook import Clause, Edition
from qungui.procedures.groups import Enrolment


@dataclass(frozen=True, slots=True)
class Enrolling:
    """
    Attributes:
        list_of: Whose list it is, in the regulation's words.
        confirm_words: What counts as agreeing.
    """

    clause: Clause
    list_of: str
    confirm_words: tuple[str, ...]


def enrolling(edition: Edition) -> Iterator[Enrolling]:
    for clause in edition.clauses:
        call = clause.procedure
        if call is not None and call.name == "enrolment":
            terms = value_of(Enrolment, written(call, {}))
            yield Enrolling(clause, terms.list_of, terms.confirm_words)
