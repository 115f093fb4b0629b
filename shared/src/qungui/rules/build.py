"""From a rulebook's call to a rule with typed parameters."""

from collections.abc import Mapping
from typing import Any

from qungui.model.call import Call, ParameterError, value_of, written
from qungui.rules.rule import RuleSpec


def build(spec: RuleSpec, call: Call, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - spec.kind
    """
    The value of ``spec.kind`` that *call* means; *values* (a group's settings) may replace only
    what is under ``defaults``.

    Raises:
        ParameterError: A key is unknown, missing, not open, or holds a wrong type or number.
    """
    said = written(call, values)
    built = value_of(spec.kind, said)
    for key, (least, greatest) in spec.ranges.items():
        if key in said and not least <= said[key] <= greatest:
            raise ParameterError(key, "range", (str(least), str(greatest)))
    return built
