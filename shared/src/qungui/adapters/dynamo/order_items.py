"""Stored shape of orders, a member's and a group's own."""

from typing import Self

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.decisions import decision_from_json, decision_to_json
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.rows import Instant, Json
from qungui.model.act import Act
from qungui.model.order import Order, OrderState


class OrderItem(DueRow):
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
    wanted = UnicodeAttribute(null=True)
    about = UnicodeAttribute(null=True)
    ordered_by = UnicodeAttribute(null=True)
    asked = UnicodeAttribute(null=True)
    asked_at = Instant(null=True)
    until = Instant(null=True)
    expires = Instant(null=True)
    chases = NumberAttribute(default=0)
    cny = NumberAttribute(null=True)
    nth = NumberAttribute(default=0)
    lessened = NumberAttribute(default=0)
    back = NumberAttribute(default=0)
    agreed = Json(null=True)
    closed = Json(null=True)
    version = NumberAttribute()

    @classmethod
    def of(cls, order: Order, *, version: int) -> Self:
        """Stored under *version*, whatever the value says."""
        item = cls(
            keys.place(order.group_id, order.person_id),
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
            wanted=order.wanted or None,
            about=order.about or None,
            ordered_by=order.ordered_by or None,
            asked=order.asked or None,
            asked_at=order.asked_at,
            until=order.until,
            expires=order.expires,
            chases=order.chases,
            cny=order.cny,
            nth=order.nth,
            lessened=order.lessened,
            back=order.back,
            agreed=list(order.agreed) or None,
            closed=decision_to_json(order.closed),
            version=version,
        )
        item.note_due(order.due, order.order_id)
        listed = _listed(order)
        if not item.list_waiting(order) and listed is not None:
            item.list_under(listed, order.at, order.order_id)
        return item

    def value(self) -> Order:
        group_id, person_id = keys.place_from(self.pk)
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
            wanted=self.wanted or "",
            about=self.about or "",
            ordered_by=self.ordered_by or "",
            asked=self.asked or "",
            asked_at=self.asked_at,
            until=self.until,
            expires=self.expires,
            chases=int(self.chases),
            cny=_whole(self.cny),
            nth=int(self.nth),
            lessened=int(self.lessened),
            back=int(self.back),
            agreed=tuple(self.agreed or ()),
            closed=decision_from_json(self.closed),
            version=int(self.version),
        )


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _listed(order: Order) -> str | None:
    """Where else people find it; nowhere where it takes its way by itself."""
    if order.is_held_by_limit:
        return keys.held_removals(order.group_id)
    return keys.money(order.group_id) if order.is_money_entry else None
