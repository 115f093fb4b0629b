"""The rules that a rulebook can call. A rule exists when RULE_BOOK lists it."""

from collections.abc import Mapping
from types import MappingProxyType

from qungui.rules import (
    advertising,
    declared,
    duties,
    flooding,
    images,
    incitement,
    insult,
    interruption,
    length_limit,
    members,
    off_topic,
    political,
    quiet_hours,
)
from qungui.rules.rule import RuleSpec

_MESSAGES = (
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

RULE_BOOK: Mapping[str, RuleSpec] = MappingProxyType(
    {
        spec.name: spec
        for spec in (
            *(module.SPEC for module in _MESSAGES),
            *members.SPECS,
            *duties.SPECS,
            *declared.SPECS,
        )
    }
)
