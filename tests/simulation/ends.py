"""What a history leaves behind, as the promises look at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from qungui.model.case import Case
from qungui.model.group import Group
from qungui.model.ledger import AuditEntry, AuditTrail, Discipline
from qungui.model.message import Message
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.wire import time_from_text
from tests.simulation.company import NAMES
from tests.simulation.history import History


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


@dataclass(frozen=True)
class End:
    """Everything."""

    history: History
    files: Sequence[File]
    trails: Mapping[str, AuditTrail]

    @classmethod
    def of(cls, history: History) -> "End":
        company, audit = history.company, history.ledger.audit
        files = [File(*of, history.system.discipline(*of)) for of in company.memberships]
        trails = {where.group_id: audit.verify_chain(where.group_id) for where in company.groups}
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

    def perhaps_exempt(self, message: Message) -> set[str]:
        """Clauses that perhaps did not bind its writer: it may have been judged later."""
        where = next(w for w in self.history.company.groups if message.group in w.aliases)
        who = next(w for w in self.history.company.members if message.sender in w.aliases)
        return {
            entry.facts["clause"]
            for entry in self._exemptions(where.group_id, who.person_id)
            if message.sent_at < _until(entry)
        }

    def was_exempt(self, case: Case, clause_id: str) -> bool:
        """
        Whether the clause did not bind its writer whenever the message was judged: what is long
        over is forgotten with the next one.
        """
        told = self._exemptions(case.group_id, case.person_id)
        told = [entry for entry in told if entry.facts["clause"] == clause_id]
        before = [entry for entry in told if entry.at < case.at]
        since = [entry for entry in told if entry.at >= case.at]
        ends = min(map(_until, (*before[-1:], *since)), default=case.at)
        over = any(where == case.group_id and e.at > ends for where, e in self._set)
        return bool(before) and case.at < ends and not over

    def _exemptions(self, group_id: str, person_id: str) -> list[AuditEntry]:
        return [
            entry
            for where, entry in self._set
            if where == group_id and entry.people["exempt"] == person_id
        ]

    @property
    def _set(self) -> Sequence[tuple[str, AuditEntry]]:
        return self.history.system.exempted

    def cases_of(self, facts: Mapping[str, str]) -> Iterator[str]:
        """The cases that an entry of the log tells of, by itself or by its orders."""
        if "case" in facts:
            yield facts["case"]
        for order_id in facts.get("order", "").split():
            yield from self._cases_of_order.get(order_id, ())

    @cached_property
    def _cases_of_order(self) -> Mapping[str, Sequence[str]]:
        return {order.order_id: order.case_ids for file in self.files for order in file.kept.orders}

    def counting(self, who: Person) -> list[Case]:
        """The member's cases in all groups that count."""
        return [case for file, case in self.cases if file.who is who and case.counts]


def _until(entry: AuditEntry) -> datetime:
    return time_from_text(entry.facts["until"])


def of_case(order: Order, case: Case) -> bool:
    """Whether *case* called for *order*, or joined it."""
    return case.case_id in order.case_ids or case.order_id == order.order_id
