"""A group with the rules it lives under."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from qungui.model.frozen import frozen
from qungui.model.group import Group, GroupSettings
from qungui.model.organisation import NOTHING_CHOSEN, Limits, OrganisationSettings
from qungui.model.publication import Published, Stage
from qungui.model.rulebook import Edition

EDITIONS_KEPT = 4
"""How many editions of a rulebook a message may still be judged by, or is to be judged by soon."""


@frozen
class Linked:
    """
    A group under its rulebook, as of now.

    Attributes:
        editions: The latest to come into force first; at most ``EDITIONS_KEPT``.
        organisation: What was chosen for all groups under the rulebook.
    """

    group: Group
    settings: GroupSettings
    editions: tuple[Edition, ...]
    organisation: OrganisationSettings = NOTHING_CHOSEN

    @property
    def timezone(self) -> str:
        """IANA name, of the latest edition."""
        return self.editions[0].timezone

    def edition_at(self, moment: datetime) -> Edition | None:
        """The edition that a message of *moment* is judged by; None before the rules began."""
        if moment < self.group.rules_from:
            return None
        return next((one for one in self.editions if one.in_force_from <= moment), None)

    def limits(self, edition: Edition, moment: datetime) -> Limits:
        """What holds the clauses of *edition* back for a message of *moment*."""
        trial = self.organisation.trials.get(edition.edition)
        return Limits(self.organisation, frozenset() if trial is None else trial.at(moment))


def in_order(published: Iterable[Published]) -> tuple[Published, ...]:
    """Each edition once, as it stands last, the latest to come into force first."""
    each = {one.edition.edition: one for one in published}.values()
    return tuple(sorted(each, key=_begins, reverse=True))


def in_use(published: Iterable[Published]) -> tuple[Published, ...]:
    """
    Those that messages are judged by, as many as are kept, in the same order. Of several that
    begin together only the last one judges: a correction takes no other edition's place.
    """
    judging = in_order(one for one in published if one.stage is not Stage.DRAFT)
    first = {one.edition.in_force_from: one for one in reversed(judging)}
    return tuple(sorted(first.values(), key=_begins, reverse=True))[:EDITIONS_KEPT]


def standing(published: Iterable[Published], now: datetime) -> Published | None:
    """The edition that messages of *now* are judged by, else the next one; None without any."""
    used = in_use(published)
    return next((one for one in used if one.has_begun(now)), used[-1] if used else None)


def _begins(one: Published) -> tuple[datetime, str]:
    return one.edition.in_force_from, one.edition.edition


def one_each(moment: datetime, rulebooks: Iterable[Sequence[Edition]]) -> tuple[Edition, ...]:
    """Of each rulebook, its editions the latest first, the one in force; none for one to come."""
    found = (next((e for e in each if e.in_force_from <= moment), None) for each in rulebooks)
    return tuple(edition for edition in found if edition is not None)
