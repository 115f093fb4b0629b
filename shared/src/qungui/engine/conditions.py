"""Whether a clause applies to a message: its exceptions, and what it is limited to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

from qungui.calendars.calendar import Calendar
from qungui.calendars.quiet import QuietWindow
from qungui.engine import counting
from qungui.model.condition import Condition
from qungui.model.finding import Facts
from qungui.model.group import Group, GroupKind
from qungui.model.ids import Alias
from qungui.model.rulebook import Clause
from qungui.model.tally import Question

_COMPANY = "company"
_WITH_OUTSIDERS = {
    GroupKind.CUSTOMER: True,
    GroupKind.APPCHAT: False,
    GroupKind.INTERNAL: False,
    GroupKind.BRIDGE: None,
}


def applies(clause: Clause, facts: Facts) -> bool | None:
    """None where it cannot be told: the clause abstains then."""
    exempt = _any(clause.unless, clause.clause_id, facts)
    limited = _any(clause.when, clause.clause_id, facts) if clause.when else True
    if exempt is True or limited is False:
        return False
    return None if exempt is None or limited is None else True


def may_apply(clause: Clause, group: Group, moment: datetime, calendar: Calendar) -> bool:
    """Whether it may apply to any message in *group* at *moment*."""
    if any(_before_any_message(each, group, moment, calendar) is True for each in clause.unless):
        return False
    said = [_before_any_message(each, group, moment, calendar) for each in clause.when]
    return not said or True in said or None in said


def questions(clause: Clause, facts: Facts) -> Iterator[Question]:
    """What would tell whether it applies, where earlier messages decide."""
    for condition in (*clause.unless, *clause.when):
        if False not in _parts(condition, facts):
            yield from counting.questions(condition, clause.clause_id, facts)


def _any(conditions: tuple[Condition, ...], clause_id: str, facts: Facts) -> bool | None:
    said = [_all(condition, clause_id, facts) for condition in conditions]
    if True in said:
        return True
    return None if None in said else False


def _all(condition: Condition, clause_id: str, facts: Facts) -> bool | None:
    said = [*_parts(condition, facts), *counting.answers(condition, clause_id, facts)]
    if False in said:
        return False
    return None if None in said else True


def _parts(condition: Condition, facts: Facts) -> Iterator[bool | None]:
    """One answer per thing that the condition names and that the message itself shows."""
    if condition.roles:
        yield _has_role(condition, facts)
    yield from _group(condition, facts.group)
    if condition.marked:
        yield facts.message.text.lstrip().startswith(condition.marked)
    if condition.most_images is not None:
        yield len(facts.message.media) <= condition.most_images
    if condition.accounts:
        yield _writes_from(condition.accounts, facts.message.sender)
    calendar = Calendar.of(facts.timezone, facts.own_days)
    yield from _moment(condition, facts.message.sent_at, calendar)


def _writes_from(registers: tuple[str, ...], sender: Alias) -> bool | None:
    """Staff write from the company's accounts, customers from none; a bridge does not say."""
    if sender.kind == "userid" and _COMPANY in registers:
        return True
    return False if sender.kind == "external" and set(registers) == {_COMPANY} else None


def _has_role(condition: Condition, facts: Facts) -> bool | None:
    """No when the sender has none of them; not to be told where nobody is known to have one."""
    if facts.roles & set(condition.roles):
        return True
    return False if any(map(facts.group.holders_of, condition.roles)) else None


def _before_any_message(
    condition: Condition, group: Group, moment: datetime, calendar: Calendar
) -> bool | None:
    """None where it takes a message to tell."""
    said = [*_group(condition, group), *_moment(condition, moment, calendar)]
    if False in said:
        return False
    rest = replace(condition, kinds=(), outsiders=None, days=(), from_=None, to=None)
    return None if None in said or rest != Condition() else True


def _group(condition: Condition, group: Group) -> Iterator[bool | None]:
    if condition.kinds:
        yield group.filed_as in condition.kinds if group.filed_as else None
    if condition.outsiders is not None:
        present = _WITH_OUTSIDERS[group.kind]
        yield None if present is None else present is condition.outsiders


def _moment(condition: Condition, moment: datetime, calendar: Calendar) -> Iterator[bool]:
    if condition.days:
        yield calendar.is_one_of(moment.astimezone(calendar.zone).date(), condition.days)
    if condition.from_ is not None or condition.to is not None:
        window = QuietWindow(condition.from_ or time(), condition.to or time(), calendar)
        yield window.night_of(moment) is not None
