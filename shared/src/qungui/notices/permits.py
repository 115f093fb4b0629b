"""What the desk answers about who may come, go and be silent, and about the look at a group."""

from collections.abc import Sequence

_NAMED = 5

NOBODY_THERE = "您还不在本系统看得到的群里。"
NOTED_NAME = "已记下您在群里的昵称；平台能看到昵称的群，以群里的为准。"


def checking(group: str) -> str:
    return f"“{group}”：马上核对，结果发给您。"


def no_rules(group: str) -> str:
    return f"“{group}”的规定里没有要核对成员的条款。"


def which_group(example: str, names: Sequence[str]) -> str:
    shown = "、".join(names[:_NAMED])
    more = "等" if len(names) > _NAMED else ""
    return f"您管的群不止一个（{shown}{more}），请写明是哪个群，例如“{example}”。"


def permitted(group: str, name: str, what: str) -> str:
    return f"“{group}”：{name} {what}。"


def full(most: int) -> str:
    return f"群里最多 {most} 人，进不了这么多人。"
