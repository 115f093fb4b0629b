"""One member filling the screen."""

from datetime import timedelta

from qungui.model.finding import RING_HORIZON, RING_MOST, Clear, Facts, Finding, Hit, SeenAs
from qungui.model.frozen import frozen
from qungui.model.needs import Needs
from qungui.rules.rule import RuleSpec, in_window


@frozen(kw_only=True)
class Flooding:
    """
    More than *max_messages* messages, more than *max_identical* of the same content, or more than
    *max_images* pictures of one member within the window; the current message is one of them.

    Attributes:
        window_seconds: 0 is no window, and nothing is found. At most 600.
        max_messages: The most that is allowed: one more acts. 0 is no limit. At most 23.
        max_identical: The same for messages of equal content. 0 is no limit.
        max_images: The same for pictures; acts on a picture only. 0 is no limit.
    """

    window_seconds: int = 0
    max_messages: int = 0
    max_identical: int = 0
    max_images: int = 0

    def judge(self, facts: Facts) -> Finding:
        now = facts.sighting
        window = in_window(facts, timedelta(seconds=self.window_seconds))
        identical = sum(seen.content == now.content for seen in window)
        if 0 < self.max_messages < len(window):
            return self._hit(len(window), "条消息", self.max_messages)
        if 0 < self.max_identical < identical:
            return self._hit(identical, "条相同内容", self.max_identical)
        images = sum(seen.kind is SeenAs.IMAGE for seen in window)
        if now.kind is SeenAs.IMAGE and 0 < self.max_images < images:
            return self._hit(images, "张图片", self.max_images)
        return Clear()

    def _hit(self, count: int, what: str, limit: int) -> Hit:
        return Hit(reason=f"{self.window_seconds} 秒内 {count} {what}，上限 {limit} {what[0]}")


def _idle(rule: Flooding) -> bool:
    return rule.window_seconds <= 0 or _highest(rule) <= 0


def _highest(rule: Flooding) -> int:
    return max(rule.max_messages, rule.max_identical, rule.max_images)


_LIMITS = (0, RING_MOST - 1)  # one more than the limit must still be remembered

SPEC = RuleSpec(
    name="flooding",
    topics=("flooding",),
    kind=Flooding,
    needs=Needs.MEMBER,
    ranges={
        "window_seconds": (0, int(RING_HORIZON.total_seconds())),
        "max_messages": _LIMITS,
        "max_identical": _LIMITS,
        "max_images": _LIMITS,
    },
    idle=_idle,
)
