"""Somebody is told of something that stands elsewhere: an order of the group's own."""

from dataclasses import replace

from qungui.engine.docket import GRACE, Docket
from qungui.model.act import Act
from qungui.model.ledger import AuditKind, Change
from qungui.model.order import Order


def told(
    docket: Docket, order_id: str, *, what: str, about: str, to: str = "", by: str = ""
) -> Change | None:
    """
    Once for each *order_id*: *to* a person, else to whoever manages the group. What they read is
    put together when it goes out, from what stands under the id *about* then. *by*: The clause.
    """
    if docket.discipline.order(order_id) is not None:
        return None
    order = Order(
        order_id=order_id,
        group_id=docket.group.group_id,
        person_id="",
        act=Act.REPORT,
        rulebook=docket.edition.rulebook,
        edition=docket.edition.edition,
        clause_ids=(by,) if by else (),
        case_ids=(),
        at=docket.now,
        wanted=what,
        about=about,
        asked=to,
        due=docket.now + GRACE,
    )
    facts = {"order": order_id, "act": order.act.value, "about": about}
    change = docket.change(docket.entry(AuditKind.GROUP_ORDERED, facts))
    return replace(change, new_orders=(order,))
