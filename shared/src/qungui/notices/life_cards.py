"""The cards by which somebody is asked for their word on a group: a new one, or a later end."""

from qungui.model.filing import Postponement
from qungui.model.outcome import Card
from qungui.notices.life import Life
from qungui.notices.limits import BODY, DESCRIPTION, VALUE, cut
from qungui.notices.on_file import day

AGREE, REFUSE = "agree", "refuse"
PUT_OFF, KEEP_DATE = "put-off", "keep-date"
"""The words of the buttons."""


def asking(life: Life, task_id: str, about: str | None) -> Card:
    """What waits for a word; *about*: the userid of whoever asked for it."""
    asked = life.filing.asked
    return _creation(life, task_id, about) if asked is None else _later(life, asked, task_id, about)


def _creation(life: Life, task_id: str, about: str | None) -> Card:
    filing, number = life.filing, life.number
    reply = f"也可以回复“同意建群 {number}”或“不同意建群 {number} 理由”。"
    return Card(
        task_id=task_id,
        title="申请建群，请您决定",
        description=cut(f"群：{filing.name}", DESCRIPTION),
        body=cut(f"{reply}用途：{filing.purpose or '未写'}", BODY),
        facts=_shown(("类别", filing.kind), ("单位", filing.unit), ("编号", number)),
        about=about,
        buttons=(("同意", AGREE), ("不同意", REFUSE)),
    )


def _later(life: Life, asked: Postponement, task_id: str, about: str | None) -> Card:
    by = "" if life.last_day is None else day(life.last_day)
    number = life.number
    return Card(
        task_id=task_id,
        title="申请延期解散，请您决定",
        description=cut(f"群：{life.filing.name}", DESCRIPTION),
        body=cut(f"也可以回复“同意延期 {number}”或“不同意延期 {number}”。原因：{asked.why}", BODY),
        facts=_shown(("原定最迟", by), ("申请延到", day(asked.until)), ("编号", number)),
        about=about,
        buttons=(("同意延期", PUT_OFF), ("不同意", KEEP_DATE)),
    )


def _shown(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, cut(value, VALUE)) for name, value in facts if value)
