"""When a clause does not apply, or only then, in words for a clerk."""

from collections.abc import Iterator

from qungui.model.condition import Condition, Day, Per
from qungui.model.rulebook import Clause
from qungui.notices.roles import ROLES

_DAYS = {
    Day.MONDAY: "周一",
    Day.TUESDAY: "周二",
    Day.WEDNESDAY: "周三",
    Day.THURSDAY: "周四",
    Day.FRIDAY: "周五",
    Day.SATURDAY: "周六",
    Day.SUNDAY: "周日",
    Day.WORKING_DAY: "工作日",
    Day.DAY_OFF: "休息日",
}
_PER = {Per.DAY: "每天", Per.WEEK: "每周", Per.MONTH: "每月", Per.EVER: "总共"}


def limits(clause: Clause) -> str:
    """Its exceptions and what it is limited to; empty where it always applies."""
    parts = []
    if clause.when:
        parts.append("只在：" + "；或".join(map(_in_words, clause.when)))
    if clause.unless:
        parts.append("除非：" + "；或".join(map(_in_words, clause.unless)))
    return "\n".join(parts)


def _in_words(condition: Condition) -> str:
    return "，".join((*_who(condition), *_moment(condition), *_content(condition)))


def _who(condition: Condition) -> Iterator[str]:
    if condition.roles:
        yield "发言人是" + "、".join(ROLES.get(role, role.value) for role in condition.roles)
    if condition.accounts:
        yield "用的账号属于" + "、".join(condition.accounts)
    if condition.kinds:
        yield "群的种类是" + "、".join(condition.kinds)
    if condition.declared:
        yield "群里已宣布" + "、".join(condition.declared)


def _moment(condition: Condition) -> Iterator[str]:
    if condition.days:
        yield "、".join(_DAYS[day] for day in condition.days)
    if condition.from_ is not None or condition.to is not None:
        opens = f"{condition.from_:%H:%M}" if condition.from_ else "00:00"
        closes = f"{condition.to:%H:%M}" if condition.to else "24:00"
        yield f"{opens} 至 {closes}"


def _content(condition: Condition) -> Iterator[str]:
    if condition.marked:
        yield "消息以" + "、".join(condition.marked) + "开头"
    if condition.most_images is not None:
        yield f"图片不超过 {condition.most_images} 张"
    if condition.times is not None:
        of = "同样内容全群" if condition.same_content else "本人"
        yield f"{of}{_PER[condition.per]}不超过 {condition.times} 次"
    if condition.after_red_packet is not None:
        yield f"此前 {condition.after_red_packet} 内发过红包"
