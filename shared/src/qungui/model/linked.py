"""A group with the rules it lives under."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qungui.model.group import Group, GroupSettings
from qungui.model.publication import Published, Stage
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

    def edition_at(self, moment: datetime) -> Edition | None:
        """The edition that a message of *moment* is judged by; None before the rules began."""
        if moment < self.group.rules_from:
            return None
        return next((one for one in self.editions if one.in_force_from <= moment), None)


def in_order(published: Iterable[Published]) -> tuple[Published, ...]:
    """Each edition once, as it stands last, the latest to come into force first."""
    each = {one.edition.edition: one for one in published}.values()
    return tuple(sorted(each, key=_begins, reverse=True))


def in_use(published: Iterable[Published]) -> tuple[Published, ...]:
    """Those that messages are judged by, as many as are kept, in the same order."""
    judging = (one for one in published if one.stage is not Stage.DRAFT)
    return in_order(judging)[:EDITIONS_KEPT]


def _begins(one: Published) -> tuple[datetime, str]:
    return one.edition.in_force_from, one.edition.edition
