"""A change of the ledger as the writes of one transaction, and what its refusal means."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.condition import And, Condition
from pynamodb.expressions.operand import Path

from qungui.adapters.chain import Link
from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_items import AuditHeadItem, AuditItem
from qungui.adapters.dynamo.ledger_items import CaseItem, OnRecordItem, PetitionItem, StandingItem
from qungui.adapters.dynamo.order_items import OrderItem
from qungui.adapters.dynamo.rows import Expiry, Row
from qungui.adapters.dynamo.table import ABSENT, PRESENT
from qungui.adapters.dynamo.writes import Cancelled, Put, Update, Write
from qungui.model.act import Act
from qungui.model.anchor import Head
from qungui.model.ledger import Change, Committed, Standing

_CASELESS = {Act.ASK, Act.REVIEW}
"""What is ordered of people who need have no case there."""

_HEAD, _REMOVAL = "head", "removal"
_REMOVALS_KEPT = timedelta(days=2)


class CounterItem(Row):
    """
    A number that only grows.

    Attributes:
        ttl: Removal counters only.
    """

    n = NumberAttribute()
    ttl = Expiry(null=True)


def writes_of(change: Change) -> Iterator[Write]:
    """Everything but the audit log."""
    yield from _cases(change)
    yield from _on_record(change)
    pk = keys.place(change.group_id, change.person_id)
    for standing in change.standings:
        yield _standing(pk, standing)
    for standing in change.company:
        yield _standing(keys.person(change.person_id), standing)
    for petition in change.petitions:
        kept = PetitionItem.of(petition, version=petition.version + 1)
        yield Put(kept, _or_new(petition.version))
    for order in change.new_orders:
        yield Put(OrderItem.of(order, version=order.version), ABSENT)
    for order in change.orders:
        raised = OrderItem.of(order, version=order.version + 1)
        yield Put(raised, at_version(order.version))
    if change.removal is not None:
        yield _removal(change.group_id, *change.removal)
    yield from _clause_counts(change)
    yield from _observed_counts(change)


def log_writes(group_id: str, head: Head, link: Link) -> Iterator[Write]:
    """The next entry, if the log still ends at *head*."""
    at_head = ABSENT if head.number == 0 else AuditHeadItem.digest == head.digest
    yield Put(AuditItem.of(group_id, link), ABSENT, _HEAD)
    yield Put(AuditHeadItem.of(group_id, link.head), at_head, _HEAD)


def meaning_of(cancelled: Cancelled) -> Committed | None:
    """None when only the log's end moved or a transaction was in the way: try again at once."""
    if cancelled.refused - {_HEAD, _REMOVAL}:
        return Committed.CONFLICT
    if _REMOVAL in cancelled.refused:
        return Committed.LIMIT
    return None


def _cases(change: Change) -> Iterator[Put]:
    for case in change.new_cases:
        yield Put(CaseItem.of(case, version=case.version), ABSENT)
    for case in change.cases:
        yield Put(CaseItem.of(case, version=case.version + 1), as_read(case.version))


def _on_record(change: Change) -> Iterator[Put]:
    """
    Of whoever may have nothing there now: who has a case of a message was listed with it, and what
    follows from it is refused once it is gone.
    """
    people = {order.person_id for order in change.new_orders if order.act in _CASELESS} - {""}
    people |= {case.person_id for case in change.new_cases}
    people |= {petition.person_id for petition in change.petitions if petition.version == 0}
    for person_id in sorted(people):
        yield Put(OnRecordItem.of(change.group_id, person_id))


def _standing(pk: str, standing: Standing) -> Put:
    row = StandingItem.of(pk, standing, version=standing.version + 1)
    return Put(row, _or_new(standing.version))


def _or_new(version: int) -> Condition:
    return ABSENT if version == 0 else at_version(version)


def as_read(version: int) -> Condition:
    """A case that was stored before cases had versions has none, which is 0."""
    same = at_version(version)
    return same if version else And(PRESENT, Path("version").does_not_exist() | same)


def at_version(version: int) -> Condition:
    same: Condition = Path("version") == version
    return same


def _removal(group_id: str, hour: str, limit: int) -> Update:
    below = CounterItem.n < limit
    ends = datetime.fromisoformat(hour).replace(tzinfo=UTC) + _REMOVALS_KEPT
    return Update(
        keys.removals(group_id, hour),
        keys.ONLY,
        [CounterItem.n.add(1), CounterItem.ttl.set(ends)],
        below | CounterItem.n.does_not_exist() if limit > 0 else below,
        _REMOVAL,
    )


def _clause_counts(change: Change) -> Iterator[Update]:
    """By the month (UTC) of the message; of the decision where there is no case."""
    at = change.counted_at
    if at is None:
        return
    for clause_id, count in change.clause_counts.items():
        sk = keys.clause_count(clause_id, change.group_id)
        yield Update(keys.month(at), sk, [CounterItem.n.add(count)])


def _observed_counts(change: Change) -> Iterator[Update]:
    for rulebook, edition, clause_id in change.observed:
        sk = keys.clause_count(clause_id, change.group_id)
        yield Update(keys.observed(rulebook, edition), sk, [CounterItem.n.add(1)])
