"""What is told of forms that ask for something in the life of a group."""

from collections.abc import Callable, Mapping
from typing import Any

from qungui.acceptance.law import offices_in
from qungui.acceptance.plan import Plan
from qungui.lifecycle.fields import Field, field_of
from qungui.model.filing import LifeState

_NOT_YET = "none"
_NAMED = {Field.OWNER, Field.ADMINISTRATORS}


def take_state(plan: Plan, value: str) -> None:
    plan.state = None if value == _NOT_YET else LifeState(value)


def take_form(plan: Plan, fields: Mapping[str, str]) -> None:
    """
    Whoever a form names for something is on record, before the name may stand a title; so is
    everybody whose word the life of a group waits for.
    """
    named = (value for word, value in fields.items() if field_of(word) in _NAMED)
    plan.members.extend(value.split()[-1] for value in named if value)
    plan.members.extend(offices_in(plan.edition))


GIVEN: Mapping[str, tuple[str, Callable[[Plan, Any], None]]] = {
    "state": ("群在登记里的状态，由真实的步骤走到；none 即还没有", take_state),
}
