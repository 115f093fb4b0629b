"""What names a member in a group goes, or goes on as nobody's."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from qungui.engine.forgetting import is_about, unshown
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


def unshow(ledger: Ledger, group_id: str, shown_to: Iterable[str], person_id: str) -> None:
    """
    The last request that each of *shown_to* had names *person_id* no more.

    Raises:
        TransientError: Another one went out meanwhile.
    """
    for asked in shown_to:
        for order in unshown(ledger.discipline(group_id, asked), person_id):
            _move(ledger, Change(group_id=group_id, person_id=asked, orders=(order,)))


def bury_group_orders(ledger: Ledger, group_id: str, about: str | None, at: datetime) -> None:
    """
    Orders for the group itself that concern *about*, or tell them of something, and lists of
    members that name them; all of them without it.

    Raises:
        TransientError: Somebody moved one of them meanwhile.
    """
    for order in ledger.discipline(group_id, "").orders:
        stone = replace(tombstone(order, "", at), version=order.version)
        concerned = about in {None, order.asked} or is_about(order, about)
        if concerned and stone != order:
            _move(ledger, Change(group_id=group_id, person_id="", orders=(stone,)))


def _move(ledger: Ledger, change: Change) -> None:
    if ledger.commit(change) is not Committed.DONE:
        msg = "an order moved meanwhile"
        raise TransientError(msg)
