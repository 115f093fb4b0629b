"""Chatting in the hours of rest."""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from qungui.calendars.quiet import QuietWindow
from qungui.model.finding import Clear, Facts, Finding, Hit
from qungui.model.group import Role
from qungui.model.message import MessageKind
from qungui.rules.rule import RuleSpec

_MAY_ANNOUNCE = frozenset({Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """
    A message of any kind sent within the window; taking one back is not chatting.

    Attributes:
        from_: Start, inside, in the edition's zone.
        to: End, outside; before *from_* where the window crosses midnight.
        notice_marks: A message of the owner, an administrator or the admin department that
            begins with one of these is a notice or an instruction, not chat.
    """

    from_: time
    to: time
    notice_marks: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        message = facts.message
        if message.kind is MessageKind.RECALL or self._announces(facts):
            return Clear()
        window = QuietWindow(self.from_, self.to, ZoneInfo(facts.timezone))
        night = window.night_of(message.sent_at)
        if night is None:
            return Clear()
        local = message.sent_at.astimezone(window.zone)
        return Hit(
            reason=f"{local:%H:%M} 发言，在 {self.from_:%H:%M} 至 {self.to:%H:%M} 的休息时段内",
            occasion=night.isoformat(),
        )

    def _announces(self, facts: Facts) -> bool:
        marks = tuple(mark for mark in self.notice_marks if mark)
        return bool(facts.roles & _MAY_ANNOUNCE) and facts.message.text.lstrip().startswith(marks)


SPEC = RuleSpec(
    name="quiet-hours",
    topics=("quiet-hours",),
    kind=QuietHours,
    idle=lambda rule: rule.from_ == rule.to,
)
