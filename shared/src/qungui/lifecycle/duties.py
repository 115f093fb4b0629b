"""Duties that come again: when they are asked for, and what stands of each. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from qungui.calendars.spans import after
from qungui.lifecycle.law import GroupLaw, Recurring
from qungui.model.filing import Checklist, Filing

_A_LITTLE = timedelta(hours=1)  # one morning's schedule may come a little before the last one's


def come_again(filing: Filing, law: GroupLaw, now: datetime) -> Iterator[Recurring]:
    """What is to be asked for now."""
    for one in law.recurring:
        last = filing.duties.get(one.clause_id)
        every = one.duty.every
        if every is None:
            continue
        if last is None or after(last.asked_at, every, law.calendar) <= now + _A_LITTLE:
            yield one


def is_open(filing: Filing, one: Recurring) -> bool:
    """Whether it was asked for, and nobody said that it was done."""
    last = filing.duties.get(one.clause_id)
    return last is not None and last.done_at is None


def asked_for(filing: Filing, duties: Iterable[Recurring], at: datetime) -> Filing:
    anew = {one.clause_id: Checklist(asked_at=at) for one in duties}
    return replace(filing, duties={**filing.duties, **anew})


def done(filing: Filing, duties: Iterable[Recurring], at: datetime) -> Filing:
    ticked = {one.clause_id: replace(filing.duties[one.clause_id], done_at=at) for one in duties}
    return replace(filing, duties={**filing.duties, **ticked})
