"""Who holds which role in a group, when several sources have a say."""

from collections.abc import Iterable, Mapping

from qungui.model.group import Role
from qungui.model.known_group import KnownGroup

type Holders = Mapping[Role, tuple[str, ...]]


def holders(sources: Iterable[Holders]) -> Holders:
    """
    By role, who the first source names that names anybody; a role that none names is missing.

    The order is: filing, platform roster, directory, command ``set-role``.
    """
    found: dict[Role, tuple[str, ...]] = {}
    for source in sources:
        for role, people in source.items():
            if people:
                found.setdefault(role, people)
    return found


def shown_by(known: KnownGroup | None) -> Holders:
    """What the platform's roster says."""
    if known is None:
        return {}
    owner = () if known.owner is None else (known.owner,)
    return {Role.OWNER: owner, Role.ADMINISTRATOR: known.administrators}
