"""The rules that a rulebook can call. A rule exists when RULE_BOOK lists it."""

from collections.abc import Mapping
from types import MappingProxyType

from qungui.rules import (
    advertising,
    flooding,
    images,
    incitement,
    insult,
    interruption,
    length_limit,
    off_topic,
    political,
    quiet_hours,
)
from qungui.rules.rule import RuleSpec

RULE_BOOK: Mapping[str, RuleSpec] = MappingProxyType(
    {
        module.SPEC.name: module.SPEC
        for module in (
            advertising,
            flooding,
            images,
            incitement,
            insult,
            interruption,
            length_limit,
            off_topic,
            political,
            quiet_hours,
        )
    }
)
