"""What people read of duties that come again."""

from collections.abc import Sequence

from qungui.model.filing import Filing
from qungui.notices.limits import cut

_NAME, _WHAT, _MOST = 16, 24, 15


def line(filing: Filing, number: str, clause_id: str, duties: Sequence[str]) -> str:
    """What one clause asks for in one group, in its own words."""
    what = "、".join(duties) or "履行职责"
    return f"{number} {cut(filing.name, _NAME)}：{cut(what, _WHAT)}（{clause_id}）"


def asked(lines: Sequence[str]) -> str:
    """To whoever has them."""
    reply = "办完请回复“职责办完 编号”，没有回复的会列出。"
    return "\n".join(("【职责清单】请核对并办理：", *_some(lines), reply))


def ticked(filing: Filing) -> str:
    """To whoever said that it was done."""
    return f"“{cut(filing.name, _NAME)}”的职责记为已办"


def undone(lines: Sequence[str]) -> str:
    """To those above: what nobody said was done."""
    return "\n".join(("【职责未办】上次请办的，没有人回复已办完：", *_some(lines)))


def _some(lines: Sequence[str]) -> tuple[str, ...]:
    left = len(lines) - _MOST
    return (*lines[:_MOST], *((f"……另有 {left} 项",) if left > 0 else ()))
