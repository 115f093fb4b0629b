"""The clauses that say who is enrolled when they join, and how; and who may let them join."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.model.call import value_of, written
from qungui.model.rulebook import Clause, Edition
from qungui.procedures.groups import Enrolment
from qungui.procedures.roles import Duty

INVITING = "邀请好友"
"""What members may be let do, or not, in the regulation's word."""


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


def inviting(edition: Edition) -> Clause | None:
    """The clause by which those who run a group say who may invite."""
    for clause in edition.clauses:
        call = clause.procedure
        if call is None or call.name != "duty":
            continue
        if INVITING in value_of(Duty, written(call, {})).powers:
            return clause
    return None
