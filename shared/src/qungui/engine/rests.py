"""When a group rests, by all the clauses under which it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from qungui.calendars.calendar import Calendar
from qungui.engine.conditions import may_apply
from qungui.engine.modes import mode_in_use
from qungui.model.call import ParameterError
from qungui.model.group import Mode
from qungui.model.linked import Linked
from qungui.model.rest import Rest
from qungui.model.rulebook import Clause, Disposition
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.rules.quiet_hours import QuietHours

_RULE = "quiet-hours"
_JUDGED = {Disposition.AUTOMATIC, Disposition.ASSISTED}


@dataclass(frozen=True, slots=True)
class Resting:
    """A clause under which a group rests, with its rule and its mode in use."""

    clause: Clause
    rule: QuietHours
    mode: Mode


def resting(linked: Linked, moment: datetime) -> Iterator[Resting]:
    """By the edition of *moment*; none before the rules began, or where a clause is off."""
    edition = linked.edition_at(moment)
    if edition is None:
        return
    limits = linked.limits(edition, moment)
    for clause in edition.clauses:
        rules = tuple(_rules(linked, clause)) if clause.disposition in _JUDGED else ()
        mode = mode_in_use(clause, linked.settings, limits) if rules else Mode.OFF
        if mode is not Mode.OFF:
            yield from (Resting(clause, rule, mode) for rule in rules)


def next_rest(linked: Linked, since: datetime) -> Rest | None:
    """The first that is not over at *since*; None where none ever comes."""
    calendar = Calendar.of(linked.timezone, linked.organisation.own_days)
    rests = (_next(linked, each, since, calendar) for each in resting(linked, since))
    return min((rest for rest in rests if rest is not None), key=_opens, default=None)


def _rules(linked: Linked, clause: Clause) -> Iterator[QuietHours]:
    """One that cannot be built crashes where messages are judged, and is told of there."""
    chosen = linked.settings.values.get(clause.clause_id, {})
    for call in clause.rules:
        if call.name == _RULE:
            own = {key: value for key, value in chosen.items() if key in call.defaults}
            try:
                yield build(RULE_BOOK[_RULE], call, own)
            except ParameterError:
                continue


def _next(linked: Linked, each: Resting, since: datetime, calendar: Calendar) -> Rest | None:
    """Nights on which the clause binds nobody here are passed over."""
    group = linked.group
    for night in each.rule.window(calendar).nights(since):
        if may_apply(each.clause, group, night.opens, calendar):
            return Rest(
                group_id=group.group_id,
                clause_id=each.clause.clause_id,
                day=night.day,
                opens=night.opens,
                closes=night.closes,
            )
    return None


def _opens(rest: Rest) -> datetime:
    return rest.opens
