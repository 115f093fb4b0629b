"""What regulations call roles; what the platform says of them: its rosters, and its directory."""

from collections.abc import Mapping

from qungui.model.group import Holders, Role
from qungui.model.known_group import KnownGroup

ACTS_AS: Mapping[str, Role] = {
    "群主": Role.OWNER,
    "群管理员": Role.ADMINISTRATOR,
    "管理员": Role.ADMINISTRATOR,
    "管理层成员": Role.ADMINISTRATOR,
    "领导": Role.LEADER,
}
"""The regulations' words for roles that the product acts by; all others are only on file."""


def shown_by(known: KnownGroup | None) -> Holders:
    """What the platform's roster says."""
    if known is None:
        return {}
    owner = () if known.owner is None else (known.owner,)
    said = {Role.OWNER: owner, Role.ADMINISTRATOR: known.administrators}
    return {role: people for role, people in said.items() if people}


def listed_by(known: KnownGroup | None) -> Holders:
    """What the employee directory says of the members: who leads a department is a leader."""
    leaders = () if known is None else known.leaders
    return {Role.LEADER: leaders} if leaders else {}
