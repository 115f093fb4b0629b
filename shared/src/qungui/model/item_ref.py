"""Where something stands that people say their word on."""

from enum import StrEnum
from typing import Self

from qungui.model.frozen import frozen


class Subject(StrEnum):
    CASE = "case"
    ORDER = "order"
    PETITION = "petition"


@frozen
class ItemRef:
    """Written as ``subject#group#person#item``."""

    subject: Subject
    group_id: str
    person_id: str
    item_id: str

    def __str__(self) -> str:
        return f"{self.subject.value}#{self.group_id}#{self.person_id}#{self.item_id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError when *text* is none."""
        subject, group_id, person_id, item_id = text.split("#")
        if not (group_id and person_id and item_id):
            msg = "a part is missing"
            raise ValueError(msg)
        return cls(Subject(subject), group_id, person_id, item_id)
