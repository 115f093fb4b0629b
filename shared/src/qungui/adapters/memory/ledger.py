"""Cases, orders, standings, and what of them is due."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from threading import Lock

from qungui.adapters.memory.audit_log import MemoryAuditLog
from qungui.adapters.plain import plain
from qungui.model.case import Case, CaseRef, case_id_of
from qungui.model.ids import NOBODYS
from qungui.model.item_ref import ItemRef
from qungui.model.ledger import (
    Change,
    Committed,
    Discipline,
    DueItem,
    Standing,
)
from qungui.model.order import Order, OrderRef
from qungui.model.petition import Petition
from qungui.model.tombstone import tombstone
from qungui.model.waiting import Item, Waiting, lapsed_at, ref_of, waits_since

type _Member = tuple[str, str]


class MemoryLedger:
    """
    Implements :class:`qungui.ports.Ledger`, :class:`qungui.ports.DueIndex` and
    :class:`qungui.ports.Worklist`: views of the same items.

    Attributes:
        audit: Where it logs what it changes.
        clause_counts: Breaches by month (``2026-11``), clause and group.
        opened: The cases in the order they were opened: what the table's stream would tell.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._cases: dict[_Member, dict[str, Case]] = {}
        self._orders: dict[_Member, dict[str, Order]] = {}
        self._standings: dict[_Member, dict[tuple[str, str], Standing]] = {}
        self._company: dict[str, dict[tuple[str, str], Standing]] = {}
        self._petitions: dict[_Member, dict[str, Petition]] = {}
        self._recalls: dict[_Member, dict[str, datetime]] = {}
        self._resting: dict[str, datetime] = {}
        self._removals: Counter[tuple[str, str]] = Counter()
        self.audit = MemoryAuditLog()
        self.clause_counts: Counter[tuple[str, str, str]] = Counter()
        self._observed: Counter[tuple[str, str, str, str]] = Counter()
        self.opened: list[Case] = []
        self._buried: set[tuple[_Member, str]] = set()
        self._nobodies = count(1)

    def open_case(self, case: Case) -> bool:
        with self._lock:
            member = (plain(case.group_id), plain(case.person_id))
            cases = self._cases.setdefault(member, {})
            if case.case_id in cases or (member, case.case_id) in self._buried:
                return False
            recalled_at = case.recalled_at or self._recalls.get(member, {}).get(case.case_id)
            cases[case.case_id] = _recalled(case, recalled_at)
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
                petitions=tuple(self._petitions.get(member, {}).values()),
            )

    def company(self, person_id: str) -> tuple[Standing, ...]:
        with self._lock:
            return tuple(self._company.get(plain(person_id), {}).values())

    def on_record(self, person_id: str) -> Sequence[str]:
        with self._lock:
            return sorted(self._on_record(plain(person_id)))

    def _on_record(self, person_id: str) -> set[str]:
        return {
            group_id
            for every in (self._cases, self._orders, self._petitions)
            for (group_id, who), kept in every.items()
            if kept and who == person_id
        }

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

    def bury(self, kept: Discipline, at: datetime) -> bool:
        with self._lock:
            member = _place(kept.group_id, kept.person_id)
            if not self._is_all(kept, member):
                return False
            nobody = (member[0], f"{NOBODYS}{next(self._nobodies)}")
            _bury(self._cases, member, nobody, at)
            _bury(self._orders, member, nobody, at)
            _bury(self._petitions, member, nobody, at)
            self.opened += self._cases.get(nobody, {}).values()
            self._buried |= {(member, case.case_id) for case in kept.cases}
            self._standings.pop(member, None)
            self._recalls.pop(member, None)
            if not self._on_record(kept.person_id):
                self._company.pop(kept.person_id, None)
            return True

    def _is_all(self, kept: Discipline, member: _Member) -> bool:
        """Whether *kept* is what stands there, as it stands."""
        read: Mapping[str, Sequence[Case | Order | Petition]] = {
            "case": kept.cases,
            "order": kept.orders,
            "petition": kept.petitions,
        }
        versions = {
            kind: {item_id: item.version for item_id, item in every.get(member, {}).items()}
            for kind, every in self._kinds.items()
        }
        return versions == {
            kind: {ref_of(item).item_id: item.version for item in items}
            for kind, items in read.items()
        }

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
            cases[case.case_id] = _recalled(case, at)
            return True

    def due(self, now: datetime, limit: int) -> Sequence[DueItem]:
        with self._lock:
            items = [item for item in self._due_items() if item.due <= now]
            return sorted(items, key=lambda item: item.due)[:limit]

    def postpone(self, item: DueItem, until: datetime) -> None:
        with self._lock:
            if item.kind in self._kinds and item in self._due_items():
                self._resting[item.item_id] = until

    def held_removals(self, group_id: str) -> Sequence[OrderRef]:
        with self._lock:
            orders = (order for orders in self._orders.values() for order in orders.values())
            held = (o for o in orders if o.group_id == group_id and o.is_held_by_limit)
            return [order.ref for order in sorted(held, key=lambda order: order.at)]

    def undecided(self, group_id: str) -> Sequence[Waiting]:
        return [each for each in self.undecided_everywhere() if each.ref.group_id == group_id]

    def undecided_everywhere(self) -> Sequence[Waiting]:
        with self._lock:
            found = [Waiting.of(each) for each in self._items() if waits_since(each) is not None]
            return sorted(found, key=lambda each: (each.ref.group_id, each.since))

    def lapsed(self, since: datetime, until: datetime) -> Sequence[ItemRef]:
        with self._lock:
            over = ((lapsed_at(each), ref_of(each)) for each in self._items())
            found = [(at, ref) for at, ref in over if at is not None and since <= at < until]
            return [ref for _, ref in sorted(found, key=lambda each: each[0])]

    def found_wrongly(self, rulebook: str) -> Sequence[CaseRef]:
        with self._lock:
            cases = (case for cases in self._cases.values() for case in cases.values())
            wrong = (case for case in cases if case.rulebook == rulebook and case.must_pass)
            return [case.ref for case in sorted(wrong, key=lambda case: case.at)]

    def money(self, group_id: str, since: datetime, until: datetime) -> Sequence[OrderRef]:
        with self._lock:
            owed = (
                order
                for order in self._items()
                if isinstance(order, Order)
                and (order.group_id, order.is_money_entry) == (group_id, True)
                and since <= order.at < until
            )
            return [order.ref for order in sorted(owed, key=lambda order: order.at)]

    def _items(self) -> Iterator[Item]:
        for kept in self._kinds.values():
            for items in kept.values():
                yield from items.values()

    def _as_read(self, change: Change) -> bool:
        """Whether everything that *change* replaces is still as it was read."""
        member = _place(change.group_id, change.person_id)
        standings = self._standings.get(member, {})
        company = self._company.get(change.person_id, {})
        return (
            all(self._case(case) is None for case in change.new_cases)
            and all(_same(self._case(case), case) for case in change.cases)
            and all(_version(standings, _ladder_of(s)) == s.version for s in change.standings)
            and all(_version(company, _ladder_of(s)) == s.version for s in change.company)
            and all(self._stored(order) is None for order in change.new_orders)
            and all(_same(self._stored(order), order) for order in change.orders)
            and all(self._is_current(petition) for petition in change.petitions)
        )

    def _case(self, case: Case) -> Case | None:
        return self._cases.get((case.group_id, case.person_id), {}).get(case.case_id)

    def _is_current(self, petition: Petition) -> bool:
        place = (petition.group_id, petition.person_id)
        stored = self._petitions.get(place, {}).get(petition.petition_id)
        return petition.version == (0 if stored is None else stored.version)

    def _stored(self, order: Order) -> Order | None:
        return self._orders.get((order.group_id, order.person_id), {}).get(order.order_id)

    def _store(self, change: Change) -> None:
        member = (change.group_id, change.person_id)
        moves: tuple[Item, ...] = (*change.cases, *change.orders, *change.petitions)
        for moved in moves:
            self._resting.pop(ref_of(moved).item_id, None)
        for case in change.new_cases:
            place = (case.group_id, case.person_id)
            self._cases.setdefault(place, {})[case.case_id] = case
        for case in change.cases:
            self._cases[case.group_id, case.person_id][case.case_id] = _raised(case)
        _keep_standings(self._standings.setdefault(member, {}), change.standings)
        if change.company:
            _keep_standings(self._company.setdefault(change.person_id, {}), change.company)
        for petition in change.petitions:
            place = (petition.group_id, petition.person_id)
            self._petitions.setdefault(place, {})[petition.petition_id] = _raised(petition)
        for order in (*change.new_orders, *map(_raised, change.orders)):
            self._orders.setdefault((order.group_id, order.person_id), {})[order.order_id] = order
        self._log(change)

    def _log(self, change: Change) -> None:
        at = change.counted_at
        for clause_id, number in change.clause_counts.items():
            if at is not None:
                self.clause_counts[f"{at:%Y-%m}", clause_id, change.group_id] += number
        for breach in change.observed:
            self._observed[*breach, change.group_id] += 1
        if change.audit is not None:
            self.audit.append(change.group_id, change.audit)

    def _due_items(self) -> Iterator[DueItem]:
        for kind, kept in self._kinds.items():
            for items in kept.values():
                for each in items.values():
                    if each.due is not None:
                        item_id = ref_of(each).item_id
                        yield DueItem(
                            kind=kind,
                            item_id=item_id,
                            group_id=each.group_id,
                            person_id=each.person_id,
                            due=self._resting.get(item_id, each.due),
                        )

    @property
    def _kinds(self) -> Mapping[str, Mapping[_Member, Mapping[str, Item]]]:
        return {"case": self._cases, "order": self._orders, "petition": self._petitions}


def _place(group_id: str, person_id: str) -> _Member:
    """An order for the group itself has no person."""
    return plain(group_id), plain(person_id) if person_id else ""


def _recalled(case: Case, at: datetime | None) -> Case:
    """The first time told stays; whoever read the case before must read it again."""
    if at is None or case.recalled_at is not None:
        return case
    return replace(case, recalled_at=at, version=case.version + 1)


def _bury[V: (Case, Order, Petition)](
    every: dict[_Member, dict[str, V]], member: _Member, nobody: _Member, at: datetime
) -> None:
    gone = every.pop(member, {})
    if gone:
        every[nobody] = {name: tombstone(item, nobody[1], at) for name, item in gone.items()}


def _raised[V: (Case, Order, Petition)](item: V) -> V:
    return replace(item, version=item.version + 1)


def _same(stored: Case | Order | None, read: Case | Order) -> bool:
    return stored is not None and stored.version == read.version


def _keep_standings(kept: dict[tuple[str, str], Standing], standings: Sequence[Standing]) -> None:
    for standing in standings:
        kept[_ladder_of(standing)] = replace(standing, version=standing.version + 1)


def _ladder_of(standing: Standing) -> tuple[str, str]:
    return standing.rulebook, standing.ladder


def _version(standings: dict[tuple[str, str], Standing], ladder: tuple[str, str]) -> int:
    return standings[ladder].version if ladder in standings else 0
