"""What a group's members were to pay in a month, and what people say became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qungui.engine.money import month_of
from qungui.errors import InvalidEventError
from qungui.model.money import Statement
from qungui.model.order import Order
from qungui.ports import Clock, Directory, Ledger, People, Worklist


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMoney:
    """Reads only: each member's entries are looked at where they stand."""

    directory: Directory
    ledger: Ledger
    worklist: Worklist
    people: People
    clock: Clock

    def __call__(self, group_id: str, month: date) -> Statement:
        """
        Raises:
            InvalidEventError: No such group.
        """
        linked = self.directory.group(group_id)
        if linked is None:
            msg = f"no such group: {group_id}"
            raise InvalidEventError(msg)
        since, until = month_of(month, ZoneInfo(linked.timezone))
        entries = sorted(self._entries(group_id, since, until), key=lambda order: order.at)
        return Statement(
            group_id=group_id,
            name=linked.group.name,
            month=month.replace(day=1),
            timezone=linked.timezone,
            at=self.clock.now(),
            entries=tuple(entries),
            names=dict(self._names(entries)),
        )

    def _entries(self, group_id: str, since: datetime, until: datetime) -> Iterator[Order]:
        listed = self.worklist.money(group_id, since, until)
        wanted = {ref.order_id for ref in listed}
        for person_id in dict.fromkeys(ref.person_id for ref in listed):
            for order in self.ledger.discipline(group_id, person_id).orders:
                if order.order_id in wanted and order.is_money_entry:
                    yield order

    def _names(self, entries: list[Order]) -> Iterator[tuple[str, str]]:
        members = {order.person_id for order in entries}
        confirmed = {order.closed.by for order in entries if order.closed is not None}
        for person_id in (members | confirmed) - {""}:
            person = self.people.get(person_id)
            if person is not None and person.userid is not None:
                yield person_id, person.userid
