"""Problems that are followed until they are solved."""

from qungui.desk.spec import ASKERS, ONE, PERSON, SOME, Argument, CommandSpec, Slot, maybe
from qungui.desk.verbs import Verb

ISSUES = (
    CommandSpec(
        verb=Verb.ISSUES,
        words=("问题", "问题清单", "问题进展", "有哪些问题", "wt"),
        changes=False,
        help="看还没解决的问题",
        example="问题",
    ),
    CommandSpec(
        verb=Verb.RAISE,
        words=("记问题", "登记问题", "提问题", "提出问题", "jwt"),
        arguments=(PERSON, maybe(Slot.DAY), Argument(Slot.TEXT, called="问题")),
        roles=ASKERS,
        help="登记问题或待交的材料，交给一人办",
        example="记问题 张三 6月25日 五店灯坏了",
    ),
    CommandSpec(
        verb=Verb.ASSIGN,
        words=("传达", "转交", "交给", "cd"),
        arguments=(ONE, PERSON),
        roles=ASKERS,
        help="把问题交给一人办",
        example="传达 4821 张三",
    ),
    CommandSpec(
        verb=Verb.IN_HAND,
        words=("处理中", "在处理", "正在处理", "有进展", "clz"),
        arguments=(SOME,),
        help="记下问题有进展",
        example="处理中 4821",
    ),
    CommandSpec(
        verb=Verb.SOLVED,
        words=("已解决", "解决了", "办好了", "已办好", "yjj"),
        arguments=(SOME,),
        help="记下问题已解决",
        example="已解决 4821",
    ),
)
