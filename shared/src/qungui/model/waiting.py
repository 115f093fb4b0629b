"""What waits for somebody's word: findings, orders, claims, petitions."""

from datetime import datetime
from typing import Self

from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.decision import LAPSED
from qungui.model.frozen import frozen
from qungui.model.item_ref import ItemRef, Subject
from qungui.model.order import Order
from qungui.model.petition import Petition, PetitionState

type Item = Case | Order | Petition

_GRAVE = frozenset({"incitement", "violence", "harassment", "confidentiality"})
"""Topics of which people hear at once."""


@frozen(kw_only=True)
class Waiting:
    """
    Look at it anew before anything is done.

    Attributes:
        since: The platform time of a case; when an order or a petition was made.
        is_grave: People are asked at once.
    """

    ref: ItemRef
    since: datetime
    is_grave: bool = False

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(ref=ref_of(item), since=item.at, is_grave=is_grave(item))


def ref_of(item: Item) -> ItemRef:
    match item:
        case Case():
            subject, item_id = Subject.CASE, item.case_id
        case Order():
            subject, item_id = Subject.ORDER, item.order_id
        case _:
            subject, item_id = Subject.PETITION, item.petition_id
    return ItemRef(subject, item.group_id, item.person_id, item_id)


def waits_since(item: Item) -> datetime | None:
    """None where nobody has to say anything."""
    match item:
        case Case():
            waits = bool(item.to_review)
        case Order():
            waits = item.awaits_confirmation or item.is_claim
        case _:
            waits = item.state is PetitionState.OPEN
    return item.at if waits else None


def is_grave(item: Item) -> bool:
    """A grave topic, or somebody is to be removed: that cannot wait for the next round."""
    match item:
        case Case():
            return any(breach.topic in _GRAVE for breach in item.to_review)
        case Order():
            return item.awaits_confirmation and item.act is Act.REMOVE
        case _:
            return False


def lapsed_at(item: Item) -> datetime | None:
    """When its time was over without a word; None where somebody spoke, or still may."""
    match item:
        case Case(decided=said) | Order(closed=said):
            return said.at if said is not None and said.why == LAPSED else None
        case _:
            return None
