"""What was seen of the life of a group: what a form came to, and what the register has."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qungui.acceptance.played.play import Played
from qungui.acceptance.played.replies import Asked
from qungui.model.application import Fault, Problem
from qungui.model.filing import LifeState
from qungui.notices.applications import wrong
from qungui.usecases.draft_group import Returned
from qungui.usecases.propose_group import Proposed


def is_of_form(played: Played) -> bool:
    return isinstance(played.reply, Proposed | Returned | Asked)


def acts_of(played: Played) -> Iterator[str]:
    """What whoever sent a form was told of it."""
    reply = played.reply
    match reply:
        case Returned():
            barred = any(one.fault.refuses for one in _own(played) or reply.problems)
            yield "reject_form" if barred else "return_for_completion"
        case Asked(missing=()):
            yield "route_for_approval"
        case Asked():
            yield "return_for_completion"
        case Proposed(filing) if filing.state is LifeState.AWAITING_APPROVAL:
            yield "route_for_approval"
        case Proposed():
            yield "accept_form"


def reasons_of(played: Played) -> Iterator[str]:
    """What the sender reads; where the clause says something of it, only that."""
    reply = played.reply
    if isinstance(reply, Returned):
        yield from (wrong([one]) for one in _own(played) or reply.problems)


def _own(played: Played) -> tuple[Problem, ...]:
    """What the scenario's own clause finds wrong."""
    reply, clause_id = played.reply, played.plan.scenario.clause_id
    problems = reply.problems if isinstance(reply, Returned) else ()
    return tuple(one for one in problems if one.clause_id == clause_id)


def _missing(played: Played, _wanted: object) -> object:
    reply = played.reply
    if isinstance(reply, Asked):
        return list(reply.missing)
    return [one.field for one in _own(played) if one.fault is Fault.MISSING]


def _state(played: Played, _wanted: object) -> object:
    """As the register has it."""
    reply = played.reply
    where = reply.filing.group_id if isinstance(reply, Proposed) else played.group.group_id
    filing = played.stage.register.filing(where)
    return None if filing is None else filing.state.value


def _admin(played: Played, wanted: object) -> object:
    """Who administers the new group as its sender reads it, the company left out."""
    reply = played.reply
    shown = reply.administrators if isinstance(reply, Proposed) else ()
    return wanted if any(who.endswith(str(wanted)) for who in shown) else list(shown)


THEN: Mapping[str, tuple[str, Callable[[Played, Any], Any]]] = {
    "missing": ("本条要求而表里没有的栏目", _missing),
    "state": ("登记里的状态", _state),
    "admin": ("申请人读到的管理员：人，或不指名时的职务", _admin),
}
