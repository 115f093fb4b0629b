"""One member filling the screen."""

from dataclasses import dataclass
from datetime import timedelta

from qungui.model.finding import RING_HORIZON, RING_MOST, Clear, Facts, Finding, Hit
from qungui.rules.rule import Needs, RuleSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Flooding:
    """
    More than *max_messages* messages, or more than *max_identical* of the same content, of one
    member within the window; the current message is one of them.

    The window is half-open, (sent_at - window, sent_at], on the platform's clock: deliveries
    arrive late and out of order, so their order says nothing.

    Attributes:
        window_seconds: 0 is no window, and nothing is found. At most 600.
        max_messages: The most that is allowed: one more acts. 0 is no limit. At most 23.
        max_identical: The same for messages of equal content. 0 is no limit.
    """

    window_seconds: int = 0
    max_messages: int = 0
    max_identical: int = 0

    def judge(self, facts: Facts) -> Finding:
        now = facts.sighting
        opens = now.sent_at - timedelta(seconds=self.window_seconds)
        window = {
            seen.mark: seen for seen in (*facts.recent, now) if opens < seen.sent_at <= now.sent_at
        }
        identical = sum(seen.content == now.content for seen in window.values())
        if 0 < self.max_messages < len(window):
            return self._hit(len(window), "条消息", self.max_messages)
        if 0 < self.max_identical < identical:
            return self._hit(identical, "条相同内容", self.max_identical)
        return Clear()

    def _hit(self, count: int, what: str, limit: int) -> Hit:
        return Hit(reason=f"{self.window_seconds} 秒内 {count} {what}，上限 {limit} 条")


def _idle(rule: Flooding) -> bool:
    return rule.window_seconds <= 0 or max(rule.max_messages, rule.max_identical) <= 0


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
    },
    idle=_idle,
)
