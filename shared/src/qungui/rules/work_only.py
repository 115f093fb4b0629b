"""Official business only."""

from datetime import time, timedelta

from qungui.calendars.calendar import Calendar
from qungui.calendars.quiet import QuietWindow
from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.leisure import MISUSE, TALK

_HOUR = timedelta(hours=1)
_OTHER_KINDS = ("交流群", "闲聊", "生活群", "兴趣", "聊天群", "福利群")


@frozen(kw_only=True)
class WorkOnly:
    """
    Private talk, leisure and games, a company's account used for one's own ends, or a long run of
    messages in working hours.

    Attributes:
        group_kind: Only in groups of this kind; one whose name says another kind is left alone.
        working_hours: Only then, the second time outside.
        messages_per_hour: The most that is allowed of one member: one more acts. 0 is no limit.
            Abstains where nobody keeps what the group says.
        words: Further words of the group's own choice.
    """

    group_kind: str = ""
    working_hours: tuple[time, time] | None = None
    messages_per_hour: int = 0
    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        if self.group_kind and any(kind in facts.group.name for kind in _OTHER_KINDS):
            return Clear()
        if not self._is_working_time(facts):
            return Clear()
        span = MISUSE.find(facts.plain) or TALK.find(facts.plain, self.words)
        if span is not None:
            return shown(facts, span, reason="疑似与工作无关", score=0.4)
        return self._by_count(facts)

    def _is_working_time(self, facts: Facts) -> bool:
        if self.working_hours is None:
            return True
        window = QuietWindow(*self.working_hours, Calendar.of(facts.timezone, facts.own_days))
        return window.night_of(facts.message.sent_at) is not None

    def _by_count(self, facts: Facts) -> Finding:
        if self.messages_per_hour <= 0:
            return Clear()
        if facts.around is None:
            return Abstain("没有记录全群近况，无法统计一小时内的消息数")
        now = facts.sighting
        count = 1 + sum(
            seen.person == facts.author and now.sent_at - _HOUR < seen.sent_at <= now.sent_at
            for seen in facts.around
        )
        if count <= self.messages_per_hour:
            return Clear()
        return Hit(reason=f"一小时内 {count} 条消息，上限 {self.messages_per_hour} 条")


SPEC = RuleSpec(
    name="work-only",
    topics=("work-only",),
    kind=WorkOnly,
    looks_back=lambda rule: _HOUR if rule.messages_per_hour > 0 else timedelta(),
)
