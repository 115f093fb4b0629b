"""What an organisation chooses for all its groups under a rulebook."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta

from qungui.model.frozen import frozen
from qungui.model.group import Mode
from qungui.model.ledger import AuditEntry
from qungui.model.own_days import NO_OWN_DAYS, OwnDays
from qungui.model.roster_limits import USUAL, RosterLimits
from qungui.model.span import Span, Unit
from qungui.model.trial import Trial


@frozen(kw_only=True)
class OrganisationSettings:
    """
    Versioned, one for each rulebook.

    Attributes:
        modes: The mode per clause id; missing means the edition's own.
        most: The most that any clause does.
        trial: How long new and changed clauses of a further edition only record before anybody
            looks at them; zero for not at all.
        trials: By edition, of those that messages are judged by and that have one.
        silence: After so long without a word a group counts as nobody's; asked about, not ended.
        handover_before: So long before the last day of somebody who runs a group it is asked who
            follows them.
        rosters: What is believed of a roster, and how often its findings are told.
        approval_template: Id of the template in the approvals app (审批) by which groups are asked
            for; empty where there is none.
        own_days: Its days off and working days beside what the state announces.
        offices: Person ids of those who hold an office or lead a department, by the name that the
            regulation has for it, e.g. 行政管理部.
    """

    version: int = 0
    modes: Mapping[str, Mode] = field(default_factory=dict)
    most: Mode = Mode.ENFORCE
    trial: timedelta = timedelta(days=7)
    trials: Mapping[str, Trial] = field(default_factory=dict)
    silence: timedelta = timedelta(days=90)
    handover_before: timedelta = timedelta(days=7)
    rosters: RosterLimits = USUAL
    approval_template: str = ""
    own_days: OwnDays = NO_OWN_DAYS
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def due(self) -> datetime | None:
        """When a trial is to be looked at; None where none is."""
        asks = [trial.asks for trial in self.trials.values() if trial.asks is not None]
        return min(asks, default=None)


RETENTION = Span(24, Unit.MONTH)
"""How long what is on record of a group is kept after its end, unless the organisation says so."""

NOTHING_CHOSEN = OrganisationSettings()


@frozen
class Limits:
    """
    What holds the clauses of an edition back in all groups alike.

    Attributes:
        on_trial: Ids of the clauses that only record for now.
    """

    organisation: OrganisationSettings = NOTHING_CHOSEN
    on_trial: frozenset[str] = frozenset()


NO_LIMITS = Limits()


@frozen(kw_only=True)
class OrganisationChange:
    """
    What moves together or not at all.

    Attributes:
        settings: The next version; refused when others changed them.
        audit: For the organisation's log; None for what is no decision.
    """

    rulebook: str
    settings: OrganisationSettings
    audit: AuditEntry | None = None
