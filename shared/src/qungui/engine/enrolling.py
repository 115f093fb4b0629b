"""The clauses that say how whoever joins is received; and who may let them join."""

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


def inviting(edition: Edition) -> Clause | None:
    """The clause by which those who run a group say who may invite."""
    for clause in edition.clauses:
        call = clause.procedure
        if call is None or call.name != "duty":
            continue
        if INVITING in value_of(Duty, written(call, {})).powers:
            return clause
    return None
