"""The procedures that a rulebook can call. A procedure exists when PROCEDURES lists it."""

from collections.abc import Mapping
from types import MappingProxyType

from qungui.procedures import accounts, groups, publishing, roles
from qungui.procedures.procedure import ProcedureSpec

PROCEDURES: Mapping[str, ProcedureSpec] = MappingProxyType(
    {spec.name: spec for module in (groups, roles, publishing, accounts) for spec in module.SPECS}
)
