"""What pictures may show."""

from dataclasses import dataclass

from qungui.model.attachment import MediaKind
from qungui.model.finding import Abstain, Clear, Facts, Finding
from qungui.model.message import MessageKind
from qungui.rules.rule import RuleSpec

_PICTURES = frozenset({MediaKind.IMAGE, MediaKind.EMOTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Images:
    """Nothing here sees inside a picture, so every picture is an abstention, never innocence."""

    def judge(self, facts: Facts) -> Finding:
        pictures = any(media.kind in _PICTURES for media in facts.message.media)
        if pictures or facts.message.kind is MessageKind.IMAGE:
            return Abstain("没有图片检测服务，无法查看图片内容")
        return Clear()


SPEC = RuleSpec(name="images", topics=("images",), kind=Images)
