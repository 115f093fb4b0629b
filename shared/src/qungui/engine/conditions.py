"""Whether a clause applies to a message: its exceptions, and what it is limited to."""

from collections.abc import Iterator
from datetime import time

from qungui.calendars.calendar import Calendar
from qungui.calendars.quiet import QuietWindow
from qungui.engine import counting
from qungui.model.condition import Condition
from qungui.model.finding import Facts
from qungui.model.group import GroupKind
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
    if condition.kinds:
        yield facts.group.filed_as in condition.kinds if facts.group.filed_as else None
    if condition.marked:
        yield facts.message.text.lstrip().startswith(condition.marked)
    if condition.most_images is not None:
        yield len(facts.message.media) <= condition.most_images
    if condition.accounts:
        yield _writes_from(condition.accounts, facts.message.sender)
    if condition.outsiders is not None:
        present = _WITH_OUTSIDERS[facts.group.kind]
        yield None if present is None else present is condition.outsiders
    yield from _moment(condition, facts)
    if condition.declared:
        yield None  # nobody keeps what is declared yet


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


def _moment(condition: Condition, facts: Facts) -> Iterator[bool]:
    calendar = Calendar.of(facts.timezone, facts.own_days)
    sent_at = facts.message.sent_at
    if condition.days:
        yield calendar.is_one_of(sent_at.astimezone(calendar.zone).date(), condition.days)
    if condition.from_ is not None or condition.to is not None:
        window = QuietWindow(condition.from_ or time(), condition.to or time(), calendar)
        yield window.night_of(sent_at) is not None
