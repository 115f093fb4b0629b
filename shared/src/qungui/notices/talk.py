"""What a group and its members read where those who run it stop somebody's talk."""

from qungui.model.group import Group
from qungui.model.rulebook import Clause
from qungui.notices.limits import cut

_TOPIC, _WHY = 40, 120


def topic_ended(topic: str, clause: Clause | None) -> str:
    """To the group; it names nobody."""
    return f"【叫停】该话题已由管理员终止：{cut(topic.strip(), _TOPIC)}。请不要再谈。{_by(clause)}"


def guidance(clause: Clause | None) -> str:
    """To the group, of what somebody wrote that does not belong there; it names nobody."""
    return f"【提醒】刚才有不属于本群的内容，请大家只发与本群有关的。{_by(clause)}"


def to_stop(group: Group, why: str, clause: Clause | None) -> str:
    """To whoever wrote it, one to one."""
    said = f"管理人员说明：{cut(why.strip(), _WHY)}。" if why.strip() else ""
    return f"【请停止】您在“{group.name}”发的内容不属于本群，请不要再发。{said}{_by(clause)}"


def stopped(group: Group) -> str:
    """The answer to whoever asked for it."""
    return f"已在“{group.name}”里说明。"


def _by(clause: Clause | None) -> str:
    return "" if clause is None else f"依据 {clause.clause_id}：{clause.text}"
