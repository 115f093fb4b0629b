"""All that is on record of one group."""

from collections.abc import Mapping

from qungui.model.case import Case
from qungui.model.filing import Filing, LifeState
from qungui.model.frozen import frozen
from qungui.model.known_group import Member
from qungui.model.ledger import AuditKind, AuditTrail, Discipline
from qungui.model.order import Order
from qungui.model.waiting import waits_since


@frozen(kw_only=True)
class GroupRecord:
    """
    Attributes:
        members: As the platform last showed them, by person id.
        disciplines: Of everybody whom its log names, and of the group itself.
        trail: Its audit log.
    """

    filing: Filing
    members: Mapping[str, Member]
    disciplines: tuple[Discipline, ...]
    trail: AuditTrail

    @property
    def cases(self) -> tuple[Case, ...]:
        """The earliest first."""
        found = (case for each in self.disciplines for case in each.cases)
        return tuple(sorted(found, key=lambda case: (case.at, case.case_id)))

    @property
    def open_cases(self) -> tuple[Case, ...]:
        """Those that somebody must still say a word on."""
        return tuple(case for case in self.cases if waits_since(case) is not None)

    @property
    def open_petitions(self) -> int:
        return sum(
            waits_since(one) is not None for each in self.disciplines for one in each.petitions
        )

    @property
    def own_orders(self) -> tuple[Order, ...]:
        """Of the group itself, the earliest first."""
        found = (order for each in self.disciplines if not each.person_id for order in each.orders)
        return tuple(sorted(found, key=lambda order: order.at))

    @property
    def named(self) -> frozenset[str]:
        """Everybody in it, by person id."""
        log = (who for entry in self.trail.entries for who in entry.people.values())
        with_cases = (each.person_id for each in self.disciplines)
        return frozenset({*self.filing.named, *self.members, *with_cases, *log} - {""})

    @property
    def dissolved_by(self) -> int | None:
        """Number of the log's entry that it was dissolved with; None where it was not."""
        for number, entry in reversed(tuple(enumerate(self.trail.entries, 1))):
            facts = entry.facts
            over = LifeState.DISSOLVED.value
            if entry.kind is AuditKind.GROUP_MOVED and facts["to"] == over != facts["from"]:
                return number
        return None

    def answers_to(self, case: Case) -> tuple[Order, ...]:
        """What was ordered because of a case, the earliest first."""
        orders = (order for each in self.disciplines for order in each.orders)
        found = (order for order in orders if case.case_id in order.case_ids)
        return tuple(sorted(found, key=lambda order: order.at))
