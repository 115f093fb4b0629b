"""What a history leaves behind, as the promises look at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from qungui.lifecycle.moves import Step
from qungui.model.case import Case
from qungui.model.filing import Filing
from qungui.model.group import Group
from qungui.model.ledger import AuditEntry, AuditKind, AuditTrail, Discipline
from qungui.model.linked import Linked
from qungui.model.message import Message
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.model.roster import Roster
from qungui.notices.work_orders import GroupFile, to_post
from qungui.wire import time_from_text
from tests.simulation.company import NAMES
from tests.simulation.history import History
from tests.simulation.lives import Lives


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
class Life:
    """
    One group on file, at the end.

    Attributes:
        orders: Of the group itself.
        linked: None where it never was.
        shown: What the platform has of it.
        is_careless: In the end nobody did anything in it any more.
    """

    filing: Filing
    orders: Sequence[Order]
    trail: AuditTrail
    linked: Linked | None
    shown: Sequence[Roster]
    is_careless: bool

    def __str__(self) -> str:
        return f"{self.filing.name} ({self.filing.group_id[:6]})"

    @property
    def moves(self) -> list[AuditEntry]:
        """Every write of it, what was asked for and sent included."""
        return [each for each in self.trail.entries if each.kind is AuditKind.GROUP_MOVED]

    def took(self, step: Step) -> list[AuditEntry]:
        return [entry for entry in self.moves if entry.facts["step"] == step]

    def was_linked_by(self, moment: datetime) -> bool:
        return self.linked is not None and self.linked.group.rules_from <= moment

    def read(self, order: Order) -> str:
        """What the group read of *order*."""
        if self.linked is None:
            return ""
        linked = self.linked
        return to_post(GroupFile(order=order, group=linked.group, timezone=linked.timezone))


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

    @cached_property
    def lives(self) -> Sequence[Life]:
        history = self.history
        if history.lives is None:
            return ()
        register = history.system.live_on.register
        found = (register.filing(each.group_id) for each in register.every())
        return [self._life(filing, history.lives) for filing in found if filing is not None]

    def _life(self, filing: Filing, lives: Lives) -> Life:
        group_id, ledger = filing.group_id, self.history.ledger
        return Life(
            filing=filing,
            orders=self.history.group_orders(group_id),
            trail=ledger.audit.verify_chain(group_id),
            linked=self.history.system.directory.group(group_id),
            shown=[roster for _, roster in self.history.system.shown(group_id)],
            is_careless=group_id in lives.careless,
        )

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
