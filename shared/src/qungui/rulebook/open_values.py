"""Whether a group may set a clause to a value: the same building as that of a rulebook."""

from collections.abc import Mapping
from typing import Any

from qungui.model.call import ParameterError, value_of, written
from qungui.model.opened import acts_of
from qungui.model.rulebook import Clause, Edition
from qungui.model.terms import TERMS
from qungui.procedures import PROCEDURES
from qungui.rules import RULE_BOOK
from qungui.rules.build import build


def check_values(edition: Edition, clause: Clause, values: Mapping[str, Any]) -> None:
    """
    *values*: of keys that *clause* leaves open.

    Raises:
        ParameterError: A value is of a wrong type or out of range, or (``idle``) a rule could
            find nothing any more.
    """
    for call in clause.rules:
        spec = RULE_BOOK[call.name]
        said = _among(values, call.defaults)
        if spec.idle(build(spec, call, said)):
            raise ParameterError(" ".join(said), "idle", ())
    if (process := clause.procedure) is not None:
        said = _among(values, process.defaults)
        value_of(PROCEDURES[process.name].kind, written(process, said))
    for act in acts_of(edition, clause):
        value_of(TERMS[act.act], {**act.terms, **_among(values, act.open)})


def _among(values: Mapping[str, Any], keys: Mapping[str, Any] | tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in keys}
