"""What a history leaves behind, as the promises look at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qungui.model.case import Case
from qungui.model.group import Group
from qungui.model.ledger import AuditEntry, AuditTrail, Discipline
from qungui.model.order import Order
from qungui.model.person import Person
from tests.simulation.history import NAMES, History


@dataclass(frozen=True, slots=True)
class File:
    """One member in one group, at the end."""

    where: Group
    who: Person
    kept: Discipline

    def __str__(self) -> str:
        return f"{NAMES[self.who.person_id]} in {self.where.group_id}"

    @property
    def sanctions(self) -> list[Order]:
        """What was ordered against the member, and stands."""
        return [o for o in self.kept.orders if o.stands and o.case_ids and not o.act.is_aftermath]

    def on(self, ladder: str) -> list[Order]:
        return [order for order in self.kept.orders if order.ladder == ladder]


@dataclass(frozen=True, slots=True)
class End:
    """Everything."""

    history: History
    files: Sequence[File]
    trails: Mapping[str, AuditTrail]

    @classmethod
    def of(cls, history: History) -> "End":
        files = [
            File(where, who, history.system.discipline(where, who))
            for where in history.groups
            for who in history.members
        ]
        audit = history.ledger.audit
        trails = {where.group_id: audit.verify_chain(where.group_id) for where in history.groups}
        return cls(history, files, trails)

    @property
    def log(self) -> Iterator[AuditEntry]:
        for trail in self.trails.values():
            yield from trail.entries

    @property
    def sanctions(self) -> Iterator[tuple[File, Order]]:
        for file in self.files:
            for order in file.sanctions:
                yield file, order

    @property
    def cases(self) -> Iterator[tuple[File, Case]]:
        for file in self.files:
            for case in file.kept.cases:
                yield file, case

    def counting(self, who: Person) -> list[Case]:
        """The member's cases in all groups that count."""
        return [case for file, case in self.cases if file.who is who and case.counts]


def of_case(order: Order, case: Case) -> bool:
    """Whether *case* called for *order*, or joined it."""
    return case.case_id in order.case_ids or case.order_id == order.order_id
