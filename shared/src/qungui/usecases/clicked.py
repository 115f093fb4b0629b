"""What came of a click on a card, and what the card then says."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Clicked(StrEnum):
    TAKEN = "taken"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    GOES = "goes"
    WAITS_FOR_SECOND = "waits-for-second"
    DECLINED = "declined"
    MET = "met"
    NOT_MET = "not-met"
    WAIVED = "waived"
    GRANTED = "granted"
    LISTED = "listed"  # they were sent all that waits for them; the card stays as it is
    SKIPPED = "skipped"  # a second click, or nothing that waits for one
    OUTDATED = "outdated"  # they were asked again since, by another card
    NOT_NEEDED = "not-needed"  # what was asked for was done after all
    APPEALED = "appealed"  # it waits until the appeal is decided
    WRONG_PERSON = "wrong-person"
    NO_ROLE = "no-role"
    OWN_CASE = "own-case"
    ACTED = "acted"
    AGREED = "agreed"

    @property
    def is_taken(self) -> bool:
        """Whether anything moved."""
        return self in _TAKEN


_TAKEN = frozenset(
    {
        Clicked.TAKEN,
        Clicked.CONFIRMED,
        Clicked.DISMISSED,
        Clicked.GOES,
        Clicked.WAITS_FOR_SECOND,
        Clicked.DECLINED,
        Clicked.MET,
        Clicked.NOT_MET,
        Clicked.WAIVED,
        Clicked.GRANTED,
    }
)

SAID: Mapping[Clicked, str] = MappingProxyType(
    {
        Clicked.TAKEN: "已记录",
        Clicked.CONFIRMED: "已确认成立",
        Clicked.DISMISSED: "已认定不成立",
        Clicked.GOES: "已同意执行",
        Clicked.WAITS_FOR_SECOND: "待第二人同意",
        Clicked.DECLINED: "已决定不执行",
        Clicked.MET: "已确认完成",
        Clicked.NOT_MET: "已记为未完成",
        Clicked.WAIVED: "已免除",
        Clicked.GRANTED: "已支持",
        Clicked.LISTED: "清单已发给您",
        Clicked.SKIPPED: "此前已处理",
        Clicked.OUTDATED: "请点最新卡片",
        Clicked.NOT_NEEDED: "已补做，无需执行",
        Clicked.APPEALED: "申诉中，暂缓",
        Clicked.WRONG_PERSON: "请由群主处理",
        Clicked.NO_ROLE: "无权办理",
        Clicked.OWN_CASE: "本人须回避",
        Clicked.ACTED: "经办人须回避",
        Clicked.AGREED: "请另一人同意",
    }
)
"""What the card says in place of its buttons; at most ten characters."""
