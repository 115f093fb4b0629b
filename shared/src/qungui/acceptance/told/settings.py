"""What groups set for themselves."""

from collections.abc import Callable, Mapping
from typing import Any

from qungui.acceptance.law import opened_on, settable
from qungui.acceptance.plan import Plan
from qungui.acceptance.scenario import NotCarriedError
from qungui.model.group import Mode

_SWITCHES = {"auto_kick_ads"}
_OWN_WORDS = {"welcome"}


def take_settings(plan: Plan, value: Mapping[str, Any]) -> None:
    """What the clause or its ladder leaves open, the clause's own switch, and nothing else."""
    opened = settable(plan.clause)
    on_ladder = opened_on(plan.edition, plan.scenario.clause_id)
    for key, chosen in value.items():
        if key in _OWN_WORDS:  # a group that has any has switched it on
            plan.modes[plan.scenario.clause_id] = Mode.ENFORCE if chosen else Mode.OFF
        if key in _SWITCHES:
            plan.modes[plan.scenario.clause_id] = Mode.ENFORCE if chosen else Mode.OFF
            continue
        opens = plan.scenario.clause_id if key in opened else on_ladder.get(key)
        if opens is None:
            msg = f"设置项“{key}”在本条没有开放，或还没有对应"
            raise NotCarriedError(msg)
        plan.values.setdefault(opens, {})[key] = chosen or ""


def take_own_rule(_plan: Plan, value: object) -> None:
    if value is not True:
        msg = "自己的规定不允许时，群主不会打开它"
        raise NotCarriedError(msg)


def take_setting(*names: str, plain: object = None) -> Callable[[Plan, Any], None]:
    """
    Sets the first of *names* that a clause leaves open, in all clauses that do.

    A value equal to *plain* is what every group starts with, so it needs no clause that opens it.
    """

    def take(plan: Plan, value: object) -> None:
        taken = False
        for clause in plan.edition.clauses:
            opened = settable(clause)
            name = next((each for each in names if each in opened), None)
            if name is not None:
                plan.values.setdefault(clause.clause_id, {})[name] = value
                taken = True
        if not taken and value != plain:
            msg = f"没有条款开放设置项“{names[0]}”"
            raise NotCarriedError(msg)

    return take


def take_keywords(plan: Plan, value: str) -> None:
    take_setting("keywords")(plan, [value])
