"""What the platform says of roles: its rosters, and its directory of the staff."""

from qungui.model.group import Holders, Role
from qungui.model.known_group import KnownGroup


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
