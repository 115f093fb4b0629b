"""Everything of a member in a group goes on as tombstones, however often others move it."""

from dataclasses import replace
from datetime import datetime

from qungui.errors import TransientError
from qungui.model.ledger import Change, Committed
from qungui.model.tombstone import tombstone
from qungui.ports import Ledger

_ATTEMPTS = 8


def bury(ledger: Ledger, group_id: str, person_id: str, at: datetime) -> None:
    """
    Raises:
        TransientError: Others kept moving the member.
    """
    for _ in range(_ATTEMPTS):
        if ledger.bury(ledger.discipline(group_id, person_id), at):
            return
    msg = "the member's standing kept moving"
    raise TransientError(msg)


def bury_group_orders(ledger: Ledger, group_id: str, about: str | None, at: datetime) -> None:
    """
    Orders for the group itself that concern *about*; all of them without it.

    Raises:
        TransientError: Others kept moving one of them.
    """
    for order in ledger.discipline(group_id, "").orders:
        stone = replace(tombstone(order, "", at), version=order.version)
        if about in {None, order.about} and stone != order:
            change = Change(group_id=group_id, person_id="", orders=(stone,))
            if ledger.commit(change) is not Committed.DONE:
                msg = "an order for the group kept moving"
                raise TransientError(msg)
