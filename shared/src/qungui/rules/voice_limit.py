"""Voice messages: few of them, and none for an instruction."""

from datetime import timedelta

from qungui.model.finding import RING_HORIZON, RING_MOST, Clear, Facts, Finding, Hit, SeenAs
from qungui.model.frozen import frozen
from qungui.model.group import Role
from qungui.model.needs import Needs
from qungui.rules.rule import RuleSpec, in_window


@frozen(kw_only=True)
class VoiceLimit:
    """
    A voice message after more than *max_voice* of one member within the window; or any of a
    leader, where instructions are to be written.

    Attributes:
        window_minutes: 0 is no window. At most 10.
        max_voice: The most that is allowed: one more acts. 0 is no limit. At most 23.
        prefer: What a leader should use instead, e.g. 文字; empty leaves leaders alone.
    """

    window_minutes: int = 0
    max_voice: int = 0
    prefer: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        if facts.sighting.kind is not SeenAs.VOICE:
            return Clear()
        prefer = [each for each in self.prefer if each.strip()]
        if prefer and Role.LEADER in facts.roles:
            return Hit(reason=f"领导以语音发布，工作指令请用{'、'.join(prefer)}")
        window = in_window(facts, timedelta(minutes=self.window_minutes))
        count = sum(seen.kind is SeenAs.VOICE for seen in window)
        if 0 < self.max_voice < count:
            return Hit(reason=f"{self.window_minutes} 分钟内 {count} 条语音，上限 {self.max_voice}")
        return Clear()


SPEC = RuleSpec(
    name="voice-limit",
    topics=("voice-limit",),
    kind=VoiceLimit,
    needs=Needs.MEMBER,
    ranges={
        "window_minutes": (0, int(RING_HORIZON.total_seconds()) // 60),
        "max_voice": (0, RING_MOST - 1),
    },
    idle=lambda rule: not rule.prefer and min(rule.window_minutes, rule.max_voice) <= 0,
)
