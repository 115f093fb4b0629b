"""Bugs that the life of groups could have, each a part that takes the place of a sound one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from qungui.lifecycle.moves import Step
from qungui.model.filing import Filing, LifeState, Notice
from qungui.model.ledger import AuditEntry, Change, Committed, Discipline
from qungui.model.order import Order, OrderState
from tests.simulation.bugs import Behind
from tests.support.system import Parts


class Forgets(Behind):
    """Some of what is to happen by itself is due no more."""

    def __init__(self, port: Any, *, what: Callable[[Filing], bool]) -> None:
        super().__init__(port)
        self._what = what

    def commit(self, filing: Filing, entry: AuditEntry) -> bool:
        due = None if self._what(filing) else filing.due
        return bool(self.port.commit(replace(filing, due=due), entry))


class Overlooks(Behind):
    """What the platform or the directory showed is not written."""

    def __init__(self, port: Any, *, step: Step) -> None:
        super().__init__(port)
        self._step = step

    def commit(self, filing: Filing, entry: AuditEntry) -> bool:
        return entry.facts["step"] == self._step or bool(self.port.commit(filing, entry))


class AnnouncesToNobody(Behind):
    """Whose matter ended counts as announced for the next day."""

    def filing(self, group_id: str) -> Filing | None:
        filing: Filing | None = self.port.filing(group_id)
        if filing is None or filing.state is not LifeState.AWAITING_ANNOUNCEMENT:
            return filing
        assert filing.ending is not None
        tomorrow = (filing.ending.at + timedelta(days=1)).date()
        told = Notice(reason=filing.ending.reason, on=tomorrow, operator="系统", at=filing.since)
        return replace(filing, state=LifeState.ANNOUNCED, notice=told)


class MovesRegardless(Behind):
    """Writes a step whoever has taken another one meanwhile."""

    def commit(self, filing: Filing, entry: AuditEntry) -> bool:
        stored = self.port.filing(filing.group_id)
        version = filing.version if stored is None else stored.version
        return bool(self.port.commit(replace(filing, version=version), entry))


class CountsAnew(Behind):
    """Whoever asks for a number gets the first one."""

    def filing(self, group_id: str) -> Filing | None:
        filing: Filing | None = self.port.filing(group_id)
        return filing and replace(filing, number=filing.number.partition(" ")[0])

    def numbered(self, _number: str) -> None:
        return None

    def commit(self, filing: Filing, entry: AuditEntry) -> bool:
        number = filing.number and f"{filing.number} {filing.group_id}"
        return bool(self.port.commit(replace(filing, number=number), entry))


class OrdersAgain(Behind):
    """Does not know again what a group was ordered once it is carried out, and orders it anew."""

    def discipline(self, group_id: str, person_id: str) -> Discipline:
        kept: Discipline = self.port.discipline(group_id, person_id)
        if person_id:
            return kept
        return replace(kept, orders=tuple(map(_unlike, kept.orders)))

    def commit(self, change: Change) -> Committed:
        done: Committed = self.port.commit(change)
        if done is Committed.DONE or change.person_id or not change.new_orders:
            return done
        again = (replace(each, order_id=f"{each.order_id}again") for each in change.new_orders)
        return Committed(self.port.commit(replace(change, new_orders=tuple(again))))


def _unlike(order: Order) -> Order:
    served = order.state is OrderState.SERVED
    return replace(order, wanted=f"{order.wanted}。") if served else order


class MakesAnother(Behind):
    """A chat that is there already is not the one that was wanted."""

    def make(self, chat_id: str, *of: Any) -> Any:
        made = self.port.made
        return self.port.make(f"{chat_id}-{len(made)}" if chat_id in made else chat_id, *of)


LIFE_BUGS: Mapping[str, Parts] = MappingProxyType(
    {
        "forget what is overdue": Parts(
            register=partial(Forgets, what=lambda filing: filing.state is LifeState.OVERDUE)
        ),
        "forget the announced day": Parts(
            register=partial(Forgets, what=lambda filing: filing.state is LifeState.ANNOUNCED)
        ),
        "forget what is owed": Parts(
            register=partial(Forgets, what=lambda filing: bool(filing.owed))
        ),
        "overlook who left": Parts(register=partial(Overlooks, step=Step.ORPHAN)),
        "overlook what is gone": Parts(register=partial(Overlooks, step=Step.VANISH)),
        "announce to nobody": Parts(register=AnnouncesToNobody),
        "move regardless": Parts(register=MovesRegardless),
        "count anew": Parts(register=CountsAnew),
        "order again": Parts(ledger=OrdersAgain),
        "make another": Parts(maker=MakesAnother),
    }
)
