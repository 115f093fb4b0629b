"""How many pictures, and when better none."""

from datetime import timedelta

from qungui.model.finding import (
    RING_HORIZON,
    RING_MOST,
    Abstain,
    Clear,
    Facts,
    Finding,
    GroupSighting,
    Hit,
    SeenAs,
)
from qungui.model.frozen import frozen
from qungui.model.needs import Needs
from qungui.rules.rule import RuleSpec, in_window


@frozen(kw_only=True)
class ImageLimit:
    """
    A picture after more than *max_images* of one member within the window, or any picture while
    *active_speakers* other members or more are talking. Pictures among words are not counted.

    Attributes:
        window_minutes: 0 is no window, and nothing is found. At most 10.
        max_images: The most that is allowed: one more acts. 0 is no limit. At most 23.
        active_speakers: From so many on, no picture. 0 is no limit. Abstains where nobody keeps
            what the group says.
    """

    window_minutes: int = 0
    max_images: int = 0
    active_speakers: int = 0

    def judge(self, facts: Facts) -> Finding:
        if facts.sighting.kind is not SeenAs.IMAGE or self.window_minutes <= 0:
            return Clear()
        window = timedelta(minutes=self.window_minutes)
        images = sum(seen.kind is SeenAs.IMAGE for seen in in_window(facts, window))
        if 0 < self.max_images < images:
            reason = f"{self.window_minutes} 分钟内 {images} 张图片，上限 {self.max_images}"
            return Hit(reason=reason)
        if self.active_speakers <= 0:
            return Clear()
        if facts.around is None:
            return Abstain("没有记录全群近况，无法得知是否正在热聊")
        speakers = _speakers(facts, facts.around, window)
        if speakers < self.active_speakers:
            return Clear()
        return Hit(reason=f"{self.window_minutes} 分钟内 {speakers} 人正在聊天，此时发图打断交流")


def _speakers(facts: Facts, around: tuple[GroupSighting, ...], window: timedelta) -> int:
    now = facts.sighting.sent_at
    talking = {each.person for each in around if now - window < each.sent_at <= now}
    return len(talking - {facts.author})


SPEC = RuleSpec(
    name="image-limit",
    topics=("image-limit",),
    kind=ImageLimit,
    needs=Needs.MEMBER,
    ranges={
        "window_minutes": (0, int(RING_HORIZON.total_seconds()) // 60),
        "max_images": (0, RING_MOST - 1),
    },
    looks_back=lambda rule: timedelta(
        minutes=rule.window_minutes if rule.active_speakers > 0 else 0
    ),
    idle=lambda rule: rule.window_minutes <= 0 or max(rule.max_images, rule.active_speakers) <= 0,
)
