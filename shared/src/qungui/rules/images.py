"""What pictures may show."""

from dataclasses import dataclass

from qungui.model.attachment import PICTURES
from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind
from qungui.rules.rule import RuleSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Images:
    """
    A picture in which an inspector saw what it may not show; a picture that nobody looked into is
    an abstention, never innocence.

    Attributes:
        labels: What it may not show, in the words of the inspector. Empty: nothing is found.
    """

    labels: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        looks = _looks(facts)
        barred = {label for label in self.labels if label.strip()}
        seen = {label for look in looks if look for label in look.labels & barred}
        if seen:
            return Hit(reason="图片内容疑似：" + "、".join(sorted(seen)), score=0.5)
        if None in looks:
            return Abstain("没有图片检测服务，无法查看图片内容")
        return Clear()


def _looks(facts: Facts) -> list[Inspection | None]:
    """One for every picture; None for one that nobody looked into."""
    media = facts.message.media
    if not media and facts.message.kind is MessageKind.IMAGE:
        return [None]
    return [one.inspection for one in media if one.kind in PICTURES]


SPEC = RuleSpec(name="images", topics=("images",), kind=Images)
