"""Who is in a group: who may come, go or be silent, and under which name."""

from qungui.desk.spec import MANAGERS, PERSON, SAID, Argument, CommandSpec, Slot, maybe
from qungui.desk.verbs import Verb

ROSTERS = (
    CommandSpec(
        verb=Verb.CHECK,
        words=("核对成员", "核对名单", "核对", "清点成员", "hd"),
        roles=MANAGERS,
        help="马上核对群成员",
        example="核对成员 @市场部群",
    ),
    CommandSpec(
        verb=Verb.LET_JOIN,
        words=("准入", "准许入群", "同意入群", "同意拉人", "zr"),
        arguments=(PERSON, SAID),
        roles=MANAGERS,
        help="同意拉一人进群",
        example="准入 张三 新同事",
    ),
    CommandSpec(
        verb=Verb.INVITE,
        words=("邀请", "特邀", "邀请入群", "yq"),
        arguments=(PERSON, maybe(Slot.SPAN), SAID),
        roles=MANAGERS,
        help="外人受邀，可在群里",
        example="邀请 何军 30天 审计",
    ),
    CommandSpec(
        verb=Verb.LET_LEAVE,
        words=("准退", "准许退群", "同意退群", "准出", "zt"),
        arguments=(PERSON, SAID),
        roles=MANAGERS,
        help="同意一人退群",
        example="准退 张三 调岗",
    ),
    CommandSpec(
        verb=Verb.ABSENCE,
        words=("告假", "休假", "gj"),
        arguments=(Argument(Slot.SPAN), SAID),
        help="一段时间不在群里发言",
        example="告假 10天 出差",
    ),
    CommandSpec(
        verb=Verb.NICKNAME,
        words=("群昵称", "我的昵称", "昵称", "nc"),
        arguments=(Argument(Slot.TEXT, called="昵称"),),
        help="告诉系统您的群昵称",
        example="群昵称 财务部+张三",
    ),
)
