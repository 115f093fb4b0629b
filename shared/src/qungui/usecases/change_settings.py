"""
A group sets anew what its regulation leaves open, or lets a clause do less: on record, and as the
next version of its settings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from qungui.errors import InvalidEventError, TransientError
from qungui.model import group_values
from qungui.model.call import ParameterError
from qungui.model.decision import Decision
from qungui.model.group import Exempt, GroupSettings, Mode
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.linked import Linked
from qungui.model.opened import opened
from qungui.model.organisation import OrganisationSettings
from qungui.model.rulebook import Clause, Edition
from qungui.ports import Clock, Directory
from qungui.rulebook.open_values import check_values
from qungui.usecases.linked_group import linked_group
from qungui.wire import time_to_text

ALL_CLAUSES = "*"
"""What an entry of a log says where a mode was chosen for all clauses."""

_ATTEMPTS = 8
_UNSAID = frozenset({"allowed_words"})  # words, which may be names
_LATE = timedelta(days=7)  # longer than the archive keeps a message that nobody collects


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """
    What is wanted of one clause in one group, or of the group itself.

    Attributes:
        clause_id: Empty for the group itself, and where *mode* is that of all its clauses.
        values: New values of what the clause leaves open, or of the group's own.
        reset: Keys that go back to the edition's own value, or to what is usual.
        mode: How far it acts from now on; None: as before.
        exempt: A member, by person id, whom it does not bind until *until*; None: it binds them
            again.
        why: The reason of an exemption. Stored with it, never logged.
        by: Who wants it, by person id; empty where nobody was named.
    """

    group_id: str
    clause_id: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    reset: tuple[str, ...] = ()
    mode: Mode | None = None
    exempt: str = ""
    until: datetime | None = None
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Safe to repeat: what is so already makes no new version."""

    directory: Directory
    clock: Clock

    def __call__(self, wish: Setting) -> GroupSettings:
        """
        The settings as they are then.

        Raises:
            InvalidEventError: No such group or clause, or more than the edition or the
                organisation lets it do.
            ParameterError: A value is not open, or not what the rule or the group takes.
            TransientError: Others kept changing them.
        """
        for _ in range(_ATTEMPTS):
            linked = linked_group(self.directory, wish.group_id)
            was, moment = linked.settings, self.clock.now()
            now = _exempted(_changed(was, wish), wish, moment)
            _check(wish, now, linked, moment)
            if now == was:
                return was
            now = replace(now, version=was.version + 1)
            entry = AuditEntry(
                kind=AuditKind.SETTINGS_CHANGED,
                at=moment,
                facts=_facts(wish, now.version),
                people={"by": wish.by, "exempt": wish.exempt},
            )
            if self.directory.set_up(wish.group_id, now, entry):
                return now
        msg = "others kept changing the group's settings"
        raise TransientError(msg)


def refuse_above(most: Mode, mode: Mode | None, clause_id: str, who: str) -> None:
    """InvalidEventError where *mode* is more than *who* lets the clause do."""
    if mode is not None and mode > most:
        msg = f"{who} lets {clause_id} go no further than {most.name.lower()}"
        raise InvalidEventError(msg)


def _changed(was: GroupSettings, wish: Setting) -> GroupSettings:
    if not wish.clause_id:
        own = group_values.changed(was, wish.values, wish.reset)
        return own if wish.mode is None else replace(own, most=wish.mode)
    of_clause = {**was.values.get(wish.clause_id, {}), **wish.values}
    kept = {key: value for key, value in of_clause.items() if key not in wish.reset}
    values = {**was.values, wish.clause_id: kept}
    modes = was.modes if wish.mode is None else {**was.modes, wish.clause_id: wish.mode}
    said = {clause_id: each for clause_id, each in values.items() if each}
    return replace(was, values=said, modes=modes)


def _exempted(was: GroupSettings, wish: Setting, moment: datetime) -> GroupSettings:
    """Those that are long over go with it: no message of their time comes any more."""
    if not wish.exempt:
        return was
    others = was.exempt.get(wish.clause_id, {})
    own = {**others, wish.exempt: _granted(others.get(wish.exempt), wish, moment)}
    left = {
        clause_id: {who: each for who, each in people.items() if each and _matters(each, moment)}
        for clause_id, people in {**was.exempt, wish.clause_id: own}.items()
    }
    return replace(was, exempt={clause_id: each for clause_id, each in left.items() if each})


def _granted(was: Exempt | None, wish: Setting, moment: datetime) -> Exempt | None:
    """As it *was* where the same is granted again."""
    if wish.until is None:
        return None
    again = Exempt(until=wish.until, granted=Decision(by=wish.by, at=moment, why=wish.why))
    if was is None or was.granted is None:
        return again
    as_it_was = replace(was, granted=replace(was.granted, at=moment))
    return was if as_it_was == again else again


def _matters(exempt: Exempt, moment: datetime) -> bool:
    """Whether a message of its time may still come."""
    return exempt.until > moment - _LATE


def _check(wish: Setting, now: GroupSettings, linked: Linked, moment: datetime) -> None:
    """By every edition that messages are or will be judged by and that has the clause."""
    if not wish.clause_id:
        return
    found = list(_wherever(linked, wish.clause_id, moment))
    if not found:
        msg = f"{linked.group.rulebook} has no clause {wish.clause_id}"
        raise InvalidEventError(msg)
    _check_mode(wish, found[0][1], linked.organisation)
    if not wish.values and not wish.reset:
        return
    set_before = linked.settings.values.get(wish.clause_id, {})
    named = (*wish.values, *(key for key in wish.reset if key not in set_before))
    for edition, clause in found:
        known = opened(edition, clause)
        for key in named:
            if key not in known:
                raise ParameterError(key, "closed", tuple(known))
        of_clause = now.values.get(wish.clause_id, {})
        # what an earlier edition left open may still be set, and has no place here
        check_values(edition, clause, {key: of_clause[key] for key in of_clause if key in known})


def _wherever(linked: Linked, clause_id: str, moment: datetime) -> Iterator[tuple[Edition, Clause]]:
    begun = linked.edition_at(moment)
    for edition in linked.editions:
        if edition is begun or edition.in_force_from > moment:
            yield from ((edition, each) for each in edition.clauses if each.clause_id == clause_id)


def _check_mode(wish: Setting, clause: Clause, organisation: OrganisationSettings) -> None:
    chosen = min(organisation.most, organisation.modes.get(wish.clause_id, clause.mode))
    refuse_above(clause.mode, wish.mode, wish.clause_id, "the edition")
    refuse_above(chosen, wish.mode, wish.clause_id, "the organisation")


def _facts(wish: Setting, version: int) -> dict[str, str]:
    """
    Keys by name; of a clause a value beside its key only where it is a number: any other may be a
    name.
    """
    said = _number if wish.clause_id else _own
    return {
        "clause": wish.clause_id or ("" if wish.mode is None else ALL_CLAUSES),
        "set": " ".join(
            key if key in _UNSAID else f"{key}{said(value)}" for key, value in wish.values.items()
        ),
        "reset": " ".join(wish.reset),
        "mode": "" if wish.mode is None else wish.mode.name.lower(),
        "until": "" if wish.until is None else time_to_text(wish.until),
        "settings": str(version),
    }


def _number(value: object) -> str:
    return f"={value}" if isinstance(value, (bool, int, float)) else ""


def _own(value: object) -> str:
    """Of a group's own values that are numbers, times and acts."""
    return f"={'+'.join(value) if isinstance(value, list) else value}"
