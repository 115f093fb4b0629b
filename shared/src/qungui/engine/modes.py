"""How far a clause acts in a group, and which of those who have a say decides it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qungui.model.group import GroupSettings, Mode
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Clause


class Layer(StrEnum):
    """Who has a say, in the order in which they are asked."""

    EDITION = "edition"
    ORGANISATION = "organisation"
    TRIAL = "trial"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A clause's mode in use, and the first of those who let it go no further."""

    mode: Mode
    by: Layer


def resolved(clause: Clause, settings: GroupSettings, limits: Limits = NO_LIMITS) -> Resolved:
    """
    The least that anybody lets the clause do; nobody can raise what another holds down.

    - The edition: its ``mode`` is the most ever. What ``starts`` lower stays there until the
      organisation or the group chooses a mode for the clause.
    - The organisation lowers one clause, or all of them, in every group.
    - A clause on trial records, and does no more.
    - The group lowers one clause, or all, further, and raises one up to what the others allow.
    """
    mode, layer = min(_said(clause, settings, limits), key=lambda said: said[0])
    return Resolved(mode, layer)


def mode_in_use(clause: Clause, settings: GroupSettings, limits: Limits = NO_LIMITS) -> Mode:
    return resolved(clause, settings, limits).mode


def _said(clause: Clause, settings: GroupSettings, limits: Limits) -> Iterator[tuple[Mode, Layer]]:
    name, organisation = clause.clause_id, limits.organisation
    yield clause.mode, Layer.EDITION
    if clause.starts is not None and name not in {**organisation.modes, **settings.modes}:
        yield clause.starts, Layer.EDITION
    yield organisation.most, Layer.ORGANISATION
    yield organisation.modes.get(name, clause.mode), Layer.ORGANISATION
    if name in limits.on_trial:
        yield Mode.OBSERVE, Layer.TRIAL
    yield settings.most, Layer.GROUP
    yield settings.modes.get(name, clause.mode), Layer.GROUP
