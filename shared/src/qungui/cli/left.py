"""What people must do themselves in a group, said once it is linked and with its settings."""

from collections.abc import Iterator, Sequence

from qungui.engine.powers import Left, Way, left_to_people
from qungui.model.act import Act
from qungui.model.group import GroupKind
from qungui.model.rulebook import Edition
from qungui.notices.acts import ACTS

_SHOWN = 3
_SET_UP = {GroupKind.INTERNAL: "存好群机器人（webhook）的密钥", GroupKind.BRIDGE: "接好桥接"}


def left_in_words(edition: Edition, kind: GroupKind) -> Iterator[str]:
    """A line for each way in which somebody has to act; none where nobody has."""
    left = left_to_people(edition, kind)
    by_hand = [each for each in left if each.way is Way.HAND]
    if asked := [each for each in by_hand if each.asked]:
        yield f"本群中由人办理，系统会通知群主：{_said(asked)}"
    if held := [each for each in by_hand if not each.asked]:
        yield f"本群中由人办理，只留存待办，不通知人：{_said(held)}"
    if waiting := [each for each in left if each.way is Way.SET_UP]:
        yield f"{_SET_UP[kind]}之前，也由群主办理：{_said(waiting)}"


def _said(left: Sequence[Left]) -> str:
    return "、".join(f"{_act(each.act)}（{_clauses(each.clause_ids)}）" for each in left)


def _act(act: Act) -> str:
    return "在群里发布警告" if act is Act.SPEAK else ACTS[act]


def _clauses(ids: Sequence[str]) -> str:
    more = f" 等 {len(ids)} 条" if len(ids) > _SHOWN else ""
    return "、".join(ids[:_SHOWN]) + more
