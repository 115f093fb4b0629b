"""A group with the rules it lives under."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from qungui.model.group import Group, GroupSettings
from qungui.model.rulebook import Edition

EDITIONS_KEPT = 4
"""How many editions of a rulebook a message may still be judged by, or is to be judged by soon."""


@dataclass(frozen=True, slots=True)
class Linked:
    """
    A group under its rulebook, as of now.

    Attributes:
        editions: The latest to come into force first; at most ``EDITIONS_KEPT``.
    """

    group: Group
    settings: GroupSettings
    editions: tuple[Edition, ...]

    @property
    def timezone(self) -> str:
        """IANA name, of the latest edition."""
        return self.editions[0].timezone

    def edition_at(self, moment: datetime) -> Edition | None:
        """The edition that a message of *moment* is judged by; None before the rules began."""
        if moment < self.group.rules_from:
            return None
        return next((one for one in self.editions if one.in_force_from <= moment), None)


def in_order(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Each once, the latest to come into force first, as many as are kept."""
    each = {edition.edition: edition for edition in editions}.values()
    latest = sorted(each, key=lambda one: (one.in_force_from, one.edition), reverse=True)
    return tuple(latest[:EDITIONS_KEPT])


def one_each(moment: datetime, rulebooks: Iterable[Sequence[Edition]]) -> tuple[Edition, ...]:
    """Of each rulebook, its editions the latest first, the one in force; none for one to come."""
    found = (next((e for e in each if e.in_force_from <= moment), None) for each in rulebooks)
    return tuple(edition for edition in found if edition is not None)
