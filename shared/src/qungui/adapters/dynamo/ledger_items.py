"""Stored shapes of cases, orders and standings."""

from datetime import datetime, timedelta
from typing import Any, Self

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.rows import Expiry, Instant, Json, Row
from qungui.model.case import Breach, Case, CaseState
from qungui.model.group import Mode
from qungui.model.ids import Alias
from qungui.model.ledger import Standing
from qungui.model.order import Order, OrderState
from qungui.model.rulebook import Act

_RECALLS_KEPT = timedelta(days=14)


class RecallItem(Row):
    """
    A recall, for a case that is opened after it.

    Attributes:
        ttl: After two weeks: for so long a message may wait among the dead letters.
    """

    at = Instant()
    ttl = Expiry()

    @classmethod
    def of(cls, pk: str, case_id: str, at: datetime) -> Self:
        return cls(pk, keys.recall(case_id), at=at, ttl=at + _RECALLS_KEPT)


class DueRow(Row):
    """An item that stands in the index ``due`` as long as its due instant is set."""

    due_shard = UnicodeAttribute(null=True)
    due_sort = UnicodeAttribute(null=True)

    def note_due(self, due: datetime | None, item_id: str) -> None:
        if due is not None:
            self.due_shard = keys.due_shard(item_id)
            self.due_sort = keys.due_sort(due, item_id)

    @property
    def due(self) -> datetime | None:
        return keys.due_from(self.due_sort) if self.due_sort else None


class CaseItem(DueRow):
    case_id = UnicodeAttribute()
    message_id = UnicodeAttribute()
    sender = UnicodeAttribute()
    at = Instant()
    state = UnicodeAttribute()
    breaches = Json()
    rulebook = UnicodeAttribute()
    edition = UnicodeAttribute()
    settings_version = NumberAttribute()
    recalled_at = Instant(null=True)
    escalated = BooleanAttribute()
    order_id = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, case: Case) -> Self:
        item = cls(
            keys.member(case.group_id, case.person_id),
            keys.case(case.at, case.case_id),
            case_id=case.case_id,
            message_id=case.message_id,
            sender=str(case.sender),
            at=case.at,
            state=case.state.value,
            breaches=[_breach_to_json(breach) for breach in case.breaches],
            rulebook=case.rulebook,
            edition=case.edition,
            settings_version=case.settings_version,
            recalled_at=case.recalled_at,
            escalated=case.escalated,
            order_id=case.order_id or None,
        )
        item.note_due(case.due, case.case_id)
        return item

    def value(self) -> Case:
        group_id, person_id = keys.member_from(self.pk)
        return Case(
            case_id=self.case_id,
            group_id=group_id,
            person_id=person_id,
            message_id=self.message_id,
            sender=Alias.parse(self.sender),
            at=self.at,
            state=CaseState(self.state),
            breaches=tuple(_breach_from_json(raw) for raw in self.breaches),
            rulebook=self.rulebook,
            edition=self.edition,
            settings_version=int(self.settings_version),
            due=self.due,
            recalled_at=self.recalled_at,
            escalated=self.escalated,
            order_id=self.order_id or "",
        )


class OrderItem(DueRow):
    list_key = UnicodeAttribute(null=True)
    list_sort = UnicodeAttribute(null=True)
    order_id = UnicodeAttribute()
    act = UnicodeAttribute()
    rulebook = UnicodeAttribute()
    edition = UnicodeAttribute()
    clause_ids = Json()
    case_ids = Json()
    at = Instant()
    state = UnicodeAttribute()
    ladder = UnicodeAttribute(null=True)
    step = NumberAttribute()
    revision = NumberAttribute()
    attempts = NumberAttribute()
    not_before = Instant(null=True)
    lease_until = Instant(null=True)
    told_at = Instant(null=True)
    noticed = BooleanAttribute()
    counted_hour = UnicodeAttribute(null=True)
    served_at = Instant(null=True)
    why = UnicodeAttribute(null=True)
    version = NumberAttribute()

    @classmethod
    def of(cls, order: Order, *, version: int) -> Self:
        """Stored under *version*, whatever the value says."""
        item = cls(
            keys.member(order.group_id, order.person_id),
            keys.order(order.order_id),
            order_id=order.order_id,
            act=order.act.value,
            rulebook=order.rulebook,
            edition=order.edition,
            clause_ids=list(order.clause_ids),
            case_ids=list(order.case_ids),
            at=order.at,
            state=order.state.value,
            ladder=order.ladder,
            step=order.step,
            revision=order.revision,
            attempts=order.attempts,
            not_before=order.not_before,
            lease_until=order.lease_until,
            told_at=order.told_at,
            noticed=order.noticed,
            counted_hour=order.counted_hour or None,
            served_at=order.served_at,
            why=order.why or None,
            version=version,
        )
        item.note_due(order.due, order.order_id)
        if order.is_held_by_limit:
            item.list_key = keys.held_removals(order.group_id)
            item.list_sort = keys.due_sort(order.at, order.order_id)
        return item

    def value(self) -> Order:
        group_id, person_id = keys.member_from(self.pk)
        return Order(
            order_id=self.order_id,
            group_id=group_id,
            person_id=person_id,
            act=Act(self.act),
            rulebook=self.rulebook,
            edition=self.edition,
            clause_ids=tuple(self.clause_ids),
            case_ids=tuple(self.case_ids),
            at=self.at,
            state=OrderState(self.state),
            ladder=self.ladder,
            step=int(self.step),
            revision=int(self.revision),
            attempts=int(self.attempts),
            not_before=self.not_before,
            lease_until=self.lease_until,
            told_at=self.told_at,
            noticed=self.noticed,
            counted_hour=self.counted_hour or "",
            served_at=self.served_at,
            due=self.due,
            why=self.why or "",
            version=int(self.version),
        )


class StandingItem(Row):
    rulebook = UnicodeAttribute()
    ladder = UnicodeAttribute()
    level = NumberAttribute()
    version = NumberAttribute()

    @classmethod
    def of(cls, pk: str, standing: Standing, *, version: int) -> Self:
        """Stored under *version*, whatever the value says."""
        return cls(
            pk,
            keys.standing(standing.rulebook, standing.ladder),
            rulebook=standing.rulebook,
            ladder=standing.ladder,
            level=standing.level,
            version=version,
        )

    def value(self) -> Standing:
        return Standing(
            rulebook=self.rulebook,
            ladder=self.ladder,
            level=int(self.level),
            version=int(self.version),
        )


def _breach_to_json(breach: Breach) -> dict[str, Any]:
    return {
        "clause": breach.clause_id,
        "topic": breach.topic,
        "automatic": breach.automatic,
        "mode": breach.mode.value,
        "reason": breach.reason,
        "evidence": breach.evidence,
        "score": breach.score,
        "occasion": breach.occasion,
    }


def _breach_from_json(raw: dict[str, Any]) -> Breach:
    return Breach(
        clause_id=raw["clause"],
        topic=raw["topic"],
        automatic=raw["automatic"],
        mode=Mode(raw["mode"]),
        reason=raw["reason"],
        evidence=raw["evidence"],
        score=raw["score"],
        occasion=raw["occasion"],
    )
