"""A group with the rules it lives under."""

from dataclasses import dataclass

from qungui.model.group import Group, GroupSettings
from qungui.model.rulebook import Edition


@dataclass(frozen=True, slots=True)
class Linked:
    """A group under its rulebook, as of now."""

    group: Group
    settings: GroupSettings
    edition: Edition
