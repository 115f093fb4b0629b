"""Cases, orders, standings and the log: what one change moves, it moves in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from itertools import batched
from secrets import token_hex

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_end import appended
from qungui.adapters.dynamo.burial import ON_RECORD, burial, is_buried
from qungui.adapters.dynamo.ledger_items import (
    CaseItem,
    OnRecordItem,
    PetitionItem,
    RecallItem,
    StandingItem,
)
from qungui.adapters.dynamo.ledger_writes import CounterItem, meaning_of, writes_of
from qungui.adapters.dynamo.order_items import OrderItem
from qungui.adapters.dynamo.table import ABSENT, SK, opened
from qungui.adapters.dynamo.writes import Delete, Put, Write
from qungui.errors import TransientError
from qungui.model.case import Case, case_id_of
from qungui.model.ids import NOBODYS
from qungui.model.ledger import Change, Committed, Discipline, Standing
from qungui.model.order import Order
from qungui.model.petition import Petition

_ATTEMPTS = 8
_BURIED_AT_ONCE, _GONE_AT_ONCE = 45, 90  # of the hundred items that one transaction holds


class DynamoLedger:
    """Implements :class:`qungui.ports.Ledger`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def open_case(self, case: Case) -> bool:
        """
        A recall writes its mark and then looks for the case; this writes the case and then looks
        for the mark. So one of two that run at once sees the other.
        """
        # First where to look: no case stands where nobody would.
        self._table.put(OnRecordItem.of(case.group_id, case.person_id))
        opened = self._table.put(CaseItem.of(case, version=case.version), ABSENT)
        pk = keys.member(case.group_id, case.person_id)
        recall = self._table.get(RecallItem, pk, keys.recall(case.case_id))
        if recall is not None:
            self._mark_recalled(pk, keys.case(case.at, case.case_id), recall.at)
        return opened

    def discipline(self, group_id: str, person_id: str) -> Discipline:
        cases = list[Case]()
        orders = list[Order]()
        standings = list[Standing]()
        petitions = list[Petition]()
        # From CASE# on: the activity item of a member sorts before it and is not read. A group's
        # partition holds much else, so there only its orders are.
        wanted = SK >= keys.CASES if person_id else SK.startswith(keys.ORDERS)
        for raw in self._table.query(keys.place(group_id, person_id), wanted):
            sk = raw["sk"]["S"]
            if is_buried(raw):
                continue
            if sk.startswith(keys.CASES):
                cases.append(CaseItem.from_raw_data(raw).value())
            elif sk.startswith(keys.ORDERS):
                orders.append(OrderItem.from_raw_data(raw).value())
            elif sk.startswith(keys.STANDINGS):
                standings.append(StandingItem.from_raw_data(raw).value())
            elif sk.startswith(keys.PETITIONS):
                petitions.append(PetitionItem.from_raw_data(raw).value())
        return Discipline(
            group_id=group_id,
            person_id=person_id,
            cases=tuple(cases),
            orders=tuple(orders),
            standings=tuple(standings),
            petitions=tuple(petitions),
        )

    def company(self, person_id: str) -> tuple[Standing, ...]:
        found = self._table.query(keys.person(person_id), SK.startswith(keys.STANDINGS))
        return tuple(StandingItem.from_raw_data(raw).value() for raw in found)

    def on_record(self, person_id: str) -> list[str]:
        found = self._table.query(keys.person(person_id), SK.startswith(keys.GROUPS))
        return [keys.group_from(raw["sk"]["S"]) for raw in found]

    def commit(self, change: Change) -> Committed:
        writes = tuple(writes_of(change))
        if change.audit is None and len(writes) == 1 and isinstance(writes[0], Put):
            # One item needs no transaction, which would cost twice the units.
            kept = self._table.put(writes[0].row, writes[0].condition)
            return Committed.DONE if kept else Committed.CONFLICT
        for _ in range(_ATTEMPTS):
            log = self._log(change)
            cancelled = self._table.transact((*writes, *log))
            if cancelled is None:
                return Committed.DONE
            meaning = meaning_of(cancelled)
            if meaning is not None:
                return meaning
        msg = "the ledger: others kept moving the same items"
        raise TransientError(msg)

    def bury(self, kept: Discipline, at: datetime) -> bool:
        nobody = f"{NOBODYS}{token_hex(10)}"
        for some in batched(burial(kept, nobody, at), _BURIED_AT_ONCE, strict=False):
            if self._table.transact([write for each in some for write in each]) is not None:
                return False
        pk, member = keys.member(kept.group_id, kept.person_id), keys.person(kept.person_id)
        left = [raw["sk"]["S"] for raw in self._table.query(pk, SK > " ") if not is_buried(raw)]
        if any(sk.startswith(ON_RECORD) for sk in left):
            return False
        gone = [Delete(pk, sk) for sk in left if sk != keys.ACTIVITY]
        if set(self.on_record(kept.person_id)) <= {kept.group_id}:
            company = self._table.query(member, SK.startswith(keys.STANDINGS))
            gone += [Delete(member, raw["sk"]["S"]) for raw in company]
        # Last of all where to look: whoever dies before that looks again.
        gone.append(Delete(member, keys.group(kept.group_id)))
        parts = batched(gone, _GONE_AT_ONCE, strict=False)
        return all(self._table.transact(part) is None for part in parts)

    def observed(self, rulebook: str, edition: str) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for raw in self._table.query(keys.observed(rulebook, edition), SK > " "):
            item = CounterItem.from_raw_data(raw)
            clause_id, group_id = keys.clause_count_from(item.sk)
            found.setdefault(clause_id, {})[group_id] = int(item.n)
        return found

    def link_recall(self, group_id: str, person_id: str, message_id: str, at: datetime) -> bool:
        pk = keys.member(group_id, person_id)
        case_id = case_id_of(group_id, message_id)
        self._table.put(RecallItem.of(pk, case_id, at), ABSENT)
        ending = f"#{case_id}"
        # The case's key holds the message's time, which a recall does not tell.
        for raw in self._table.query(pk, SK.startswith(keys.CASES)):
            sk = raw["sk"]["S"]
            if sk.endswith(ending):
                self._mark_recalled(pk, sk, at)
                return True
        return False

    def _mark_recalled(self, pk: str, sk: str, at: datetime) -> None:
        unmarked = CaseItem.case_id.exists() & CaseItem.recalled_at.does_not_exist()
        # Whoever read the case before must read it again.
        marks = [CaseItem.recalled_at.set(at), CaseItem.version.add(1)]
        self._table.update(pk, sk, marks, unmarked)

    def _log(self, change: Change) -> tuple[Write, ...]:
        if change.audit is None:
            return ()
        return appended(self._table, change.group_id, change.audit)
