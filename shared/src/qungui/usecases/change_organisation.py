"""The organisation lets a clause do less in all groups, or decides what becomes of its trial."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from qungui.engine.trials import let_act
from qungui.errors import InvalidEventError, TransientError
from qungui.model.group import Mode
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.linked import in_use, standing
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.model.own_days import OwnDays
from qungui.model.publication import Published
from qungui.ports import Clock, Directory, Organisation
from qungui.usecases.change_settings import ALL_CLAUSES, refuse_above

_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """
    What is wanted in all groups under a rulebook.

    Attributes:
        clause_id: Empty for all clauses.
        mode: The most that it does from now on, and for a clause on trial the end of the trial;
            None: as before.
        trial: How long new and changed clauses of further editions only record before anybody
            looks at them; None: as before.
        silence: After so long without a word a group counts as nobody's; None: as before.
        handover_before: So long before somebody's last day it is asked who follows them; None: as
            before.
        rosters: What of ``RosterLimits`` is chosen, by name; the rest as before.
        approval_template: Of the approvals app, empty for none any more; None: as before.
        days_off, working_days: All of its own, beside the announced ones; None: as before.
        by: Who wants it, by person id; empty where nobody was named.
    """

    rulebook: str
    clause_id: str = ""
    mode: Mode | None = None
    trial: timedelta | None = None
    silence: timedelta | None = None
    handover_before: timedelta | None = None
    rosters: Mapping[str, int] = field(default_factory=dict)
    approval_template: str | None = None
    days_off: frozenset[date] | None = None
    working_days: frozenset[date] | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ChangeOrganisation:
    """Safe to repeat: what is so already makes no new version."""

    directory: Directory
    organisation: Organisation
    clock: Clock

    def __call__(self, wish: Choice) -> OrganisationSettings:
        """
        The settings as they are then.

        Raises:
            InvalidEventError: No such rulebook or clause, more than the edition lets it do, or a
                day that is off and worked.
            TransientError: Others kept changing them.
        """
        for _ in range(_ATTEMPTS):
            published, now = self.directory.published(wish.rulebook), self.clock.now()
            stands = standing(published, now)
            if stands is None:
                msg = f"no edition of {wish.rulebook} is published"
                raise InvalidEventError(msg)
            _check(wish, stands, published)
            was = self.organisation.settings(wish.rulebook)
            settings = _ended(_changed(was, wish), wish, published, stands, now)
            if settings == was:
                return was
            settings = replace(settings, version=was.version + 1)
            ended = stands.edition.edition if settings.trials != was.trials else ""
            facts = _facts(wish, settings, ended)
            entry = AuditEntry(
                kind=AuditKind.SETTINGS_CHANGED, at=now, facts=facts, people={"by": wish.by}
            )
            change = OrganisationChange(rulebook=wish.rulebook, settings=settings, audit=entry)
            if self.organisation.commit(change):
                return settings
        msg = "others kept changing the organisation's settings"
        raise TransientError(msg)


def _check(wish: Choice, stands: Published, published: Sequence[Published]) -> None:
    """By the edition that stands, or the first to come that has the clause."""
    if not wish.clause_id:
        return
    editions = (stands.edition, *(one.edition for one in reversed(in_use(published))))
    found = [c for edition in editions for c in edition.clauses if c.clause_id == wish.clause_id]
    if not found:
        msg = f"{wish.rulebook} has no clause {wish.clause_id}"
        raise InvalidEventError(msg)
    refuse_above(found[0].mode, wish.mode, wish.clause_id, "the edition")


def _changed(was: OrganisationSettings, wish: Choice) -> OrganisationSettings:
    now = was if wish.trial is None else replace(was, trial=wish.trial)
    now = now if wish.silence is None else replace(now, silence=wish.silence)
    before = wish.handover_before
    now = now if before is None else replace(now, handover_before=before)
    template = wish.approval_template
    now = now if template is None else replace(now, approval_template=template)
    rosters = replace(was.rosters, **wish.rosters)
    now = replace(now, rosters=rosters, own_days=_own_days(was.own_days, wish))
    if wish.mode is None:
        return now
    if not wish.clause_id:
        return replace(now, most=wish.mode)
    return replace(now, modes={**now.modes, wish.clause_id: wish.mode})


def _own_days(was: OwnDays, wish: Choice) -> OwnDays:
    off = was.off if wish.days_off is None else wish.days_off
    working = was.working if wish.working_days is None else wish.working_days
    if off & working:
        msg = "no day is off and worked"
        raise InvalidEventError(msg)
    return OwnDays(off, working)


def _ended(
    settings: OrganisationSettings,
    wish: Choice,
    published: Sequence[Published],
    stands: Published,
    at: datetime,
) -> OrganisationSettings:
    """A mode that is chosen for a clause on trial in the edition that stands ends its trial."""
    name = stands.edition.edition
    if wish.mode is None or name not in settings.trials:
        return settings
    trials = let_act(settings.trials, published, name, {wish.clause_id}, at)
    return replace(settings, trials=trials)


def _facts(wish: Choice, settings: OrganisationSettings, ended: str) -> dict[str, str]:
    """*ended*: the edition whose trial of the clause this ends; empty for none."""
    return {
        "rulebook": wish.rulebook,
        "clause": wish.clause_id or ALL_CLAUSES,
        "mode": "" if wish.mode is None else wish.mode.name.lower(),
        "trial_days": "" if wish.trial is None else str(wish.trial.days),
        "trial_of": ended,
        "silence_days": "" if wish.silence is None else str(wish.silence.days),
        "handover_days": "" if wish.handover_before is None else str(wish.handover_before.days),
        **{name: str(value) for name, value in wish.rosters.items()},
        "approval_template": wish.approval_template or "",
        **_days(wish),
        "settings": str(settings.version),
    }


def _days(wish: Choice) -> dict[str, str]:
    kinds = {"days_off": wish.days_off, "working_days": wish.working_days}
    return {
        kind: " ".join(map(str, sorted(days))) for kind, days in kinds.items() if days is not None
    }
