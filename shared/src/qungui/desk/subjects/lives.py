"""A group that there is: who takes it over, and how it ends."""

from qungui.desk.spec import DAY, ONE, PERSON, SAID, SOME, TEXT, Argument, CommandSpec, Slot
from qungui.desk.verbs import Verb

LIVES = (
    CommandSpec(
        verb=Verb.SAME_GROUP,
        words=("关联", "关联群"),
        arguments=(SOME,),
        listed=False,
        help="登记的群就是新出现的群",
        example="关联 4821 3917",
    ),
    CommandSpec(
        verb=Verb.TAKE_UP,
        words=("接管", "接管群"),
        arguments=(ONE, PERSON),
        listed=False,
        help="给无人负责的群定群主",
        example="接管 4821 陈丽",
    ),
    CommandSpec(
        verb=Verb.HAND_OVER,
        words=("移交", "移交管理员"),
        arguments=(ONE, PERSON),
        listed=False,
        help="定接任的管理员",
        example="移交 4821 陈丽",
    ),
    CommandSpec(
        verb=Verb.END_MATTER,
        words=("事项结束", "事项完结", "功能丧失"),
        arguments=(SOME, TEXT),
        help="群的事项办完了",
        example="事项结束 4821 团建结束",
    ),
    CommandSpec(
        verb=Verb.ASK_LATER,
        words=("延期", "延期解散", "申请延期"),
        arguments=(ONE, DAY, TEXT),
        listed=False,
        help="请求延后解散",
        example="延期 4821 7月5日 尾款未结",
    ),
    CommandSpec(
        verb=Verb.PUT_OFF,
        words=("同意延期", "批准延期"),
        arguments=(SOME,),
        listed=False,
        help="同意延后解散",
        example="同意延期 4821",
    ),
    CommandSpec(
        verb=Verb.KEEP_DATE,
        words=("不同意延期", "不批准延期"),
        arguments=(SOME, SAID),
        listed=False,
        help="不同意延后解散",
        example="不同意延期 4821",
    ),
    CommandSpec(
        verb=Verb.ANNOUNCE_END,
        words=("公告解散", "解散公告"),
        arguments=(ONE, DAY, Argument(Slot.PERSON, called="操作人"), TEXT),
        listed=False,
        help="解散前在群内公告",
        example="公告解散 4821 6月25日 陈丽 完结",
    ),
    CommandSpec(
        verb=Verb.DISSOLVE,
        words=("解散群", "解散"),
        arguments=(SOME,),
        listed=False,
        help="解散一个已公告的群",
        example="解散群 4821",
    ),
    CommandSpec(
        verb=Verb.DUTY_DONE,
        words=("职责办完", "职责已办"),
        arguments=(SOME,),
        listed=False,
        help="清单上的职责办完了",
        example="职责办完 4821",
    ),
    CommandSpec(
        verb=Verb.GROUPS_ON_FILE,
        words=("群台账", "台账"),
        changes=False,
        help="看自己的群走到哪一步",
        example="群台账",
    ),
)
