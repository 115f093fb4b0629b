"""Chatting in the hours of rest."""

from datetime import time

from qungui.calendars.calendar import Calendar
from qungui.calendars.quiet import QuietWindow
from qungui.model.condition import Day
from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.rules.rule import RuleSpec

_MAY_ANNOUNCE = frozenset({Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT})


@frozen(kw_only=True)
class QuietHours:
    """
    A message of any kind sent within the window; taking one back is not chatting.

    Attributes:
        from_: Start, inside, in the edition's zone.
        to: End, outside; before *from_* where the window crosses midnight.
        days: The window begins on these days; none for all of them.
        notice_marks: A message of the owner, an administrator or the admin department that
            begins with one of these is a notice or an instruction, not chat. Where it is not
            known of each of them who that is, such a message of anybody else may be one too.
        announce: Whether the group is told when a window begins.
    """

    from_: time
    to: time
    days: tuple[Day, ...] = ()
    notice_marks: tuple[str, ...] = ()
    announce: bool = True

    def judge(self, facts: Facts) -> Finding:
        message = facts.message
        if message.kind is MessageKind.RECALL:
            return Clear()
        window = self.window(Calendar.of(facts.timezone, facts.own_days))
        night = window.night_of(message.sent_at)
        if night is None:
            return Clear()
        if self._is_marked(message.text):
            if facts.roles & _MAY_ANNOUNCE:
                return Clear()
            if not facts.group.holders.keys() >= _MAY_ANNOUNCE:
                return Abstain("以通知开头，而本群的群主、管理员或管理部门还有身份不明的")
        local = message.sent_at.astimezone(window.calendar.zone)
        return Hit(
            reason=f"{local:%H:%M} 发言，在 {self.from_:%H:%M} 至 {self.to:%H:%M} 的休息时段内",
            occasion=night.isoformat(),
        )

    def window(self, calendar: Calendar) -> QuietWindow:
        return QuietWindow(self.from_, self.to, calendar, self.days)

    def _is_marked(self, text: str) -> bool:
        marks = tuple(mark for mark in self.notice_marks if mark)
        return text.lstrip().startswith(marks)


SPEC = RuleSpec(
    name="quiet-hours",
    topics=("quiet-hours",),
    kind=QuietHours,
    idle=lambda rule: rule.from_ == rule.to,
)
