"""What waits for somebody's word: findings, orders, claims, petitions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from qungui.model.case import Case
from qungui.model.order import Order
from qungui.model.petition import Petition, PetitionState


class Subject(StrEnum):
    CASE = "case"
    ORDER = "order"
    PETITION = "petition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """
    Where it stands; look at it anew before anything is done.

    Attributes:
        since: The platform time of a case; when an order or a petition was made.
    """

    subject: Subject
    group_id: str
    person_id: str
    item_id: str
    since: datetime

    @classmethod
    def of(cls, item: Case | Order | Petition) -> Self:
        match item:
            case Case():
                subject, item_id = Subject.CASE, item.case_id
            case Order():
                subject, item_id = Subject.ORDER, item.order_id
            case _:
                subject, item_id = Subject.PETITION, item.petition_id
        return cls(
            subject=subject,
            group_id=item.group_id,
            person_id=item.person_id,
            item_id=item_id,
            since=item.at,
        )


def waits_since(item: Case | Order | Petition) -> datetime | None:
    """None where nobody has to say anything."""
    match item:
        case Case():
            waits = bool(item.to_review)
        case Order():
            waits = item.awaits_confirmation or item.is_claim
        case _:
            waits = item.state is PetitionState.OPEN
    return item.at if waits else None
