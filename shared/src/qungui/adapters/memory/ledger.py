"""Cases, orders, standings, the audit log, and what of them is due."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from threading import Lock

from qungui.adapters.chain import Head, Link, followed, genesis, linked
from qungui.adapters.plain import plain
from qungui.model.case import Case, case_id_of
from qungui.model.ledger import (
    AuditEntry,
    AuditTrail,
    Change,
    Committed,
    Discipline,
    DueItem,
    Standing,
)
from qungui.model.order import Order, OrderRef

type _Member = tuple[str, str]


class MemoryLedger:
    """
    Implements :class:`qungui.ports.Ledger`, :class:`qungui.ports.AuditLog`,
    :class:`qungui.ports.DueIndex` and :class:`qungui.ports.Worklist`: views of the same items.

    Attributes:
        logs: Each group's audit log; a test may tamper with it.
        clause_counts: Breaches by month (``2026-11``), clause and group.
        opened: The cases in the order they were opened: what the table's stream would tell.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._cases: dict[_Member, dict[str, Case]] = {}
        self._orders: dict[_Member, dict[str, Order]] = {}
        self._standings: dict[_Member, dict[tuple[str, str], Standing]] = {}
        self._recalls: dict[_Member, dict[str, datetime]] = {}
        self._removals: Counter[tuple[str, str]] = Counter()
        self._heads: dict[str, Head] = {}
        self.logs = dict[str, list[Link]]()
        self.clause_counts: Counter[tuple[str, str, str]] = Counter()
        self._observed: Counter[tuple[str, str, str, str]] = Counter()
        self.opened: list[Case] = []

    def open_case(self, case: Case) -> bool:
        with self._lock:
            member = (plain(case.group_id), plain(case.person_id))
            cases = self._cases.setdefault(member, {})
            if case.case_id in cases:
                return False
            recalled_at = case.recalled_at or self._recalls.get(member, {}).get(case.case_id)
            cases[case.case_id] = replace(case, recalled_at=recalled_at)
            self.opened.append(cases[case.case_id])
            return True

    def discipline(self, group_id: str, person_id: str) -> Discipline:
        with self._lock:
            member = _place(group_id, person_id)
            cases = self._cases.get(member, {}).values()
            orders = self._orders.get(member, {}).values()
            return Discipline(
                group_id=group_id,
                person_id=person_id,
                cases=tuple(sorted(cases, key=lambda case: (case.at, case.case_id))),
                orders=tuple(sorted(orders, key=lambda order: order.order_id)),
                standings=tuple(self._standings.get(member, {}).values()),
            )

    def commit(self, change: Change) -> Committed:
        with self._lock:
            if not self._as_read(change):
                return Committed.CONFLICT
            if change.removal is not None:
                hour, limit = change.removal
                if self._removals[change.group_id, hour] >= limit:
                    return Committed.LIMIT
                self._removals[change.group_id, hour] += 1
            self._store(change)
            return Committed.DONE

    def observed(self, rulebook: str, edition: str) -> Mapping[str, Mapping[str, int]]:
        with self._lock:
            found: dict[str, dict[str, int]] = {}
            for (*of, clause_id, group_id), count in self._observed.items():
                if of == [rulebook, edition]:
                    found.setdefault(clause_id, {})[group_id] = count
            return found

    def link_recall(self, group_id: str, person_id: str, message_id: str, at: datetime) -> bool:
        with self._lock:
            member = (plain(group_id), plain(person_id))
            case_id = case_id_of(group_id, message_id)
            self._recalls.setdefault(member, {}).setdefault(case_id, at)
            cases = self._cases.get(member, {})
            case = cases.get(case_id)
            if case is None:
                return False
            cases[case.case_id] = replace(case, recalled_at=case.recalled_at or at)
            return True

    def append(self, group_id: str, entry: AuditEntry) -> None:
        """An entry of a change that is kept elsewhere."""
        with self._lock:
            self._append(group_id, entry)

    def verify_chain(self, group_id: str) -> AuditTrail:
        with self._lock:
            return followed(group_id, self.logs.get(group_id, []), self._heads.get(group_id))

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        with self._lock:
            items = [item for item in self._due_items() if item.due <= now]
            return sorted(items, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        with self._lock:
            member = (item.group_id, item.person_id)
            if item.kind == "case":
                _postpone(self._cases.get(member, {}), item, until)
            else:
                _postpone(self._orders.get(member, {}), item, until)

    def held_removals(self, group_id: str) -> Sequence[OrderRef]:
        with self._lock:
            orders = (order for orders in self._orders.values() for order in orders.values())
            held = (o for o in orders if o.group_id == group_id and o.is_held_by_limit)
            return [order.ref for order in sorted(held, key=lambda order: order.at)]

    def _as_read(self, change: Change) -> bool:
        """Whether everything that *change* replaces is still as it was read."""
        member = _place(change.group_id, change.person_id)
        standings = self._standings.get(member, {})
        return (
            (change.case is None or self._is_open(change.case))
            and all(_version(standings, _ladder_of(s)) == s.version for s in change.standings)
            and all(self._stored(order) is None for order in change.new_orders)
            and all(
                (stored := self._stored(order)) is not None and stored.version == order.version
                for order in change.orders
            )
        )

    def _is_open(self, case: Case) -> bool:
        stored = self._cases.get((case.group_id, case.person_id), {}).get(case.case_id)
        return (
            stored is not None and not stored.escalated and stored.recalled_at == case.recalled_at
        )

    def _stored(self, order: Order) -> Order | None:
        return self._orders.get((order.group_id, order.person_id), {}).get(order.order_id)

    def _store(self, change: Change) -> None:
        member = (change.group_id, change.person_id)
        if change.case is not None:
            self._cases[change.case.group_id, change.case.person_id][change.case.case_id] = (
                change.case
            )
        for standing in change.standings:
            kept = self._standings.setdefault(member, {})
            kept[_ladder_of(standing)] = replace(standing, version=standing.version + 1)
        raised = (replace(order, version=order.version + 1) for order in change.orders)
        for order in (*change.new_orders, *raised):
            self._orders.setdefault((order.group_id, order.person_id), {})[order.order_id] = order
        self._log(change)

    def _log(self, change: Change) -> None:
        about = change.case or change.audit
        for clause_id, count in change.clause_counts.items():
            if about is not None:
                self.clause_counts[f"{about.at:%Y-%m}", clause_id, change.group_id] += count
        for breach in change.observed:
            self._observed[*breach, change.group_id] += 1
        if change.audit is not None:
            self._append(change.group_id, change.audit)

    def _append(self, group_id: str, entry: AuditEntry) -> None:
        link = linked(self._heads.get(group_id) or genesis(group_id), entry)
        self.logs.setdefault(group_id, []).append(link)
        self._heads[group_id] = Head(link.number, link.digest)

    def _due_items(self) -> Iterator[DueItem]:
        for cases in self._cases.values():
            for case in cases.values():
                if case.due is not None:
                    yield _due_item("case", case.case_id, case, case.due)
        for orders in self._orders.values():
            for order in orders.values():
                if order.due is not None:
                    yield _due_item("order", order.order_id, order, order.due)


def _place(group_id: str, person_id: str) -> _Member:
    """An order for the group itself has no person."""
    return plain(group_id), plain(person_id) if person_id else ""


def _due_item(kind: str, item_id: str, of: Case | Order, due: datetime) -> DueItem:
    return DueItem(
        kind=kind, item_id=item_id, group_id=of.group_id, person_id=of.person_id, due=due
    )


def _postpone[V: (Case, Order)](items: dict[str, V], item: DueItem, until: datetime) -> None:
    kept = items.get(item.item_id)
    if kept is not None and kept.due == item.due:
        items[item.item_id] = replace(kept, due=until)


def _ladder_of(standing: Standing) -> tuple[str, str]:
    return standing.rulebook, standing.ladder


def _version(standings: dict[tuple[str, str], Standing], ladder: tuple[str, str]) -> int:
    return standings[ladder].version if ladder in standings else 0
