"""What anybody may say: about their own record, and about what they have seen."""

from qungui.desk.spec import PERSON, TEXT, Argument, CommandSpec, Slot, maybe
from qungui.desk.verbs import Verb

OWN = (
    CommandSpec(
        verb=Verb.MY_RECORD,
        words=(
            *("我的记录", "记录", "我的违规", "我的档案", "查我的记录", "查看我的记录"),
            *("查询我的记录", "查记录", "查我", "jl"),
        ),
        changes=False,
        help="看自己的违规和处理",
        example="我的记录",
    ),
    CommandSpec(
        verb=Verb.APPEAL,
        words=("申诉", "申述", "上诉", "提出申诉", "提起申诉", "ss"),
        arguments=(maybe(Slot.NUMBERS), TEXT),
        help="不服处理，请人复核",
        example="申诉 3 我没发广告",
    ),
    CommandSpec(
        verb=Verb.APOLOGISE,
        words=("道歉", "致歉", "赔礼道歉", "dq"),
        arguments=(Argument(Slot.TEXT, needed=False, called="想说的话"),),
        help="按要求道歉，话可写可不写",
        example="道歉 对不起，不再发了",
    ),
    CommandSpec(
        verb=Verb.REJOIN,
        words=("申请回群", "回群", "申请入群", "申请进群", "重新入群", "重新进群", "hq"),
        arguments=(maybe(Slot.GROUP), TEXT),
        help="被移出后申请回来",
        example="申请回群 @市场部群 已学群规",
    ),
    CommandSpec(
        verb=Verb.REPORT,
        words=("举报", "检举", "我要举报", "jb"),
        arguments=(PERSON, TEXT),
        help="告诉管理员，不说是谁举报的",
        example="举报 张三 私下推销",
    ),
    CommandSpec(
        verb=Verb.BRING_UP,
        words=("反映", "反映情况", "建议", "提建议", "我建议", "反馈", "fy"),
        arguments=(Argument(Slot.TEXT, called="事情"),),
        help="把情况或建议告诉负责的人",
        example="反映 有人连发低俗表情",
    ),
)
