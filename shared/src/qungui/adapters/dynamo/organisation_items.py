"""Stored shapes of what the organisation chose: for a rulebook, with the trials; and for all."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Self

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.rows import Json, Row
from qungui.model.group import Mode
from qungui.model.organisation import NOTHING_CHOSEN, OrganisationSettings
from qungui.model.own_days import OwnDays
from qungui.model.roster_limits import RosterLimits
from qungui.model.span import Span
from qungui.model.trial import Trial
from qungui.wire import time_from_text, time_to_text

_SILENCE_DAYS = NOTHING_CHOSEN.silence.days
_HANDOVER_DAYS = NOTHING_CHOSEN.handover_before.days
"""Of settings that were kept before these could be chosen."""


class OrganisationItem(DueRow):
    """Due when a trial is to be looked at."""

    version = NumberAttribute()
    modes = Json()
    most = NumberAttribute()
    trial_seconds = NumberAttribute()
    trials = Json()
    silence_days = NumberAttribute(null=True)
    handover_days = NumberAttribute(null=True)
    rosters = Json(null=True)
    approval_template = UnicodeAttribute(null=True)
    own_days = Json(null=True)
    offices = Json(null=True)

    @classmethod
    def of(cls, rulebook: str, settings: OrganisationSettings) -> Self:
        item = cls(
            keys.ORGANISATION,
            keys.organisation_settings(rulebook),
            version=settings.version,
            modes={clause_id: mode.value for clause_id, mode in settings.modes.items()},
            most=settings.most.value,
            trial_seconds=int(settings.trial.total_seconds()),
            trials={name: _trial_to_json(trial) for name, trial in settings.trials.items()},
            silence_days=settings.silence.days,
            handover_days=settings.handover_before.days,
            rosters=asdict(settings.rosters),
            approval_template=settings.approval_template or None,
            own_days=_own_days_to_json(settings.own_days),
            offices={office: list(people) for office, people in settings.offices.items()},
        )
        item.note_due(settings.due, rulebook)
        return item

    def value(self) -> OrganisationSettings:
        return OrganisationSettings(
            version=int(self.version),
            modes={clause_id: Mode(mode) for clause_id, mode in self.modes.items()},
            most=Mode(int(self.most)),
            trial=timedelta(seconds=int(self.trial_seconds)),
            trials={name: _trial_from_json(raw) for name, raw in self.trials.items()},
            silence=_days(self.silence_days, _SILENCE_DAYS),
            handover_before=_days(self.handover_days, _HANDOVER_DAYS),
            rosters=RosterLimits(**(self.rosters or {})),
            approval_template=self.approval_template or "",
            own_days=_own_days_from_json(self.own_days or {}),
            offices={office: tuple(people) for office, people in (self.offices or {}).items()},
        )


class RetentionItem(Row):
    span = UnicodeAttribute()

    @classmethod
    def of(cls, span: Span) -> Self:
        return cls(keys.ORGANISATION, keys.RETENTION, span=str(span))

    def value(self) -> Span:
        return Span.parse(self.span)


def _days(kept: float | None, usual: int) -> timedelta:
    return timedelta(days=usual if kept is None else int(kept))


def _own_days_to_json(own: OwnDays) -> dict[str, list[str]]:
    kinds = {"off": own.off, "working": own.working}
    return {kind: [day.isoformat() for day in sorted(days)] for kind, days in kinds.items()}


def _own_days_from_json(raw: dict[str, list[str]]) -> OwnDays:
    off, working = (frozenset(map(date.fromisoformat, raw.get(k, ()))) for k in ("off", "working"))
    return OwnDays(off, working)


def _trial_to_json(trial: Trial) -> dict[str, Any]:
    return {
        "begins": time_to_text(trial.begins),
        "until": time_to_text(trial.until),
        "asks": trial.asks and time_to_text(trial.asks),
        "clauses": {name: at and time_to_text(at) for name, at in trial.clauses.items()},
    }


def _trial_from_json(raw: dict[str, Any]) -> Trial:
    return Trial(
        begins=time_from_text(raw["begins"]),
        until=time_from_text(raw["until"]),
        asks=raw["asks"] and time_from_text(raw["asks"]),
        clauses={name: at and time_from_text(at) for name, at in raw["clauses"].items()},
    )
