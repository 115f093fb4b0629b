"""A member's discipline as tombstones of nobody, item by item: what is written for it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from pynamodb.attributes import NumberAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.ledger_items import MAY_COME_AGAIN, CaseItem, PetitionItem
from qungui.adapters.dynamo.ledger_writes import as_read, at_version
from qungui.adapters.dynamo.order_items import OrderItem
from qungui.adapters.dynamo.rows import Expiry, Row
from qungui.adapters.dynamo.table import ABSENT, Raw
from qungui.adapters.dynamo.writes import Delete, Put, Write
from qungui.model.case import Case
from qungui.model.ledger import Discipline
from qungui.model.tombstone import tombstone

ON_RECORD = (keys.CASES, keys.ORDERS, keys.PETITIONS)
"""What goes on as a tombstone; all else in a member's partition just goes."""


class BuriedItem(Row):
    """
    Where a case was that is nobody's now, so that its message opens it no more.

    Attributes:
        version: One that no case has: whoever read the case before cannot write it back.
        ttl: Once the message cannot come any more.
    """

    version = NumberAttribute()
    ttl = Expiry()

    @classmethod
    def of(cls, case: Case, at: datetime) -> Self:
        pk, sk = keys.member(case.group_id, case.person_id), keys.case(case.at, case.case_id)
        return cls(pk, sk, version=-1, ttl=at + MAY_COME_AGAIN)


def is_buried(raw: Raw) -> bool:
    return raw["sk"]["S"].startswith(keys.CASES) and "case_id" not in raw


def burial(kept: Discipline, nobody: str, at: datetime) -> Iterator[tuple[Write, ...]]:
    """What moves together, each refused where somebody moved it since it was read."""
    pk = keys.place(kept.group_id, kept.person_id)
    for case in kept.cases:
        moved = CaseItem.of(tombstone(case, nobody, at), version=0)
        yield Put(moved, ABSENT), Put(BuriedItem.of(case, at), as_read(case.version))
    for order in kept.orders:
        moved_order = OrderItem.of(tombstone(order, nobody, at), version=0)
        gone = Delete(pk, keys.order(order.order_id), at_version(order.version))
        yield Put(moved_order, ABSENT), gone
    for petition in kept.petitions:
        moved_petition = PetitionItem.of(tombstone(petition, nobody, at), version=1)
        gone = Delete(pk, keys.petition(petition.petition_id), at_version(petition.version))
        yield Put(moved_petition, ABSENT), gone
