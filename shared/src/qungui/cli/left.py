"""What people must do themselves in a group, said once it is linked and with its settings."""

from collections.abc import Iterator, Mapping, Sequence

from qungui.engine.powers import Asked, Left, Way, left_to_people
from qungui.model.act import Act
from qungui.model.group import GroupKind
from qungui.model.rulebook import Edition
from qungui.notices.acts import ACTS

_SHOWN = 3
_SET_UP = {GroupKind.INTERNAL: "存好群机器人（webhook）的密钥", GroupKind.BRIDGE: "接好桥接"}
_ASKED: Mapping[Asked, str] = {
    Asked.OWNER: "本群中由人办理，系统会通知群主",
    Asked.MANAGER: "由公司研究办理，系统会通知管理部门",
    Asked.MEMBER: "要成员自己做到，系统会告知本人并等到期限，存疑的请管理员确认",
    Asked.MEMBER_AND_CLERK: "要成员自己做到，系统只登记，收到与否由管理员确认",
}


def left_in_words(edition: Edition, kind: GroupKind) -> Iterator[str]:
    """A line for each way in which somebody has to act; none where nobody has."""
    left = left_to_people(edition, kind)
    for who, words in _ASKED.items():
        if mine := [each for each in left if each.way is Way.HAND and each.asked is who]:
            yield f"{words}：{_said(mine)}"
    if waiting := [each for each in left if each.way is Way.SET_UP]:
        yield f"{_SET_UP[kind]}之前，也由群主办理：{_said(waiting)}"


def _said(left: Sequence[Left]) -> str:
    return "、".join(f"{_act(each.act)}（{_clauses(each.clause_ids)}）" for each in left)


def _act(act: Act) -> str:
    return "在群里发布通知" if act is Act.SPEAK else ACTS[act]


def _clauses(ids: Sequence[str]) -> str:
    more = f" 等 {len(ids)} 条" if len(ids) > _SHOWN else ""
    return "、".join(ids[:_SHOWN]) + more
