"""What clauses have done with who joins: received, greeted, and who may let them join."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.engine.modes import mode_in_use
from qungui.model.call import as_chosen, value_of, written
from qungui.model.group import GroupSettings, Mode
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Clause, Edition
from qungui.procedures.groups import Enrolment
from qungui.procedures.roles import Duty
from qungui.rules.members import Welcome

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


def greetings(
    edition: Edition, settings: GroupSettings, limits: Limits = NO_LIMITS
) -> Iterator[tuple[Clause, Welcome]]:
    """Those that are in use, each with what a newcomer gets."""
    for clause in edition.clauses:
        for call in clause.rules:
            if call.name == "welcome" and mode_in_use(clause, settings, limits) >= Mode.ASSIST:
                chosen = settings.values.get(clause.clause_id, {})
                yield clause, as_chosen(Welcome, call, chosen)


def concerns_newcomers(edition: Edition) -> bool:
    """Whether anything but a finding may follow from somebody's joining."""
    greets = any(call.name == "welcome" for clause in edition.clauses for call in clause.rules)
    return greets or any(enrolling(edition)) or inviting(edition) is not None


def inviting(edition: Edition) -> Clause | None:
    """The clause by which those who run a group say who may invite."""
    for clause in edition.clauses:
        call = clause.procedure
        if call is None or call.name != "duty":
            continue
        if INVITING in value_of(Duty, written(call, {})).powers:
            return clause
    return None
